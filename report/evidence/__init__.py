"""What the sections of a report say, gathered from the metrics."""
