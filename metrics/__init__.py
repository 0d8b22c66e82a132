"""What numbers mean: the metric registry, questions over facts, changes, goals."""
