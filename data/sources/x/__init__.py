"""X (Twitter): exports."""
