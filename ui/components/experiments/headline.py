"""The heading of the tests page: the newest verdict, else how many tests there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from i18n import format as shown
from metrics.experiments.experiment import ExperimentState, ExperimentStatus
from metrics.experiments.pairs import VariantPair
from metrics.experiments.repository import Stored
from ui.components.experiments.cards import sides
from ui.components.experiments.messages import arm_label
from ui.text import _, _n, language

Judged = tuple[Stored, ExperimentStatus]


def answer(tests: Sequence[Judged]) -> tuple[str, ...]:
    """The heading and the line below it; ``tests`` are oldest first."""
    if not tests:
        return (
            _("No test yet"),
            _("Create a test, or compare what has run already."),
        )
    decided = [one for one in tests if one[1].state is ExperimentState.CONCLUSIVE]
    if decided:
        return _verdict(decided[-1]), _counts(tests)
    equal = [one for one in tests if one[1].state is ExperimentState.NO_DIFFERENCE]
    if equal:
        name = equal[-1][0].experiment.name
        return _("{name}: no difference that matters", name=name), _counts(tests)
    heading = _n(
        "{n} test, without a verdict yet", "{n} tests, none has a verdict yet",
        n=len(tests),
    )  # fmt: skip
    return heading, _counts(tests)


def _verdict(judged: Judged) -> str:
    one, status = judged
    pairs = status.compared.pairs if status.compared is not None else ()
    pair = next(pair for pair in pairs if pair.verdict.found)
    best, other = (arm_label(arm, one.experiment.by) for arm in sides(pair))
    rate, lower = _rates(pair)
    return _(
        "{best} does better than {other}: {rate} vs {lower}",
        best=best, other=other, rate=rate, lower=lower,
    )  # fmt: skip


def _rates(pair: VariantPair) -> tuple[str, str]:
    """The rates of the better variant and of the other."""
    first, second = pair.rates or (None, None)
    both = (first, second) if sides(pair)[0] == pair.a.arm else (second, first)
    one, other = (shown.percent(rate, language()) for rate in both)
    return one, other


def _counts(tests: Sequence[Judged]) -> str:
    states = Counter(status.state for _one, status in tests)
    decided = states[ExperimentState.CONCLUSIVE] + states[ExperimentState.NO_DIFFERENCE]
    planned = sum(status.compared is None for _one, status in tests)
    running = len(tests) - decided - planned
    parts = [
        _n("{n} with a verdict", "{n} with a verdict", n=decided) if decided else "",
        _n("{n} without a verdict", "{n} without a verdict", n=running) if running else "",
        _n("{n} planned", "{n} planned", n=planned) if planned else "",
    ]
    return ", ".join(part for part in parts if part)
