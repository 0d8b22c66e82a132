"""Post growth between exports, and warnings about exports imported out of order."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl
import streamlit as st

from i18n import format as shown
from metrics.content.post_text import brief
from metrics.content.posts import TELLING, VANITY, metric_of
from metrics.definitions.registry import Unit
from metrics.question.query import Query
from ui import cache, state, theme
from ui.charts.lines import Line, lines
from ui.components import chart, chart_annotations, grid
from ui.components.content import posts
from ui.components.grid import GridColumn
from ui.components.sources.import_issues import plain
from ui.filters import network_label
from ui.text import _, _n, language

SHOWN = (*TELLING, *VANITY)
TITLE_LENGTH = 70


def late() -> None:
    """Warns of imports whose lifetime values are clearly lower than those that they replace."""
    suspects = cache.out_of_order_imports()
    if not suspects:
        return
    files = {entry.id: entry.file for entry in state.store().state.ledger.done()}
    for suspect in suspects:
        st.warning(
            _n(
                "“{file}” (import {n}) has clearly lower values than “{other}” (import {m}), though it counts as newer for {posts} post. It is probably an older export. Undo import {n} under Sources, or import a new export.",
                "“{file}” (import {n}) has clearly lower values than “{other}” (import {m}), though it counts as newer for {posts} posts. It is probably an older export. Undo import {n} under Sources, or import a new export.",
                posts=suspect.posts,
                file=plain(files.get(suspect.import_id, "")),
                n=str(suspect.import_id),
                other=plain(files.get(suspect.against, "")),
                m=str(suspect.against),
            ),
            icon=":material/history:",
        )


def of_one_post(row: dict[str, Any], measure: str) -> None:
    """What a post gained from one export to the next."""
    growth = cache.growth(row["network"], row["post_id"]).filter(pl.col("measure").is_in(SHOWN))
    if growth["observed_on"].n_unique() < 2:
        st.caption(_("This post is in one export only. Export it again in a few days and add the file under Sources."))  # fmt: skip
        return
    _chart(growth, measure, _title(row))
    _table(growth)


def of_networks() -> None:
    """The growth of all posts per network, computed only when opened."""
    with st.expander(
        _("All posts of a network together"), key="content_networks", on_change="rerun"
    ) as opened:
        if opened.open:
            _networks(cache.network_growth())


def _networks(growth: pl.DataFrame) -> None:
    """A row per network and pair of consecutive exports, the newest first."""
    if growth.is_empty():
        st.caption(_("No two exports have a post in common yet."))
        return
    st.caption(_("Only posts that both exports have. The period does not apply."))
    measures = [name for name in SHOWN if name in set(growth["measure"])]
    key = ["observed_on", "since", "network"]
    rows = growth.pivot("measure", index=key, values="growth").sort(key, descending=True)
    counts = growth.group_by(key).agg(pl.col("posts").max())
    # The rows are sorted already, and a join of polars promises no order by itself.
    pairs = rows.join(
        counts, on=key, how="left", nulls_equal=True, maintain_order="left"
    ).to_dicts()
    columns = [
        GridColumn("network", _("Network"), _("The network on which the posts were published.")),
        GridColumn("since", _("From"), _("The day of the earlier of two exports.")),
        GridColumn("observed_on", _("To"), _("The day of the later of two exports.")),
        GridColumn("posts", _("Posts"), _("Posts that both exports hold."), is_number=True),
        *(_column(name, _("Gained by these posts from one export to the other.")) for name in measures),
    ]  # fmt: skip
    values: dict[str, list[str]] = {
        "network": [network_label(row["network"]) for row in pairs],
        "since": [shown.day(row["since"], language()) for row in pairs],
        "observed_on": [shown.day(row["observed_on"], language()) for row in pairs],
        "posts": [shown.number(row["posts"], language()) for row in pairs],
    }
    values |= {name: [_signed(name, row[name]) for row in pairs] for name in measures}
    alt = _("What the posts of each network gained between exports")
    grid.draw(pl.DataFrame(values), columns, key="content_networks_table", alt=alt)


def _column(measure: str, meaning: str) -> GridColumn:
    """The column of a measure, with what its cells also contain."""
    own = posts.measure_column(measure)
    return replace(own, help=f"{own.help} {meaning}")


def _title(row: dict[str, Any]) -> str:
    words = brief(row["text"], len(row["text"] or "")) or str(row["post_id"])
    cut = words if len(words) <= TITLE_LENGTH else words[: TITLE_LENGTH - 1] + "…"
    day = shown.plain(row["published_on"], language())
    return f"{network_label(row['network'])} · {day} · {cut}"


def _chart(growth: pl.DataFrame, wanted: str, title: str) -> None:
    """Draws the wanted measure, or the first one that the exports of this post have."""
    measured = set(growth["measure"])
    measure = next(name for name in (wanted, *SHOWN) if name in measured)
    own = growth.filter(measure=measure)
    label = posts.label(measure)
    days = own["observed_on"].to_list()
    network = own["network"][0]
    colour = theme.colours([network])[network]
    metric = metric_of(measure)
    span = Query(days[0], days[-1], networks=(network,))
    marks = chart_annotations.of(span, metric)
    line = Line(label, colour, days, own["value"].to_list())
    st.caption(_("{measure} since publication, as each export gave it", measure=label))
    chart.show(
        lines(
            line, unit=metric.unit if metric else Unit.COUNT, marks=chart_annotations.drawn(marks)
        ),
        key="content_growth",
        alt=_("{measure} of one post in each export: {title}", measure=label, title=title),
    )
    chart_annotations.legend(marks)


def _table(growth: pl.DataFrame) -> None:
    """A row per export, the newest first: each value, and in brackets what it gained."""
    measured = set(growth["measure"].unique())
    measures = [name for name in SHOWN if name in measured]
    days = growth["observed_on"].unique().sort(descending=True).to_list()
    cells = {(row["observed_on"], row["measure"]): _cell(row) for row in growth.to_dicts()}
    columns = [
        GridColumn("observed_on", _("Export of"), _("The day on which the export was made.")),
        *(_column(name, _("In brackets: gained since the export before.")) for name in measures),
    ]
    values = {"observed_on": [shown.day(d, language()) for d in days]}
    values |= {name: [cells.get((d, name), shown.MISSING) for d in days] for name in measures}
    grid.draw(
        pl.DataFrame(values),
        columns,
        key="content_growth_table",
        alt=_("The values of the post in each export"),
    )


def _cell(row: dict[str, Any]) -> str:
    text = _write(row["measure"], row["value"])
    return text if row["growth"] is None else f"{text} ({_signed(row['measure'], row['growth'])})"


def _write(measure: str, value: float | None) -> str:
    write = shown.duration if measure == "watch_seconds" else shown.number
    return write(value, language())


def _signed(measure: str, growth: float | None) -> str:
    return ("+" if growth is not None and growth > 0 else "") + _write(measure, growth)
