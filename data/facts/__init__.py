"""Facts: the rows that metrics are computed from, corrected, converted and deduplicated."""
