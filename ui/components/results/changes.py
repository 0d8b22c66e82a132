"""What a change is made of, as a waterfall."""

from __future__ import annotations

import streamlit as st

from i18n import format as shown
from metrics.results.drivers import Driver, Drivers
from metrics.results.results import Headline
from ui import cache
from ui.charts.waterfall import Step, waterfall
from ui.components import chart
from ui.components.sources.import_issues import plain
from ui.filters import Filters
from ui.text import _, language, show


def draw(headline: Headline, chosen: Filters) -> None:
    """The steps from the earlier value to this one; a sentence where they cannot be said."""
    st.header(_("What changed"), anchor=False)
    found = cache.drivers(headline, chosen.query(), chosen.compare)
    if found is None or not found.parts:
        st.caption(_why_not(headline, found))
        return
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


def _why_not(headline: Headline, found: Drivers | None) -> str:
    if found is not None:
        return _("No change between the two periods.")
    if headline.change.why is not None:
        return plain(show(headline.change.why))
    if headline.before is None:
        return _("No comparison is chosen.")
    return _("The change of this metric has no parts that add up.")
