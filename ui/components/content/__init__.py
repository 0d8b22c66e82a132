"""Parts of the content page."""
