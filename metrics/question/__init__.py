"""A question: period, filters, split, and the periods it may be compared with."""
