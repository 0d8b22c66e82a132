"""Metrics of value: money spent and earned."""
