"""Components of the details of one metric: as a page, and as a drawer of the metrics page."""
