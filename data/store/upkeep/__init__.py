"""Upkeep of a store: check, repair, backup and restore."""
