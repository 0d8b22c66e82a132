"""Insight rules, one file each with one ``RULE``; discovered from this folder."""
