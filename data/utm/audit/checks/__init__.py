"""The kinds of faults; each module declares one ``CHECK``."""
