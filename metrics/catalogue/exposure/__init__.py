"""Metrics of exposure: what was seen."""
