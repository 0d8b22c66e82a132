"""Pipedrive: exports."""
