"""Google Search Console: exports."""
