"""Metrics of reaction: what was liked, shared, watched."""
