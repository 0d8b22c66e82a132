"""Umami: exports."""
