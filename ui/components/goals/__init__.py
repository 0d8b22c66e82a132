"""Components of the goals page."""
