"""Plausible: visits by day, source and page, from the dashboard’s export or from that of a whole site.

Both come as a zip of CSVs or one by one. In the dashboard’s, only the visitors have days: the other
files are lists of the chosen period, which the name of the zip states. What the columns
mean: plausible.io/docs/metrics-definitions.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import partial

import polars as pl

from data.base.issue import Question
from data.reading.names import normalise
from data.reading.table import RawTable
from data.sources.kit.export_date import exported_at
from data.sources.kit.periods import answered_period, ask_period, period_in
from data.sources.kit.referrers import site_medium
from data.sources.kit.spec import (
    Layout,
    LayoutEvidence,
    ReadContext,
    SheetSpec,
    Source,
    TypedRows,
    Unfit,
    column,
    ignored,
)
from data.tables.schema import WEB_SESSIONS
from i18n.message import Message, msg

_DAY = column("date", en="date")
_VISITS = (
    column("users", en="visitors"),
    column("sessions", en="visits"),
    column("views", en="pageviews"),
    column("_bounced", en=("bounce_rate", "bounces")),
    column("_duration", en="visit_duration"),
)
# Read by nothing: they show that a file of everyday names is not a damaged one of Plausible.
_SPARE = (
    column("_per_visit", en="views_per_visit"),
    column("_scroll", en="scroll_depth"),
    column("_bounces", en="bounces"),
)
_SOURCE = column("source", en="source")
_TAGS = (
    column("_utm_source", en="utm_source"),
    column("medium", en="utm_medium"),
    column("campaign", en="utm_campaign"),
    column("content", en="utm_content"),
    column("term", en="utm_term"),
    column("_referrer", en="referrer"),
)
# Shares, means, and lengths of visits: none of them is a figure that GA4 defines in the same way.
_IGNORES = ignored(
    *("views_per_visit", "scroll_depth", "time_on_page", "total_scroll_depth*"),
    *("total_time_on_page*", "exit_rate", "conversion_rate"),
)
_DIRECT = "Direct / None"
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _others(raw: RawTable) -> Message | None:
    """Files by device, place and so on have the figures of the visitors, and a column more."""
    known = {name for field in (_DAY, *_VISITS, *_SPARE) for _, name in field.names}
    if any(normalise(name) not in known for name in raw.header if name.strip()):
        return msg("This Plausible file has a breakdown that is not used")
    return None


def _named(name: str) -> Unfit:
    """Objects to members of a zip that are called otherwise: several have the same columns."""

    def unfit(raw: RawTable) -> Message | None:
        if raw.sheet is None or re.search(name, raw.sheet):
            return None
        return msg("This Plausible file has a breakdown that is not used")

    return unfit


def _stated(given: ReadContext) -> tuple[date, date] | None:
    """The period in the name of the zip, None where the name has none."""
    days = _ISO_DAY.findall(given.file)[:2]
    return period_in(" - ".join(days)) if len(days) == 2 else None


def _ask(_raw: RawTable, given: ReadContext) -> tuple[Question, ...]:
    return () if _stated(given) is not None else ask_period()


def _by_day(report: str, rows: TypedRows) -> pl.DataFrame:
    frame = rows.frame.with_columns(report=pl.lit(f"date,{report}" if report else "date"))
    if "_utm_source" not in rows.columns:
        return frame
    # Visits without any source are the direct ones, which the file leaves blank.
    bare = pl.all_horizontal(pl.col("_utm_source", "source", "medium", "_referrer").is_null())
    direct = bare | (pl.col("source") == _DIRECT).fill_null(value=False)
    untagged = pl.all_horizontal(pl.col("_utm_source", "medium", "campaign").is_null())
    return frame.with_columns(
        source=pl.when(direct)
        .then(pl.lit("(direct)"))
        .otherwise(pl.coalesce("_utm_source", "source")),
        medium=pl.when(direct)
        .then(pl.lit("(none)"))
        .when(untagged)
        .then(site_medium(pl.col("source")))
        .otherwise("medium"),
    )


def _spaced(rows: TypedRows) -> pl.DataFrame:
    """Days, or the weeks (from Monday) and months that rows stand for when they lie so far apart.

    The file has a row for every day, week or month of the period, also for those without visits.
    """
    frame = _by_day("", rows)
    days = frame["date"].drop_nulls().unique().sort()
    gaps = days.diff().dt.total_days().drop_nulls().to_list()
    # The period may begin within its first week or month.
    steady = set(gaps[1:] or gaps)
    if steady and steady <= {28, 29, 30, 31} and (days.slice(1).dt.day() == 1).all():
        end = pl.col("date").dt.month_end()
    elif steady == {7} and gaps[0] <= 7:
        end = pl.col("date").dt.truncate("1w") + timedelta(days=6)
    else:
        return frame
    stated = _stated(rows.given)
    last = exported_at(rows.given).date() if stated is None else stated[1]
    return frame.with_columns(
        date=pl.lit(None, pl.Date),
        period_from="date",
        period_to=pl.min_horizontal(end, pl.lit(last, pl.Date)),
    )


def _listed(report: str, rows: TypedRows) -> pl.DataFrame:
    """A list of the whole period."""
    first, last = _stated(rows.given) or answered_period(rows.given) or (None, None)
    return rows.frame.with_columns(
        pl.col(report).replace({_DIRECT: "(direct)"}),
        report=pl.lit(report),
        period_from=pl.lit(first, pl.Date),
        period_to=pl.lit(last, pl.Date),
    )


_BY_DAY = partial(SheetSpec, table=WEB_SESSIONS, required=("period_from",), ignores=_IGNORES)
_LISTED = partial(_BY_DAY, ask=_ask)


def _list_of(to: str, name: str) -> SheetSpec:
    """The sheet of visitors by ``to``, in a file whose name matches ``name``."""
    return _LISTED(
        signature=(to, "users", "_bounced", "_duration"),
        fields=(column(to, en="name"), *_VISITS),
        unfit=_named(name),
        # In a zip, the members have names of their own. Lists of tags leave out visits without any,
        # so they would be taken for all of them.
        file_name=rf"{name}|\.zip$",
        finish=partial(_listed, to),
    )


_ZIP = "Plausible export atelier-brume.example 2026-03-01  to 2026-03-31 .zip"

SOURCE = Source(
    id="plausible.visitors",
    network=None,
    label=msg("Plausible visits"),
    doc=msg(
        "Plausible › the dashboard of the site › Export (arrow down), a zip of CSVs. Or Site settings › Imports & Exports › Export data."
    ),
    sheets=(
        _BY_DAY(
            signature=("date", "users", "views", "_bounced", "_duration"),
            fields=(_DAY, *_VISITS, *_SPARE),
            unfit=_others,
            finish=_spaced,
            whole=True,
        ),
        _BY_DAY(
            signature=("date", "source", "_referrer", "medium", "campaign", "users", "sessions"),
            fields=(_DAY, _SOURCE, *_TAGS, *_VISITS),
            finish=partial(_by_day, "source,medium,campaign,content,term"),
        ),
        _BY_DAY(
            signature=("date", "_hostname", "page", "users", "views"),
            fields=(
                _DAY,
                column("_hostname", en="hostname"),
                column("page", en="page"),
                *_VISITS,
                # As above: a file of everyday names has none of these.
                column("_scroll", en="total_scroll_depth"),
                column("_scrolled", en="total_scroll_depth_visits"),
                column("_time", en="total_time_on_page"),
                column("_timed", en="total_time_on_page_visits"),
            ),
            finish=partial(_by_day, "page"),
        ),
        _BY_DAY(
            signature=("date", "landing_page", "users", "sessions", "_duration"),
            fields=(
                _DAY,
                column("landing_page", en="entry_page"),
                column("sessions", en="entrances"),
                *(field for field in _VISITS if field.to != "sessions"),
            ),
            finish=partial(_by_day, "landing_page"),
        ),
        _LISTED(
            signature=("page", "users", "views", "_time"),
            fields=(
                column("page", en="name"),
                column("_time", en="time_on_page"),
                *_VISITS,
            ),
            finish=partial(_listed, "page"),
        ),
        _LISTED(
            signature=("landing_page", "users", "sessions", "_duration"),
            fields=(
                column("landing_page", en="name"),
                column("users", en="unique_entrances"),
                column("sessions", en="total_entrances"),
                column("_duration", en="visit_duration"),
                column("_bounced", en="bounce_rate"),
            ),
            finish=partial(_listed, "landing_page"),
        ),
        _list_of("source", r"\bsources\b"),
        _list_of("channel_group", r"\bchannels\b"),
    ),
    bundle=True,
    layouts=(
        Layout("visitors by day", "en", LayoutEvidence.HEADERS, "plausible_visitors.csv"),
        Layout("dashboard, a zip", "en", LayoutEvidence.HEADERS, _ZIP),
        Layout("whole site, sources by day", "en", LayoutEvidence.HEADERS, "imported_sources.csv"),
    ),
    limits=msg(
        "A visit counts as a session. Visitors are new every day, so they do not add up. "
        "Plausible’s bounces are not GA4’s, so engaged sessions and engagement time are "
        "unknown. The lists of the dashboard have the first 100 or 300 rows, and no sessions "
        "except by landing page. The site is not named, so import one site only."
    ),
)
