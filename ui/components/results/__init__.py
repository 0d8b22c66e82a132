"""Parts of the results and channels pages."""
