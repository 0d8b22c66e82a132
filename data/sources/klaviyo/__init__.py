"""Klaviyo: exports."""
