"""Metricool: exports."""
