"""Parts of the experiments page."""
