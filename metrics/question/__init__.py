"""The metric query: period, filters and split."""
