"""Values and text of the results and channels pages."""
