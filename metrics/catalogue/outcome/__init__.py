"""Metrics of outcome: leads, customers, conversions."""
