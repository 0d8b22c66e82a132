"""Components of the first page: what to drop, where to export it, what was understood."""
