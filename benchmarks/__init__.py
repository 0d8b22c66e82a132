"""Benchmarks: speed as a ratio to the bare work, measured in one run. Not part of the tests."""
