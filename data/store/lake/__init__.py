"""Fact tables: Delta Lake, their files and checksums, and the store that they belong to."""
