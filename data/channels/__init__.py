"""From traffic sources to channels: GA4's default channel group and where every row belongs."""
