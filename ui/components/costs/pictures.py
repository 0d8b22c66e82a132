"""The pictures of the costs page: ranges with break-even, from ad spend to total cost, months."""

from __future__ import annotations

import streamlit as st

from i18n import format as shown
from metrics.definitions.registry import Unit, metrics
from metrics.returns.equal_age import AGE, EqualAge, equal_age
from metrics.returns.estimate import ENOUGH, Certainty
from metrics.returns.roi import RoiRow
from metrics.returns.verdict import per_unit
from ui import cache
from ui.charts.bars import bars
from ui.charts.return_ranges import ReturnRange, return_ranges
from ui.charts.waterfall import Step, waterfall
from ui.components import chart
from ui.components.costs.analysis import ITEMS, Analysis
from ui.components.costs.bounds_text import estimate
from ui.components.costs.names import key_label
from ui.components.sources.import_issues import plain
from ui.filters import Filters
from ui.text import _, _n, language, show

_SHOWN = 8  # rows of the chart


def has_ranges(found: Analysis) -> bool:
    """Whether a return may be said of any row."""
    return any(row.roi is not None for row in found.table.rows if row.cost and row.key)


def ranges(found: Analysis) -> None:
    """Revenue for one unit of cost of each row that has a cost."""
    rows = [row for row in found.table.rows if row.cost and row.key]
    code = found.table.currency
    one = shown.money(1, code, language(), whole=True)
    drawn = sorted((_range(row, found) for row in rows), key=lambda r: -(r.low or -1))[:_SHOWN]
    st.header(plain(_("Revenue for {one} of total cost", one=one)), anchor=False)
    chart.show(
        return_ranges(
            drawn,
            lambda value: estimate(value, Unit.MONEY, code),
            lambda value: shown.axis_number(value, "money", code, language()),
            _("break-even"),
        ),
        key="returns_ranges",
        alt="; ".join(_words(row, code) for row in drawn),
        name="returns",
    )
    models = _("Thick: models alone.") if any(row.models for row in drawn) else ""
    rest = _n(
        "Thin: random variation too (95%). Dot: the median, from {n} deal on.",
        "Thin: random variation too (95%). Dot: the median, from {n} deals on.",
        n=ENOUGH,
    )
    st.caption(plain(f"{models} {rest}".strip()))


def _range(row: RoiRow, found: Analysis) -> ReturnRange:
    name = key_label(found.table.by, row.key)
    bounds = per_unit(row)
    if bounds is None or not row.cost:
        return ReturnRange(name, None, None, None, None, _why(row))
    models = None
    if row.value is not None and found.table.models and row.final_value is None:
        models = (row.value.low / row.cost, row.value.high / row.cost)
    return ReturnRange(name, bounds.low, bounds.high, models, bounds.middle)


def _why(row: RoiRow) -> str:
    if row.said is Certainty.TOO_FEW:
        return _n("too few deals ({n})", "too few deals ({n})", n=row.deals)
    return _("not known")


def _words(row: ReturnRange, code: str | None) -> str:
    if row.low is None:
        return f"{row.name}: {row.why}"
    ends = [estimate(end, Unit.MONEY, code) for end in (row.low, row.high) if end is not None]
    return f"{row.name}: {'–'.join(ends)}"


def bridge(found: Analysis) -> None:
    """From ad spend over labour, fees and tools to total cost."""
    rows = {row["metric"]: row for row in cache.figures(ITEMS, found.query).to_dicts()}
    code = rows["cost"]["currency"]
    whole = rows["cost"]["value"]
    if not whole or code is None:
        return
    known = [name for name in ITEMS[:-1] if rows[name]["value"]]
    st.header(_("From ad spend to total cost"), anchor=False)
    if len(known) < 2:
        name = show(metrics()[known[0]].label) if known else show(metrics()["cost"].label)
        st.markdown(plain(f"{name}: {shown.money(whole, code, language())}"))
        st.caption(_("No other cost is known. Enter labour, tools and fees to see the total cost."))
        return
    first, *others = (_step(name, rows[name]["value"], code) for name in known)
    steps = [Step(one.name, one.size, f"+{one.words}", "before") for one in others]
    last = _step("cost", whole, code)
    chart.show(
        waterfall(first, steps, last), key="costs_bridge", name="costs",
        alt=", ".join(f"{one.name} {one.words}" for one in (first, *steps, last)),
    )  # fmt: skip
    if rows["ad_spend"]["value"]:
        text = _(
            "ROAS divides by ad spend ({spend}), ROI by total cost ({cost}).",
            spend=shown.money(rows["ad_spend"]["value"], code, language()),
            cost=shown.money(whole, code, language()),
        )
        st.caption(plain(text))


def _step(name: str, value: float, code: str) -> Step:
    words = shown.money(value, code, language(), whole=True)
    return Step(show(metrics()[name].label), value, words, "now")


def has_months(found: Analysis) -> bool:
    """Whether months of leads with revenue can be compared."""
    if not found.table.counted.is_of_leads or found.whole is None or not found.whole.value:
        return False
    ages = _ages()
    return len(ages.months) > 1 and ages.currency is not None


def _ages() -> EqualAge:
    return cache.remember("equal age", (), equal_age)


def months() -> None:
    """Revenue within some days of the lead, by month."""
    ages = _ages()
    code, now = ages.currency, language()
    words = [estimate(one.per_unit, Unit.MONEY, code) for one in ages.months]
    names = [shown.month(one.month, now) for one in ages.months]
    title = _n(
        "At equal age: revenue within {n} day of the lead, for {one} of cost",
        "At equal age: revenue within {n} days of the lead, for {one} of cost",
        n=AGE,
        one=shown.money(1, code, now, whole=True),
    )
    st.header(plain(title), anchor=False)
    roles = ["before"] * (len(names) - 1) + ["now"]
    hovers = [
        _n(
            "{name}: {n} deal, {revenue} by {cost}",
            "{name}: {n} deals, {revenue} by {cost}",
            n=one.deals,
            name=name,
            revenue=shown.money(one.revenue, code, now),
            cost=shown.money(one.cost, code, now),
        )
        for one, name in zip(ages.months, names, strict=True)
    ]
    chart.show(
        bars([_short(name) for name in names], [one.per_unit for one in ages.months], words, hovers,
             roles=roles, line=1, height=190),
        key="costs_months", name="equal-age",
        alt="; ".join(f"{name}: {text}" for name, text in zip(names, words, strict=True)),
    )  # fmt: skip


def _short(name: str) -> str:
    """A month in two lines: its name, and its year below."""
    return name.replace(" ", "\n", 1)


def still_to_come(found: Analysis, chosen: Filters) -> None:
    """What leads of the days asked for have bought so far, and are expected to buy."""
    asked = found.span.asked
    if asked is None or asked.share is None or asked.share >= 1:
        return
    [headline] = cache.headlines(("customers",), chosen.query(), chosen.compare)
    if headline.figure.value is None:
        return
    st.header(_("Still to come"), anchor=False)
    with st.container(border=True):
        text = _(
            "{label}: {value} so far, from leads of {span}.",
            label=show(headline.figure.metric.label),
            value=shown.number(headline.figure.value, language()),
            span=shown.span(chosen.start, chosen.end, language()),
        )
        expected = "" if headline.expected is None else shown.sentence(show(headline.expected))
        share = _(
            "So far {share} of the final number is known.",
            share=shown.percent(asked.share, language(), 0),
        )
        st.markdown(
            plain(" ".join(filter(None, (text, expected[:1].upper() + expected[1:], share))))
        )
