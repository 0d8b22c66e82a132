"""Components of the campaign links page."""
