"""Parts of the costs page."""
