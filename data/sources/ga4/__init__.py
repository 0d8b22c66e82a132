"""Google Analytics 4: exports."""
