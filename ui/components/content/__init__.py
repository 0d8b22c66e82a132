"""Components of the content page."""
