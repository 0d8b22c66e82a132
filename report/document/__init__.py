"""The report as one value, and what is stored of it."""
