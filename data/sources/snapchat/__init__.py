"""Snapchat: exports."""
