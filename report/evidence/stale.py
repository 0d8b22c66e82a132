"""When data are too old to decide anything by them."""

TOO_OLD = 35
"""Days: the files of a month may come a few days late."""
