"""Spotify Ads: exports."""
