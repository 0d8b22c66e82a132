"""Components of the experiments page."""
