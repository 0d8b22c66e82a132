"""What a change is made of, as a waterfall."""

from __future__ import annotations

import streamlit as st

from i18n import format as shown
from metrics.results.drivers import Driver, Drivers
from metrics.results.results import Headline
from ui import cache
from ui.charts.waterfall import Step, waterfall
from ui.components import chart
from ui.filters import Filters
from ui.text import _, language, show

_FEWEST = 2


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
        # No verdict: whether a part alone is more than random variation is not known.
        return Step(show(part.label), part.value, sign + write(abs(part.value)), "quiet")

    first = Step(_("before"), found.before, write(found.before), "before")
    last = Step(_("this period"), found.now, write(found.now), "now")
    steps = [step(part) for part in found.parts]
    said = ", ".join(f"{one.name} {one.words}" for one in steps)
    chart.show(
        waterfall(first, steps, last), key="waterfall", name=f"{metric.id}-changes",
        alt=f"{show(metric.label)}: {first.words} → {last.words}. {said}",
    )  # fmt: skip
    st.caption(_("The parts add up. A single part may be random variation."))
