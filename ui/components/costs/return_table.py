"""The table of costs and returns: ranges over the models and random variation, with a verdict."""

from __future__ import annotations

import pandas as pd
import polars as pl
import streamlit as st

from i18n import format as shown
from metrics.definitions.registry import Unit, cost_metric
from metrics.maturing.maturity import MaturityStage
from metrics.returns.estimate import Bounds, Range
from metrics.returns.roi import ReturnsBasis, RoiRow, RoiTable
from metrics.returns.roi_text import growing, may_still_buy, overhead_sentence, reading, too_few
from metrics.returns.verdict import ReturnVerdict, per_unit, verdict
from ui import cache, device, filters, navigation, theme
from ui.components import download, grid
from ui.components.costs.analysis import Analysis, by_label, note
from ui.components.costs.bounds_text import between, bounds
from ui.components.costs.names import key_label
from ui.components.grid import GridColumn
from ui.components.sources import facts_table
from ui.components.sources.import_issues import plain
from ui.text import _, _c, _n, language, show

_OF_DEALS = frozenset(
    {"deals", "cost_per_customer", "per_unit", "roas", "roi_revenue", "roi_margin", "verdict"}
)
_NAME, _NARROW = 176, 150  # pixels of the first column, and on a phone
_ON_A_PHONE = ("per_unit", "verdict")
_ROLES = {ReturnVerdict.PAYS_BACK: "good", ReturnVerdict.LOSES: "bad"}


def table(found: Analysis) -> None:
    """One row per channel, campaign or use."""
    rows, by = _rows(found.table), found.table.by
    if not rows:
        st.info(_("No cost and no result is known for this period."))
        return
    cells = [_line(row, found.table) for row in rows]
    columns = _columns(found.table, cells)
    if device.is_phone():
        small = [c for c in columns if c.id in (by, *_ON_A_PHONE)]
        columns = small if len(small) > 1 else columns[:3]
    frame = pd.DataFrame([{column.id: line[column.id] for column in columns} for line in cells])
    styled = frame.style
    if "verdict" in frame.columns:
        tints = [f"color:{theme.role(_ROLES.get(verdict(row), 'quiet'))}" for row in rows]
        styled = styled.apply(lambda _column: tints, subset=["verdict"])
    place = grid.choose(
        styled, columns, key=f"returns_table_{by}",
        alt=_("Cost, results and return, over the models and random variation"),
    )  # fmt: skip
    if place is not None and by == "channel" and rows[place].key:
        _links(rows[place].key)
    _notes(found)
    span = f"{found.query.start:%Y%m%d}-{found.query.end:%Y%m%d}"
    download.button(_plain_rows(found.table), f"returns-{span}", key="returns_csv")


def _rows(found: RoiTable) -> tuple[RoiRow, ...]:
    """The rows that have a cost, unless all are asked for, or none has one."""
    paid = tuple(row for row in found.rows if row.cost)
    rest = len(found.rows) - len(paid)
    if not paid or not rest:
        return found.rows
    text = _n("Show {n} row without a cost", "Show {n} rows without a cost", n=rest)
    every = st.toggle(text, key="returns_every", persist_state="session")
    return found.rows if every else paid


def _links(key: str) -> None:
    """To the same channel on other pages."""
    name = key_label("channel", key)
    with st.container(horizontal=True, gap="small"):
        for slug, icon in (("channels", "hub"), ("attribution", "balance")):
            page = navigation.target(slug)
            st.page_link(
                page, label=plain(f"{name} → {page.title}"), icon=f":material/{icon}:",
                query_params=filters.link(open=key),
            )  # fmt: skip


def _columns(found: RoiTable, cells: list[dict[str, str]]) -> list[GridColumn]:
    """The columns that have a value in some row."""
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
    one = shown.money(1, found.currency, language(), whole=True)
    values = (
        ("cost", _("Total cost"), _("Ad spend and the costs entered by hand.")),
        (
            "per_unit",
            _("Revenue for {one}", one=one),
            _("Revenue credited, divided by total cost. ROI is this less the cost itself."),
        ),
        ("results", show(result.label), credited),
        (
            "deals",
            _("Deals"),
            _("People with an amount and a visit from it. Below 10, no ROI is shown."),
        ),
        ("cost_per_result", cost_label, _("Total cost divided by the results.")),
        (
            "cost_per_customer",
            _("Cost per customer"),
            _("Total cost divided by customers won, counted as the results are."),
        ),
        *_known_so_far(found),
        ("ad_spend", _("Ad spend"), _("What ad platforms charged.")),
        ("roas", _("ROAS"), _("Revenue credited, divided by ad spend.")),
        ("roi_revenue", _("ROI on revenue"), _("(Revenue − total cost) ÷ total cost.")),
        ("roi_margin", _("ROI on margin"), _("(Margin − total cost) ÷ total cost.")),
    )
    fixed = st.column_config.TextColumn(pinned=True, width=_NARROW if device.is_phone() else _NAME)
    says = _("Pays back: even the low end is above the cost. Does not: even the high end is below.")
    every = [
        GridColumn(found.by, by_label(found.by), keys[found.by], config=fixed),
        *(GridColumn(*value, is_number=True) for value in values[:2]),
        GridColumn("verdict", _("Verdict"), says),
        *(GridColumn(*value, is_number=True) for value in values[2:]),
    ]
    known = {name for line in cells for name, text in line.items() if text != shown.MISSING}
    return [column for column in every if column.id in known - hidden(found)]


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
    return {
        found.by: key_label(found.by, row.key),
        "cost": shown.money(row.cost, code, tongue),
        "ad_spend": shown.money(row.ad_spend, code, tongue),
        "results": between(row.leads, Unit.RATIO),
        "deals": shown.number(row.deals, tongue),
        "cost_per_result": bounds(row.cpl, Unit.MONEY, code),
        "cost_per_customer": bounds(row.cac, Unit.MONEY, code),
        "known_share": _share(row),
        "per_unit": bounds(per_unit(row), Unit.MONEY, code),
        "roas": bounds(row.roas, Unit.RATIO),
        "roi_revenue": bounds(row.roi, Unit.PERCENT),
        "roi_margin": bounds(row.roi_margin, Unit.PERCENT),
        "verdict": _verdict(row),
    }


def _verdict(row: RoiRow) -> str:
    return {
        ReturnVerdict.PAYS_BACK: _("pays back"),
        ReturnVerdict.OPEN: _c("verdict", "open"),
        ReturnVerdict.LOSES: _("does not pay back"),
        ReturnVerdict.TOO_FEW: _("too few deals"),
        ReturnVerdict.UNKNOWN: shown.MISSING,
    }[verdict(row)]


def _share(row: RoiRow) -> str:
    if row.maturity is None or row.maturity.share is None:
        return shown.MISSING
    return shown.percent(row.maturity.share, language(), 0)


def _notes(found: Analysis) -> None:
    """What to know of the table, folded but for what is still open."""
    rows = found.table
    if rows.currency is None and rows.total_cost is not None:
        note(_("Amounts are in several currencies. Choose a reporting currency under Enter costs."))
    for sentence in growing(rows):
        note(show(sentence))
    with st.expander(_("How is this calculated?")):
        apart = shown.money(rows.apart, rows.currency, language())
        still_open = None
        few = too_few(rows) if rows.has_deals else None
        if rows.has_customers:
            end = found.query.end
            still_open = cache.remember(
                "still open", (end,), lambda facts: may_still_buy(facts, end)
            )
        known = (few, overhead_sentence(rows, apart), still_open)
        for message in (reading(rows), *(one for one in known if one), *rows.converted):
            note(show(message))
        if rows.has_deals and all(row.roi_margin is None for row in rows.rows):
            note(_("ROI on margin is unknown. Enter a margin under Enter costs."))
        for message in cache.sentences(("cost",), found.query):
            note(show(message))


def _plain_rows(found: RoiTable) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {
                found.by: row.key,
                "cost": row.cost,
                "ad_spend": row.ad_spend,
                **_ends("results", row.leads),
                "deals": row.deals,
                "said": row.said.value,
                "verdict": verdict(row).value,
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
