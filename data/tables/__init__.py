"""Canonical tables: schema, coverage, deduplication rules and series breaks."""
