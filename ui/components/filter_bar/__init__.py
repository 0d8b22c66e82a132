"""Components of the filter bar, which is on top of every page."""
