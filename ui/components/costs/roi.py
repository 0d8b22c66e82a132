"""Cost breakdown and ROI table: CPL, CAC, ROAS and ROI over models and random variation."""

from __future__ import annotations

import pandas as pd
import polars as pl
import streamlit as st

from i18n import format as shown
from metrics.definitions.registry import Unit, cost_metric, metrics
from metrics.maturing.maturity import MaturityStage
from metrics.question.query import Query
from metrics.returns.estimate import Bounds, Range
from metrics.returns.roi import (
    KEYS,
    ReturnsBasis,
    RoiRow,
    RoiTable,
    Share,
    complete_period,
    returns,
)
from metrics.returns.roi_text import (
    growing,
    may_still_buy,
    overhead_told,
    reading,
    roi_range,
    too_few,
    why_no_return,
)
from ui import cache, filters
from ui.components import download, grid
from ui.components.grid import GridColumn
from ui.components.sources import facts_table
from ui.components.sources.import_issues import plain
from ui.filters import Filters, channel_label, use_label
from ui.text import _, language, named, show

_NO_CENTS = 10  # amounts of a range from which cents are left out
_OF_DEALS = frozenset({"deals", "cost_per_customer", "roas", "roi_revenue", "roi_margin"})
ITEMS = (
    *("cost", "ad_spend", "labour_cost", "tools_cost", "content_cost", "agency_cost"),
    *("other_cost", "entered_ad_cost"),
)


def _query(chosen: Filters) -> Query:
    return Query(chosen.start, chosen.end)


def items(chosen: Filters) -> None:
    """The cost of the period by kind, and which kinds were not entered."""
    query = _query(chosen)
    st.caption(
        _(
            "{period} · the filters of channel, use and campaign do not apply here.",
            period=filters.summary(chosen),
        )
    )
    rows = {row["metric"]: row for row in cache.figures(ITEMS, query).to_dicts()}
    known = [name for name in ITEMS if rows[name]["value"]]
    if not known:
        st.info(_("No cost is known for this period. Enter one below, or import a list of costs."))
    with st.grid(4, min_column_width=170, gap="small"):
        for name in known:
            row, metric = rows[name], metrics()[name]
            value = shown.format_metric(row["value"], metric.unit, row["currency"], language())
            st.metric(show(metric.label), value, help=show(metric.doc))
    note = " · ".join(show(message) for message in cache.sentences(("cost",), query))
    st.caption(plain(note))


def by_label(by: str) -> str:
    """The name of a split in the session's language."""
    return {"channel": _("Channel"), "campaign": _("Campaign"), "use": _("Use")}[by]


def share_label(share: str) -> str:
    """The name of a way to share overhead in the session's language."""
    return {
        "none": _("Show it apart"),
        "ad_spend": _("Share it by ad spend"),
        "leads": _("Share it by results"),
    }[share]


def table(chosen: Filters) -> None:
    """One row per channel, campaign or use."""
    st.subheader(_("Cost and return"), anchor=False)
    left, right = st.columns(2)
    by = left.segmented_control(
        _("By"), KEYS, default="channel", key="returns_by", format_func=named(KEYS, by_label)
    )
    ways = tuple(share.value for share in Share)
    share = right.selectbox(
        _("Overhead"), ways, key="returns_share", format_func=named(ways, share_label)
    )
    found = _found(chosen, by or "channel", Share(share))
    if not found.rows:
        st.info(_("Nothing is known of what came back in this period."))
        return
    _headline(found)
    frame = pd.DataFrame([_line(row, found) for row in found.rows])
    grid.draw(
        frame,
        _columns(found),
        key="returns_table",
        alt=_("Cost, results and return, over the models and random variation"),
    )
    _notes(found, chosen)
    span = f"{chosen.start:%Y%m%d}-{chosen.end:%Y%m%d}"
    download.button(_plain_rows(found), f"returns-{span}", key="returns_csv")


def _headline(found: RoiTable) -> None:
    """The ROI of the row that costs most, or that there are too few deals for one."""
    costliest = next((row for row in found.rows if row.key and row.cost), None)
    if costliest is None:
        return
    roi = costliest.roi
    text = (
        why_no_return(costliest, found)
        if roi is None
        else roi_range(_key_label(found.by, costliest.key), costliest, roi)
    )
    if text is not None:
        st.markdown(f"**{plain(show(text))}**")


def _found(chosen: Filters, by: str, share: Share) -> RoiTable:
    query = _query(chosen)
    return cache.remember(
        "returns",
        (query, by, share),
        lambda facts: returns(facts, complete_period(facts, query), by, share=share),
    )


def _columns(found: RoiTable) -> list[GridColumn]:
    credited = (
        _("By their own UTM tags (last click).")
        if found.evidence is ReturnsBasis.LAST_CLICK
        else _("Credited by the models, from the lowest to the highest.")
    )
    company = cache.outcomes()
    result, cost = company.metric(found.counted.metric), cost_metric(found.counted.metric)
    cost_label = _("Cost per result") if cost is None else show(company.metric(cost).label)
    keys = {
        "channel": _("Rule-based group of traffic sources, as GA4 names it."),
        "campaign": facts_table.meaning("campaign"),
        "use": facts_table.meaning("use"),
    }
    values = (
        ("cost", _("Cost"), _("Ad spend and the costs entered by hand.")),
        ("results", show(result.label), credited),
        (
            "deals",
            _("Deals"),
            _("People with an amount that this row had a part in. Below 10, no return is shown."),
        ),
        ("cost_per_result", cost_label, _("Total cost divided by the results.")),
        (
            "cost_per_customer",
            _("Cost per customer"),
            _("Total cost divided by customers won, counted as the results are."),
        ),
        *_known_so_far(found),
        ("roas", _("ROAS"), _("Revenue credited, divided by ad spend.")),
        ("roi_revenue", _("ROI on revenue"), _("(Revenue − total cost) ÷ total cost.")),
        ("roi_margin", _("ROI on margin"), _("(Margin − total cost) ÷ total cost.")),
    )
    return [
        GridColumn(found.by, by_label(found.by), keys[found.by]),
        *(GridColumn(*value, is_number=True) for value in values if value[0] not in hidden(found)),
    ]


def hidden(found: RoiTable) -> frozenset[str]:
    """The columns that say nothing here: a customer is who has ordered, and no amount is known."""
    if not found.has_deals:
        return _OF_DEALS
    return frozenset() if found.has_customers else frozenset({"cost_per_customer"})


def _known_so_far(found: RoiTable) -> list[tuple[str, str, str]]:
    """The column of what is known, where leads of the period still buy."""
    if not _grows(found):
        return []
    meaning = _(
        "Share of the final number of customers. Costs per customer and returns are what is expected in the end."
    )
    return [("known_share", _("Known so far"), meaning)]


def _grows(found: RoiTable) -> bool:
    stages = {row.stage for row in found.rows}
    return bool(stages & {MaturityStage.GROWING, MaturityStage.TOO_EARLY})


def _line(row: RoiRow, found: RoiTable) -> dict[str, str]:
    code, tongue = found.currency, language()
    cells = {
        found.by: _key_label(found.by, row.key),
        "cost": shown.money(row.cost, code, tongue),
        "results": between(row.leads, Unit.RATIO),
        "deals": shown.number(row.deals, tongue),
        "cost_per_result": bounds(row.cpl, Unit.MONEY, code),
        "cost_per_customer": bounds(row.cac, Unit.MONEY, code),
        **({"known_share": _share(row)} if _grows(found) else {}),
        "roas": bounds(row.roas, Unit.RATIO),
        "roi_revenue": bounds(row.roi, Unit.PERCENT),
        "roi_margin": bounds(row.roi_margin, Unit.PERCENT),
    }
    return {name: text for name, text in cells.items() if name not in hidden(found)}


def _share(row: RoiRow) -> str:
    if row.maturity is None or row.maturity.share is None:
        return shown.MISSING
    return shown.percent(row.maturity.share, language(), 0)


def _key_label(by: str, key: str) -> str:
    if not key:
        return _("Unknown")
    return channel_label(key) if by == "channel" else use_label(key) if by == "use" else key


def between(value: Range | None, unit: Unit, currency: str | None = None) -> str:
    """A range as text; one value where both ends have the same text."""
    if value is None:
        return shown.MISSING
    if unit in {Unit.COUNT, Unit.RATIO}:
        return shown.number_range(value.low, value.high, language())
    ends = (shown.format_metric(end, unit, currency, language()) for end in (value.low, value.high))
    return " – ".join(dict.fromkeys(ends))


def bounds(value: Bounds | None, unit: Unit, currency: str | None = None) -> str:
    """The figure, where there is one, and the range; an open end says so."""
    if value is None:
        return shown.MISSING

    def written(end: float) -> str:
        if unit is Unit.RATIO:
            return shown.number(end, language(), 1)
        if unit is Unit.PERCENT:
            return shown.percent(end, language(), 0)
        # An estimate is not known to the cent.
        return shown.money(end, currency, language(), whole=end >= _NO_CENTS)

    if value.high is None:
        ends = _("{low} or more", low=written(value.low))
    else:
        ends = f"{written(value.low)}–{written(value.high)}"
    return ends if value.middle is None else f"{written(value.middle)} ({ends})"


def _notes(found: RoiTable, chosen: Filters) -> None:
    note = overhead_told(found, shown.money(found.apart, found.currency, language()))
    if note:
        st.caption(plain(show(note)))
    if found.converted:
        st.caption(plain(" · ".join(show(message) for message in found.converted)))
    st.caption(show(reading(found)))
    still_open = found.has_customers and cache.remember(
        "still open", (chosen.end,), lambda facts: may_still_buy(facts, chosen.end)
    )
    for sentence in (too_few(found), *growing(found), still_open):
        if sentence:
            st.caption(show(sentence))
    if found.currency is None and found.total_cost is not None:
        st.caption(
            _(
                "Amounts are in several currencies: choose a reporting currency and enter rates below."
            )
        )
    if found.has_deals and all(row.roi_margin is None for row in found.rows):
        st.caption(_("The return on margin is unknown until a margin is entered below."))


def _plain_rows(found: RoiTable) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {
                found.by: row.key,
                "cost": row.cost,
                **_ends("results", row.leads),
                "deals": row.deals,
                "said": row.said.value,
                "known_share": 1.0 if row.maturity is None else row.maturity.share,
                **_ends("cost_per_result", row.cpl),
                **_ends("cost_per_customer", row.cac),
                **_ends("roas", row.roas),
                **_ends("roi_revenue", row.roi),
                **_ends("roi_margin", row.roi_margin),
                "currency": found.currency,
            }
            for row in found.rows
        ],
        # polars takes types from the first 100 rows: a range that is known only later would fail.
        infer_schema_length=None,
    )


def _ends(name: str, value: Range | Bounds | None) -> dict[str, float | None]:
    return {
        f"{name}_low": value.low if value else None,
        f"{name}_high": value.high if value else None,
    }
