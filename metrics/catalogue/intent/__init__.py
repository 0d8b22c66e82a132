"""Metrics of intent: clicks and visits."""
