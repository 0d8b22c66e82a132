"""Tests: comparing rates of posts, campaigns, channels or periods, with significance."""
