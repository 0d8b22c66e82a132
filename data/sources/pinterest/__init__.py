"""Pinterest: exports."""
