"""Google Business Profile: exports."""
