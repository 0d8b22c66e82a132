"""YouTube: exports."""
