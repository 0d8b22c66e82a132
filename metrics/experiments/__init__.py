"""Comparing rates of posts, campaigns, channels or periods, and telling chance from difference."""
