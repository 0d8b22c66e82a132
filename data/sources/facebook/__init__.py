"""Facebook: exports."""
