"""Who may read a store: its user alone."""

from __future__ import annotations

import os


def only_for_owner() -> None:
    """Makes what this process writes from now on readable by its user alone.

    Files get the mode 600 and folders 700, whichever library writes them. What was there before
    stays as it is.
    """
    os.umask(0o077)
