"""Evidence of report sections, computed from the metrics."""
