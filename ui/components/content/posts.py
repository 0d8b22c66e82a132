"""Table of posts with CSV download."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

import pandas as pd
import polars as pl
import streamlit as st
from pandas.io.formats.style import Styler

from data.tables.company_clock import with_offset
from i18n import format as shown
from metrics.content.post_text import brief
from metrics.content.posts import TELLING, VANITY, metric_of
from ui import navigation, theme, zone
from ui.components import download, grid
from ui.components.content.formats import format_label
from ui.components.grid import GridColumn
from ui.components.sources import facts_table
from ui.filters import Filters, network_label, use_label
from ui.text import _, _n, language, show

MOST_ROWS = 100
TEXT_LENGTH = 140
LINK = "permalink"


def label(measure: str) -> str:
    """The name of a measure of posts in the session's language."""
    metric = metric_of(measure)
    return facts_table.label(measure).capitalize() if metric is None else show(metric.label)


def measure_column(measure: str) -> GridColumn:
    """The column of a measure of posts, or of what their links brought."""
    if measure in RESULTS:
        meaning = _("By the tagged links of the post, until now. Empty where it is unknown.")
        return GridColumn(measure, label(measure), meaning, is_number=True)
    metric = metric_of(measure)
    meaning = facts_table.meaning(measure) if metric is None else show(metric.doc)
    return GridColumn(measure, label(measure), meaning, is_number=True)


def nothing() -> None:
    """Empty state: the period has no post."""
    st.info(
        _(
            "No post of this period has been imported. Choose another period, or export the posts "
            "of your accounts and add the file under Sources."
        )
    )
    st.page_link(navigation.target("sources"), label=_("Import files"), icon=":material/upload:")


RESULTS = ("sessions", "leads")
"""What the tagged links of a post brought."""


def results_known(found: pl.DataFrame) -> list[str]:
    """The results that any post of the list has."""
    return [name for name in RESULTS if found[name].null_count() < found.height]


def known(found: pl.DataFrame) -> list[str]:
    """The measures that any post of the list has, vanity metrics last."""
    return [name for name in (*TELLING, *VANITY) if found[name].null_count() < found.height]


def ranked(found: pl.DataFrame, measure: str) -> pl.DataFrame:
    """The posts with the highest values first and unknown ones last, cut to what is shown."""
    return found.sort(measure, descending=True, nulls_last=True, maintain_order=True).head(
        MOST_ROWS
    )


def table(found: pl.DataFrame, measure: str, chosen: Filters) -> None:
    """A row per post; vanity metrics are the last columns."""
    rows = ranked(found, measure)
    measures = known(found)
    columns = _columns(rows, [*results_known(found), *measures])
    grid.draw(
        _readable(rows, [column.id for column in columns]),
        columns,
        key="content_table",
        alt=_("Posts with what people did and what was seen"),
    )
    st.caption(_count(found, rows, label(measure) if measures else ""))
    _unknown(found)
    span = f"{chosen.start:%Y%m%d}-{chosen.end:%Y%m%d}"
    download.button(with_offset(found.lazy(), zone.current()), f"posts-{span}", key="content_csv")


def _unknown(found: pl.DataFrame) -> None:
    """How many posts have results; nothing where all do, or none does."""
    for name in results_known(found):
        n = found[name].count()
        if n < found.height:
            st.caption(known_for(name, n, found.height))


def known_for(name: str, n: int, every: int) -> str:
    """Of how many posts a measure or a result is known."""
    return _n("{measure}: known for {n} post of {all}.", "{measure}: known for {n} posts of {all}.",
              n=n, all=every, measure=label(name))  # fmt: skip


def _count(found: pl.DataFrame, rows: pl.DataFrame, measure: str) -> str:
    if rows.height < found.height:
        return _n("{n} post of {all}, sorted by {measure}. The download has all.", "{n} posts of {all}, sorted by {measure}. The download has all.", n=rows.height, all=found.height, measure=measure)  # fmt: skip
    return _n(
        "{n} post",
        "{n} posts",
        n=found.height,
    )


def _columns(rows: pl.DataFrame, measures: Sequence[str]) -> list[GridColumn]:
    """What a post is, whether it was paid for where they differ, then its measures."""
    text = st.column_config.TextColumn(width="medium")
    link = st.column_config.LinkColumn(display_text=_("open"), width="small")
    use = GridColumn("use", _("Use"), _("Whether the post was paid for."))
    return [
        GridColumn("network", _("Network"), _("The network on which it was published.")),
        GridColumn("published", _("Published"), _("When it was published, in the time zone of your company.")),
        GridColumn("text", _("Text"), _("How the text begins."), config=text),
        GridColumn("format", _("Format"), _("Picture, video, link or text, as the export calls it.")),
        GridColumn(LINK, _("Link"), _("Opens the post in a new tab."), config=link),
        *([use] if rows["use"].n_unique() > 1 else []),
        *map(measure_column, measures),
    ]  # fmt: skip


def _readable(rows: pl.DataFrame, ids: Sequence[str]) -> Styler:
    """Values in the session's language that sort as numbers, vanity metrics in grey."""
    posts = rows.to_dicts()
    written: dict[str, Sequence[Any]] = {
        "network": [network_label(row["network"]) for row in posts],
        "published": [_local(row) for row in posts],
        "text": [brief(row["text"], TEXT_LENGTH) or None for row in posts],
        LINK: [safe(row[LINK]) for row in posts],
        "format": [format_label(row["format"]) or None for row in posts],
        "use": [use_label(row["use"] or "unknown") for row in posts],
    }
    values = {name: written[name] if name in written else rows[name].to_list() for name in ids}
    # A Styler gives a format nothing but the cell's value, so texts of times are found by it.
    times = {at: _written(row) for at, row in zip(written["published"], posts, strict=True)}
    measures = [name for name in ids if name in (*RESULTS, *TELLING, *VANITY)]
    formats: dict[Any, Any] = {
        name: _seconds if name == "watch_seconds" else _number for name in measures
    }
    styler = pd.DataFrame(values).style.format({"published": _among(times), **formats})
    quiet: list[Hashable] = [name for name in VANITY if name in measures]
    return styler.set_properties(subset=quiet, color=theme.QUIET)


def _among(texts: Mapping[Any, str]) -> Callable[[object], str]:
    return lambda value: texts.get(value, shown.MISSING)


def _local(row: dict[str, Any]) -> pd.Timestamp | None:
    """The sort value: local time, or where only the day is known, its start.

    The start is a microsecond after midnight, so that it never equals a post at midnight.
    """
    if row["published_at"] is None:
        day = row["published_on"]
        return None if day is None else pd.Timestamp(day) + pd.Timedelta(microseconds=1)
    return pd.Timestamp(row["published_at"]).tz_localize(None)


def _written(row: dict[str, Any]) -> str:
    if row["published_at"] is not None:
        return shown.instant(row["published_at"], zone.AS_SHOWN, language())
    return shown.plain(row["published_on"], language())


def _number(value: object) -> str:
    return shown.number(_known(value), language())


def _seconds(value: object) -> str:
    return shown.duration(_known(value), language())


def _known(value: object) -> float | None:
    """A number from pandas, where unknown is NaN."""
    return value if isinstance(value, int | float) and not pd.isna(value) else None


def safe(link: str | None) -> str | None:
    """The link if it is a web address; a file may have anything there, such as ``javascript:``."""
    return link if link and link.startswith(("https://", "http://")) else None
