"""Damaged files, made from the fixtures by seeded mutations, and what may become of them."""
