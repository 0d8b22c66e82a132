"""Messages of tests: the sample still needed, and whether a test was declared beforehand."""

from __future__ import annotations

from i18n.message import Message, msg, plural
from metrics.experiments.compare import VariantPair
from metrics.experiments.verdict import Verdict

_LONG = 730  # days; a test is not planned further ahead
BEFOREHAND = msg("Declared before the figures were known.")
AFTERWARDS = msg(
    "Declared after it began: whoever saw the first figures may have asked because of them."
)
UNPLANNED = msg(
    "This is for the difference seen so far, which may be chance. Name the smallest difference that would matter to you for a sample that does not move."
)


def believable(chance: float) -> float:
    """A posterior probability as it is shown: never beyond 999 in 1,000."""
    return min(0.999, max(0.001, chance))


def needed(pair: VariantPair) -> Message | None:
    """The trials that such a difference takes to be found; None where one is found or unknown.

    Nor where there is too little to tell although a difference this large takes no more trials.
    """
    if pair.sample is None or pair.missing is None:
        return None
    # Few cases of an apparently huge difference: a small sample size would be misleading here.
    if pair.missing == 0 and pair.verdict is Verdict.TOO_LITTLE:
        return None
    sizes = {"often": pair.sample.anytime, "once": pair.sample.once, "missing": pair.missing}
    if pair.missing == 0:
        return msg(
            "Each variant has reached the sample that such a difference takes ({often}): if there is one, it is probably smaller.",
            often=pair.sample.anytime,
        )
    if pair.days is None:
        return msg(
            "Sample needed: about {often} per variant ({once} if you look only once, at the end). Still missing: up to {missing}.",
            **sizes,
        )
    if pair.days > _LONG:
        return msg(
            "Sample needed: about {often} per variant ({once} if you look only once, at the end): more than two years at the present pace. Test a bigger change.",
            often=pair.sample.anytime,
            once=pair.sample.once,
        )
    return msg(
        "Sample needed: about {often} per variant ({once} if you look only once, at the end). Still missing: up to {missing}, about {days} at the present pace.",
        days=plural("{n} day", "{n} days", n=pair.days),
        **sizes,
    )
