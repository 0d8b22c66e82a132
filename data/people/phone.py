"""The ways in which one phone number is written, as digits."""

from __future__ import annotations

import re

# By the numbering plan (ITU-T E.164): those that begin with 1 or 7 have one digit, these two, others three.
_TWO = frozenset(
    str(code)
    for code in (20, 27, *range(30, 35), 36, 39, 40, 41, *range(43, 50), *range(51, 59),
                 *range(60, 67), 81, 82, 84, 86, *range(90, 96), 98)
)  # fmt: skip
_ZONES = (*range(21, 27), 29, 35, 37, 38, 42, 50, 59, *range(67, 70), 80, 85, 87, 88, 96, 97, 99)
_CODES = ("1", "7", *sorted(_TWO), *(f"{zone}{digit}" for zone in _ZONES for digit in range(10)))
# What is dialled before a number inside the country; spreadsheets lose a 0 at the start.
_TRUNKS = ("0", "")
_OTHER_TRUNKS = {"7": ("8",), "36": ("06",)}
_LEAST, _MOST = 7, 15  # digits of a number; the plan allows no more
_PHONE = re.compile(r"^(?:p:|tel:)?\s*\+?[\d\s().\-/]+$", re.IGNORECASE)


def is_phone(text: str) -> bool:
    """Whether a text is a phone number and nothing else."""
    return bool(_PHONE.match(text.strip())) and _LEAST <= len(_digits(text)) <= _MOST + len("00")


def written_ways(text: str) -> frozenset[str]:
    """The digits of a phone number in all usual ways, with and without country and leading 0.

    Without a country, it is that number in every country.

    >>> sorted(written_ways("+33 (0)6 12 34 56 78"))
    ['0612345678', '330612345678', '33612345678', '612345678']
    >>> "33612345678" in written_ways("06 12 34 56 78")
    True
    """
    digits = _digits(text)
    if digits.startswith("00"):
        return _of_country(digits[2:])
    if "+" in text:
        return _of_country(digits)
    if digits.startswith("0"):
        return _national(digits[1:])
    # As spreadsheets leave a number: the plus sign or the 0 before it may be lost.
    return _of_country(digits) | _national(digits)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _of_country(digits: str) -> frozenset[str]:
    length = 1 if digits[:1] in {"1", "7"} else 2 if digits[:2] in _TWO else 3
    code, rest = digits[:length], digits[length:].removeprefix("0")
    return _ways(code, rest) | {trunk + rest for trunk in (*_TRUNKS, *_OTHER_TRUNKS.get(code, ()))}


def _national(rest: str) -> frozenset[str]:
    found = {trunk + rest for trunk in _TRUNKS}
    return frozenset(found.union(*(_ways(code, rest) for code in _CODES)))


def _ways(code: str, rest: str) -> frozenset[str]:
    ways = (code + trunk + rest for trunk in _TRUNKS)
    return frozenset(way for way in ways if len(way) <= _MOST + len(_TRUNKS[0]))
