"""Channel assignment: GA4's default channel group, and channel, use and network of every row."""
