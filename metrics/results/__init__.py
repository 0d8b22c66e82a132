"""What the results and channels pages show."""
