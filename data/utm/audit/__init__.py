"""Faults in the tags of what was collected: one kind of fault, one file in ``checks``."""
