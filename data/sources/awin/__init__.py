"""Awin: exports and how its network is named."""
