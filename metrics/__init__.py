"""Metrics: the registry, the query engine, comparisons, attribution, goals and insights."""
