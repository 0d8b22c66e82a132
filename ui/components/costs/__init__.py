"""Components of the costs page."""
