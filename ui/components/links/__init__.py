"""Parts of the campaign links page."""
