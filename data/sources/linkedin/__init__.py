"""LinkedIn: exports."""
