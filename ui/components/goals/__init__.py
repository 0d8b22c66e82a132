"""Parts of the goals page."""
