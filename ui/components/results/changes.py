"""What a change is made of, as a waterfall."""

from __future__ import annotations

import streamlit as st

from i18n import format as shown
from metrics.comparison.change import ChangeDirection
from metrics.results.drivers import Driver, Drivers
from metrics.results.results import Headline
from ui import cache
from ui.charts.waterfall import Step, waterfall
from ui.components import chart
from ui.components.sources.import_issues import plain
from ui.filters import Filters
from ui.text import _, language, show

_FEWEST = 2
_MOST = 0.5  # share of a change from which on a part is most of it


def parts(headline: Headline, chosen: Filters) -> Drivers | None:
    """What the change is made of; None where nothing is compared or it has no two parts.

    One part alone is the change itself, which the answer says already.
    """
    found = cache.drivers(headline, chosen.query(), chosen.compare)
    return None if found is None or len(found.parts) < _FEWEST else found


def draw(headline: Headline, found: Drivers) -> None:
    """The steps from the earlier value to this one."""
    st.header(_("What changed"), anchor=False)
    metric, currency = headline.figure.metric, headline.figure.currency

    def write(value: float) -> str:
        return shown.format_metric(value, metric.unit, currency, language())

    def step(part: Driver) -> Step:
        sign = "+" if part.value > 0 else "\u2212"
        return Step(
            show(part.label), part.value, sign + write(abs(part.value)), _role(headline, part)
        )

    first = Step(_("before"), found.before, write(found.before), "before")
    last = Step(_("this period"), found.now, write(found.now), "now")
    steps = [step(part) for part in found.parts]
    said = ", ".join(f"{one.name} {one.words}" for one in steps)
    chart.show(
        waterfall(first, steps, last), key="waterfall", name=f"{metric.id}-changes",
        alt=f"{show(metric.label)}: {first.words} → {last.words}. {said}",
    )  # fmt: skip
    sentence = _most(headline, found)
    if sentence:
        st.caption(plain(sentence))


def _role(headline: Headline, part: Driver) -> str:
    """The colour of a step: a verdict only where the whole change is one."""
    direction = headline.change.direction
    if not direction.is_verdict:
        return "quiet"
    rises = (headline.change.value or 0) > 0
    good = direction is ChangeDirection.GOOD
    return "good" if ((part.value > 0) == rises) == good else "bad"


def _most(headline: Headline, found: Drivers) -> str:
    """Which part is most of the change; only where the change is more than random variation."""
    whole = found.now - found.before
    if not headline.change.moved or not whole:
        return ""
    largest = max(found.parts, key=lambda part: part.value / whole)
    if largest.value / whole < _MOST:
        return ""
    name = show(largest.label)
    if whole > 0:
        return _("Most of the rise: {name}.", name=name)
    return _("Most of the fall: {name}.", name=name)
