"""Matomo: exports."""
