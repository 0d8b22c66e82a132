"""Normalisation of header names and titles: case, spaces, apostrophes, invisible characters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"'})


def tidy(name: str) -> str:
    """``name`` with one kind of apostrophe and space and no invisible characters."""
    visible = _INVISIBLE.sub("", unicodedata.normalize("NFKC", name)).translate(_QUOTES)
    return " ".join(visible.split())


@lru_cache(maxsize=8192)
def normalise(name: str) -> str:
    """The form in which names are compared: ``tidy``, with folded case.

    >>> normalise(" Auf­ru­fe ")
    'aufrufe'
    >>> normalise("taux d’engagement") == normalise("Taux  d'engagement")
    True
    """
    return tidy(name).casefold()
