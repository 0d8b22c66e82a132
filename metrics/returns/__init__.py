"""Cost and return, and conversions that ad platforms report."""
