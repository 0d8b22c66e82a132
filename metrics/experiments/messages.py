"""Messages of tests: the verdict, the sample still needed, when a test was declared and ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from i18n.message import Message, Quantity, msg, plural
from metrics.definitions.registry import Unit
from metrics.experiments.pairs import VariantPair
from metrics.experiments.units import ChanceUnit
from metrics.experiments.verdict import Verdict
from metrics.statistics.unit_rates import LEAST_UNITS

_LONG = 730  # days; a test is not planned further ahead
BEFOREHAND = msg("Created before the first data.")
AFTERWARDS = msg("Created after the start, so the first data may have influenced the choice.")
UNPLANNED = msg(
    "This uses the difference observed so far, which may be random variation. Enter the "
    "minimum effect to detect for a fixed sample size."
)
_SENTENCES = {
    Verdict.UNKNOWN: msg("“{a}” and “{b}” cannot be compared, because a rate is unknown."),
    Verdict.TOO_LITTLE: msg(
        "Not enough data: “{a}” {rate_a}, “{b}” {rate_b}. Each needs at least ten results, and "
        "ten cases without one."
    ),
    Verdict.FEW_UNITS: msg("Not enough data: “{a}” {rate_a}, “{b}” {rate_b}. {few}"),
    Verdict.NOT_DETECTED: msg(
        "No detectable difference: “{a}” {rate_a}, “{b}” {rate_b}. Random variation alone can "
        "explain it."
    ),
    Verdict.NONE_THAT_MATTERS: msg(
        "No difference that matters: “{a}” {rate_a}, “{b}” {rate_b}. Any difference is below "
        "your minimum effect."
    ),
    Verdict.FIRST_HIGHER: msg(
        "“{a}” has the higher rate: {rate_a} vs {rate_b}. Expect a smaller difference later, about {likely}."
    ),
    Verdict.SECOND_HIGHER: msg(
        "“{b}” has the higher rate: {rate_b} vs {rate_a}. Expect a smaller difference later, about {likely}."
    ),
}


def sentence(pair: VariantPair) -> Message:
    """The verdict on a pair; its floats are shares."""
    rates = dict(zip(("rate_a", "rate_b"), pair.rates or (), strict=False))
    more: dict[str, Message] = {}
    if pair.verdict is Verdict.FEW_UNITS:
        more = {"few": _few(pair)}
    elif pair.likely is not None:
        more = {"likely": _in_points(abs(pair.likely))}
    return _SENTENCES[pair.verdict].filled(a=pair.a.arm, b=pair.b.arm, **rates, **more)


def _in_points(share: float) -> Message:
    """A difference of rates in percentage points."""
    points = Quantity(100 * share, Unit.RATIO.value)
    return plural("{points} point", "{points} points", points=points)


def _few(pair: VariantPair) -> Message:
    """How many units there are, and how many of equal size they are worth."""
    worth, least = int(pair.effective or 0), LEAST_UNITS
    return _FEW[pair.unit or ChanceUnit.DAY](pair.units or 0).replaced(
        {"worth": worth, "least": least}
    )


_FEW: dict[ChanceUnit, Callable[[int], Message]] = {
    ChanceUnit.DAY: lambda n: plural(
        "Too few days. {units} day counts like {worth} of equal size, at least {least} needed.",
        "Too few days. {units} days count like {worth} of equal size, at least {least} needed.",
        units=n, worth=0, least=0,
    ),
    ChanceUnit.WEEK: lambda n: plural(
        "Too few weeks. {units} week counts like {worth} of equal size, at least {least} "
        "needed.",
        "Too few weeks. {units} weeks count like {worth} of equal size, at least {least} "
        "needed.",
        units=n, worth=0, least=0,
    ),
    ChanceUnit.FOUR_WEEKS: lambda n: plural(
        "Too few periods of four weeks. {units} period counts like {worth} of equal size, at "
        "least {least} needed.",
        "Too few periods of four weeks. {units} periods count like {worth} of equal size, at "
        "least {least} needed.",
        units=n, worth=0, least=0,
    ),
    ChanceUnit.POST: lambda n: plural(
        "Too few posts. {units} post counts like {worth} of equal size, at least {least} "
        "needed.",
        "Too few posts. {units} posts count like {worth} of equal size, at least {least} "
        "needed.",
        units=n, worth=0, least=0,
    ),
    ChanceUnit.PERSON: lambda n: plural(
        "Too few leads. {units} lead so far, at least {least} needed.",
        "Too few leads. {units} leads so far, at least {least} needed.",
        units=n, least=0,
    ),
}  # fmt: skip


def ends_on(day: date) -> Message:
    """What a last day that was fixed beforehand means for looks before it."""
    return msg(
        "The test ends on {date}. Early differences must be larger to count.", date=day.isoformat()
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
    often, once = _about(pair.sample.anytime), _about(pair.sample.once)
    sizes = {"often": often, "once": once, "missing": _about(pair.missing)}
    if pair.missing == 0:
        return msg(
            "Each variant has reached the sample size for such a difference ({often}). Any "
            "difference is probably smaller.",
            often=pair.sample.anytime,
        )
    if pair.days is None:
        return msg(
            "Sample size needed: about {often} per variant ({once} for a single look at the "
            "end). Up to {missing} missing.",
            **sizes,
        )
    if pair.days > _LONG:
        return msg(
            "Sample size needed: about {often} per variant ({once} for a single look at the "
            "end). That takes more than two years at this pace. Test a bigger change.",
            often=often,
            once=once,
        )
    return msg(
        "Sample size needed: about {often} per variant ({once} for a single look at the end). "
        "Up to {missing} missing, about {days} at this pace.",
        days=plural("{n} day", "{n} days", n=pair.days),
        **sizes,
    )


def _about(size: int) -> int:
    """An estimated size as it is said: two significant digits, rounded up.

    >>> _about(101_526), _about(99), _about(0)
    (110000, 99, 0)
    """
    step: int = 10 ** max(0, len(str(size)) - 2)
    return -(-size // step) * step
