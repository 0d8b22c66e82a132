"""Components of the results and channels pages."""
