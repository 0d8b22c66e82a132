"""Components of the sources page."""
