"""Stripe: exports."""
