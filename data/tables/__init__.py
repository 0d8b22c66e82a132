"""The canonical tables: schema, coverage, and which of several rows about one thing counts."""
