"""The verdict on two variants."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """A difference is found only where the interval that holds for many looks excludes zero."""

    UNKNOWN = "unknown"
    TOO_LITTLE = "too_little"
    FEW_UNITS = "too_few_units"
    NOT_DETECTED = "no_detectable_difference"
    NONE_THAT_MATTERS = "no_difference_that_matters"
    FIRST_HIGHER = "first_higher"
    SECOND_HIGHER = "second_higher"

    @property
    def found(self) -> bool:
        """Whether a difference was found."""
        return self in {Verdict.FIRST_HIGHER, Verdict.SECOND_HIGHER}


def verdict(between: tuple[float, float], wanted: float | None) -> Verdict:
    """The verdict by the interval of the first rate minus the second."""
    low, high = between
    if low > 0:
        return Verdict.FIRST_HIGHER
    if high < 0:
        return Verdict.SECOND_HIGHER
    # An interval inside ±wanted shows that there is no difference that matters.
    small = wanted is not None and max(-low, high) < wanted
    return Verdict.NONE_THAT_MATTERS if small else Verdict.NOT_DETECTED
