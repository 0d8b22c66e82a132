"""What the figures say by themselves: one kind of observation, one file in ``rules``."""
