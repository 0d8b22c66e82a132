"""How fast it is, as ratios to the bare work, measured in one run. Not part of the tests."""
