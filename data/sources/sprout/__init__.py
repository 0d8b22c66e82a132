"""Sprout Social: exports."""
