"""Periods that may be compared, breaks of a series, and changes."""
