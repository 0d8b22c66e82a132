"""Shopify: exports."""
