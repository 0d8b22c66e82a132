"""Instagram: exports."""
