"""Next month's budget: what is known of moving ad spend, and a test with a rule where it is not."""
