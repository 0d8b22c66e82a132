"""TikTok: exports."""
