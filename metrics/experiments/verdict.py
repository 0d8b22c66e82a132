"""The verdict on two variants: category and sentence."""

from __future__ import annotations

from enum import StrEnum

from i18n.message import Message, msg
from metrics.experiments.rates import VariantRate


class Verdict(StrEnum):
    """A difference is found only where the always-valid interval excludes zero."""

    UNKNOWN = "unknown"
    TOO_LITTLE = "too_little"
    NOT_DETECTED = "no_detectable_difference"
    NONE_THAT_MATTERS = "no_difference_that_matters"
    FIRST_HIGHER = "first_higher"
    SECOND_HIGHER = "second_higher"

    @property
    def found(self) -> bool:
        """Whether a difference was found."""
        return self in {Verdict.FIRST_HIGHER, Verdict.SECOND_HIGHER}


_SENTENCES = {
    Verdict.UNKNOWN: msg("“{a}” and “{b}” cannot be compared: a rate is unknown."),
    Verdict.TOO_LITTLE: msg(
        "Too little to tell: “{a}” {rate_a}, “{b}” {rate_b}. Each needs at least ten results, and ten trials without one."
    ),
    Verdict.NOT_DETECTED: msg(
        "No detectable difference: “{a}” {rate_a}, “{b}” {rate_b}. Chance alone can set them this far apart."
    ),
    Verdict.NONE_THAT_MATTERS: msg(
        "No difference that matters: “{a}” {rate_a}, “{b}” {rate_b}. If there is one, it is smaller than what you asked for."
    ),
    Verdict.FIRST_HIGHER: msg(
        "“{a}” has the higher rate: {rate_a} against {rate_b} of “{b}”. Chance alone does not explain it."
    ),
    Verdict.SECOND_HIGHER: msg(
        "“{b}” has the higher rate: {rate_b} against {rate_a} of “{a}”. Chance alone does not explain it."
    ),
}


def verdict(anytime: tuple[float, float] | None, wanted: float | None) -> Verdict:
    """The verdict by the always-valid interval of the first rate minus the second."""
    if anytime is None:
        return Verdict.TOO_LITTLE
    low, high = anytime
    if low > 0:
        return Verdict.FIRST_HIGHER
    if high < 0:
        return Verdict.SECOND_HIGHER
    # An interval inside ±wanted shows that there is no difference that matters.
    small = wanted is not None and max(-low, high) < wanted
    return Verdict.NONE_THAT_MATTERS if small else Verdict.NOT_DETECTED


def sentence(outcome: Verdict, a: VariantRate, b: VariantRate, names: tuple[str, str]) -> Message:
    """The verdict on two variants called ``names``; its floats are shares."""
    values = {"a": names[0], "b": names[1]}
    shares = {
        name: rate.trials.rate
        for name, rate in (("rate_a", a), ("rate_b", b))
        if rate.trials is not None
    }
    return _SENTENCES[outcome].filled(**values, **shares)
