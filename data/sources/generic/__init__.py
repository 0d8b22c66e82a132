"""CSV files with documented columns, of any tool: exports."""
