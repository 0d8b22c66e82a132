"""The decision log, measured: what was done, what is late, and what it did."""
