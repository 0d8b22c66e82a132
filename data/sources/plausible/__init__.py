"""Plausible: exports."""
