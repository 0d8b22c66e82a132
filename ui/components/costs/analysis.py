"""What the page Costs and ROI is about: the days, the table over the models, the return of all."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from data.facts.facts import Facts
from i18n import format as shown
from metrics.definitions.registry import Unit, cost_metric
from metrics.maturing.maturity import MaturityStage
from metrics.question.query import Query
from metrics.returns.credited_outcome import credited_outcome
from metrics.returns.mature_span import MatureSpan, mature_span
from metrics.returns.roi import KEYS, RoiTable, Share, complete_period, returns
from metrics.returns.roi_text import too_early, too_few_in_all
from metrics.returns.whole_return import WholeReturn, whole_return
from ui import cache
from ui.components import answer
from ui.components.costs import parts
from ui.components.costs.bounds_text import ends, estimate
from ui.components.sources.import_issues import plain
from ui.filters import Filters
from ui.text import _, _n, language, named, show

_ITEMS = ("labour_cost", "agency_cost", "content_cost", "tools_cost", "other_cost")
ITEMS = ("ad_spend", "entered_ad_cost", *_ITEMS, "cost")
"""What total cost is made of, from ad spend to the whole."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """``span`` are the days shown, ``table`` the rows of them, ``whole`` the return of all."""

    span: MatureSpan
    table: RoiTable
    whole: WholeReturn | None

    @property
    def query(self) -> Query:
        """The days shown."""
        return self.span.query

    @property
    def is_mature(self) -> bool:
        """Whether leads buy later, and those of the days shown have bought."""
        found = self.table.maturity
        return found is not None and found.stage is MaturityStage.MATURE


def by_label(by: str) -> str:
    """The name of a split in the session's language."""
    return {"channel": _("Channel"), "campaign": _("Campaign"), "use": _("Use")}[by]


def share_label(share: str) -> str:
    """The name of a way to share overhead in the session's language."""
    return {
        "none": _("Show separately"),
        "ad_spend": _("Share by ad spend"),
        "leads": _("Share by results"),
    }[share]


def settings() -> tuple[str, Share]:
    """The key of the rows, and how overhead is shared."""
    with st.popover(_("Settings"), icon=":material/tune:"):
        by = st.segmented_control(
            _("By"), KEYS, default="channel", key="returns_by", required=True,
            format_func=named(KEYS, by_label), persist_state="session",
        )  # fmt: skip
        ways = tuple(share.value for share in Share)
        share = st.selectbox(
            _("Overhead"), ways, key="returns_share", format_func=named(ways, share_label),
            persist_state="session",
        )  # fmt: skip
    return by or KEYS[0], Share(share)


def analysed(chosen: Filters, by: str, share: Share) -> Analysis:
    """The analysis of a period."""
    query = Query(chosen.start, chosen.end)

    def work(facts: Facts) -> Analysis:
        span = mature_span(facts, complete_period(facts, query), credited_outcome(facts))
        table = returns(facts, span.query, by, share=share)
        return Analysis(span, table, whole_return(facts, span.query, table))

    return cache.remember("returns", (query, by, share), work)


def has_costs(chosen: Filters) -> bool:
    """Whether any cost is known for the period."""
    query = Query(chosen.start, chosen.end)
    rows = cache.figures(("cost",), query).to_dicts()
    return any(row["value"] for row in rows)


def title(found: Analysis, chosen: Filters) -> None:
    """The answer: revenue for one unit of cost, or why it is not known."""
    table, whole = found.table, found.whole
    if not table.total_cost and found.span.moved:
        answer.title(_("No cost known for leads that are mature"), _young(found, chosen))
        return
    if not table.total_cost:
        parts.title(is_empty=True)
        return
    basis = _basis(found)
    if whole is not None and whole.per_unit is not None:
        answer.title(_returned(found, whole), basis, _young(found, chosen))
        return
    answer.title(_without(found), basis, _why(found), _young(found, chosen))


def _returned(found: Analysis, whole: WholeReturn) -> str:
    code, bounds = found.table.currency, whole.per_unit
    if bounds is None:
        return ""
    middle = bounds.middle
    values = {
        "one": shown.money(1, code, language(), whole=True),
        "range": ends(bounds, Unit.MONEY, code),
    }
    if middle is None:
        return _("{range} of revenue for {one} of cost", **values)
    values["x"] = estimate(middle, Unit.MONEY, code)
    if found.is_mature:
        return _("{x} of revenue for {one} of cost, on mature leads ({range})", **values)
    if found.table.maturity is not None and found.table.maturity.stage is MaturityStage.GROWING:
        return _("{x} of revenue expected for {one} of cost ({range})", **values)
    return _("{x} of revenue for {one} of cost ({range})", **values)


def _without(found: Analysis) -> str:
    """The answer without a return: the cost per result, or the cost alone."""
    table, code = found.table, found.table.currency
    cost = shown.money(table.total_cost, code, language())
    metric = cost_metric(table.counted.metric)
    if metric is not None:
        [row] = cache.figures((metric,), found.query).to_dicts()
        if row["value"] is not None:
            label = show(cache.outcomes().metric(metric).label)
            value = shown.format_metric(row["value"], Unit.MONEY, row["currency"], language())
            return _("{label}: {value}, total cost {cost}", label=label, value=value, cost=cost)
    return _("Total cost: {cost}", cost=cost)


def _why(found: Analysis) -> str:
    """Why no return is said."""
    table, whole = found.table, found.whole
    if whole is None:
        return _("No ROI, because results have no amounts here.")
    if (
        whole.value is None
        or table.currency is None
        or whole.currency not in (None, table.currency)
    ):
        return _("No ROI, because amounts are in several currencies.")
    early = too_early(table)
    return show(early if early is not None else too_few_in_all(whole.deals))


def _basis(found: Analysis) -> str:
    """The days, the cost and what came of it."""
    table, whole, code = found.table, found.whole, found.table.currency
    values = {
        "span": shown.span(found.query.start, found.query.end, language()),
        "cost": shown.money(table.total_cost, code, language()),
    }
    if whole is None:
        return _("{span}: {cost} total cost.", **values)
    values["revenue"] = shown.money(whole.value, whole.currency, language())
    return _n(
        "{span}: {cost} total cost, {revenue} revenue, {n} deal. Range: random variation (95%).",
        "{span}: {cost} total cost, {revenue} revenue, {n} deals. Range: random variation (95%).",
        n=whole.deals,
        **values,
    )


def _young(found: Analysis, chosen: Filters) -> str:
    """That leads of the days asked for still buy, where other days are shown instead."""
    asked = found.span.asked
    if not found.span.moved or asked is None or asked.share is None:
        return ""
    return _(
        "Leads of {span} are {share} mature.",
        span=shown.span(chosen.start, chosen.end, language()),
        share=shown.percent(asked.share, language(), 0),
    )


def note(text: str) -> None:
    """A caption of plain text; nothing where it is empty."""
    if text:
        st.caption(plain(text))
