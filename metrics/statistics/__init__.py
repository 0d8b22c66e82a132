"""Intervals, tests and sample sizes of rates and counts."""
