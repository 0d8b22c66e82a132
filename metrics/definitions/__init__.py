"""Metric definitions: measures, the registry of metrics, and reasons for unknown values."""
