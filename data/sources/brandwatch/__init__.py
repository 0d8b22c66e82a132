"""Brandwatch: exports."""
