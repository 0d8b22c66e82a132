"""Bing Webmaster Tools: exports."""
