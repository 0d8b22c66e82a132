"""Every number that decides something, with a case just below it, at it, and just above it."""
