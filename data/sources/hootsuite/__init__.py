"""Hootsuite: exports."""
