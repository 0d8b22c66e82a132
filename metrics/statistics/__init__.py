"""Statistics: intervals, tests and sample sizes of rates and counts."""
