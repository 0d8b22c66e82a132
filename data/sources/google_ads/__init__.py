"""Google Ads: exports."""
