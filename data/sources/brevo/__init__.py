"""Brevo: exports."""
