"""Meltwater: exports."""
