"""Deduplication rules: which of several rows about the same thing counts, per canonical table.

Imports overlap: the same post is exported every month, the same days twice. Rows are stored
as they were imported; these rules pick when the facts are read, so that an undone import
gives back what it hid. Within one import, all rows of the file add up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import polars as pl

from data.tables.schema import PROVENANCE
from data.tables.touchpoint_dedup import (
    TOUCH,
    dedupe_conversions,
    dedupe_touchpoints,
    single_transactions,
)

Days = tuple[tuple[date, date], ...]
"""Spans of days, first and last."""

_Pick = Callable[[pl.LazyFrame, Days | None], pl.LazyFrame]
_Hides = Callable[[pl.DataFrame, pl.LazyFrame], pl.DataFrame]

_POST = ("network", "post_id")
_MOMENT = ["network", "account", "published_at"]
_ACCOUNT_DAY = ("network", "account", "date", "use")
_REPORT = ("property", "report")
_CAMPAIGN = ("platform", "account", "campaign")
_OWNED = ("platform", "_owner", "campaign")
_POST_DAY = ("network", "post_id", "date")
_AUDIENCE = ("network", "account", "as_of", "dimension")
_BREAKDOWN = ("network", "account", "dimension", "value")
_MENTION = ("network", "mention_id")
_SEARCH = ("site", "report", "search_type")
_SENDING = ("account", "campaign", "list", "send_id", "sent_at")
_COST = ("kind", "channel_group", "platform", "campaign", "label", "period_from", "period_to")
_RATE = ("from_currency", "to_currency", "date")
_IMPORTED = ("import_id", "source_row")
_ORIGIN = tuple(column.name for column in PROVENANCE)
_SPAN = ("period_from", "period_to")
_ONE_DAY = pl.col("period_from") == pl.col("period_to")
# Of pairs of spans, and of periods paired with days of an import that reaches so far.
_NEWER = pl.col("import_id_other") > pl.col("import_id")
_NESTED = (
    (pl.col("period_from") >= pl.col("period_from_other"))
    & (pl.col("period_to") <= pl.col("period_to_other"))
) | (
    (pl.col("period_from") <= pl.col("period_from_other"))
    & (pl.col("period_to") >= pl.col("period_to_other"))
)
_REACHES_OVER = (pl.col("reach_from") <= pl.col("period_from")) & (
    pl.col("reach_to") >= pl.col("period_to")
)


@dataclass(frozen=True, slots=True)
class DeduplicationRule:
    """How the rows of a table that count are picked.

    ``pick`` is given the days that need it, None for any. ``plain`` says whether the rows of one
    import need no picking among themselves; imports that do not share a day need none between
    them when ``by_day`` is true.
    """

    pick: _Pick
    plain: Callable[[pl.DataFrame], bool]
    by_day: bool = True


def _distinct(keys: Sequence[str], rows: pl.DataFrame) -> bool:
    key_columns = rows.select(keys)
    distinct = (
        key_columns.n_unique() if key_columns.width > 1 else key_columns.to_series().n_unique()
    )
    return distinct == rows.height


def _newest_leads(rows: pl.LazyFrame, _days: Days | None = None) -> pl.LazyFrame:
    """The newest row per lead; rows without an identity all stay."""
    named = pl.col("lead_id").is_not_null()
    ordered = rows.filter(named).sort("import_id", "source_row", nulls_last=False)
    picked = ordered.unique("lead_id", keep="last", maintain_order=True)
    return pl.concat([picked, rows.filter(~named)])


def _merged(
    keys: Sequence[str], order: Sequence[str], rows: pl.LazyFrame, _days: Days | None = None
) -> pl.LazyFrame:
    """One row per ``keys`` with the newest known value of each column, the last in ``order``.

    Such a row can draw on several files; its provenance is that of the newest.
    """
    columns = rows.collect_schema().names()
    values = [name for name in columns if name not in {*keys, *_ORIGIN}]
    return (
        rows.sort(*order, nulls_last=False)
        .group_by(keys, maintain_order=True)
        .agg(*map(_newest_known, values), pl.col(_ORIGIN).last())
        .select(columns)
    )


def _newest_list(
    keys: Sequence[str], rows: pl.LazyFrame, _days: Days | None = None
) -> pl.LazyFrame:
    """The rows of the newest import per ``keys``: a group it does not list any more is gone."""
    newest = pl.col("import_id").max().over(keys)
    return rows.filter(pl.col("import_id").eq_missing(newest))


def _newest_known(column: str) -> pl.Expr:
    if column == "currency":  # that of the amount that counts, not of the newest row
        return pl.col(column).filter(pl.col("revenue").is_not_null()).last()
    return pl.col(column).last(ignore_nulls=True)


def _merged_posts(rows: pl.LazyFrame, _days: Days | None = None) -> pl.LazyFrame:
    """One row per post; rows without an identity all stay."""
    named = pl.col("post_id").is_not_null()
    merged = _merged(_POST, ("observed_at", "import_id", "source_row"), rows.filter(named))
    return pl.concat([_without_twins(merged), rows.filter(~named)])


def _without_twins(posts: pl.LazyFrame) -> pl.LazyFrame:
    """Without videos whose post is there as well.

    Exports of videos go by an id of their own and have no link; a page publishes one post in a
    minute at most.
    """
    linked = posts.filter(pl.col("permalink").is_not_null()).select(_MOMENT).drop_nulls()
    alone = posts.filter(pl.col("permalink").is_null())
    without_post = alone.join(linked.unique(), on=_MOMENT, how="anti")
    return pl.concat([posts.filter(pl.col("permalink").is_not_null()), without_post])


def post_snapshots(rows: pl.LazyFrame) -> pl.LazyFrame:
    """One row per post and day (``observed_on``, UTC) on which an export observed it.

    Exports of one day complete each other, the newest known value counts. Posts without an
    identity have no history and are left out.
    """
    dated = rows.with_columns(observed_on=pl.col("observed_at").dt.date())
    identified = dated.filter(pl.col("post_id").is_not_null(), pl.col("observed_on").is_not_null())
    return _merged((*_POST, "observed_on"), ("observed_at", "import_id", "source_row"), identified)


def _newest_spans(
    keys: Sequence[str], hides: _Hides, rows: pl.LazyFrame, days: Days | None = None
) -> pl.LazyFrame:
    """Rows whose span ``hides`` does not name among those of the same ``keys``."""
    spans = _within(rows, days).select(*keys, *_SPAN, "import_id").unique().collect()
    hidden = hides(spans, rows)
    if hidden.is_empty():
        return rows
    # Only imports and days with hidden rows take part in the join, which is the expensive step.
    imports = hidden["import_id"].unique().implode()
    first, last = hidden["period_from"].min(), hidden["period_from"].max()
    touched = pl.col("import_id").is_in(imports, nulls_equal=True) & pl.col(
        "period_from"
    ).is_between(pl.lit(first), pl.lit(last))
    remaining = rows.filter(touched).join(
        hidden.lazy(), on=hidden.columns, how="anti", nulls_equal=True
    )
    return pl.concat([rows.filter(~touched), remaining])


def _within(rows: pl.LazyFrame, days: Days | None) -> pl.LazyFrame:
    """Rows of these days, and those for a period, which are few."""
    if days is None:
        return rows
    wanted = pl.concat([pl.date_range(*span, eager=True) for span in days]).unique()
    return rows.filter(~_ONE_DAY | pl.col("period_from").is_in(wanted.implode()))


def _hidden_reports(keys: Sequence[str]) -> _Hides:
    """Spans that a newer import has again, or cuts across.

    A span inside another hides nothing and is not hidden, whichever is newer: which of both
    answers depends on the query.
    """

    def hidden(spans: pl.DataFrame, _rows: pl.LazyFrame) -> pl.DataFrame:
        again = _repeated(spans, keys)
        cut = _cut_across(spans, keys).select(spans.columns)
        return pl.concat([again, cut]).unique()

    return hidden


def _hidden_costs(spans: pl.DataFrame, rows: pl.LazyFrame) -> pl.DataFrame:
    """Spans that a newer import has again, and of a period and the days inside it one of both."""
    owned = spans.with_columns(_owner=_owner())
    days, periods = owned.filter(_ONE_DAY), owned.filter(~_ONE_DAY)
    again = _repeated(owned, _OWNED)
    if periods.is_empty():
        return again.select(spans.columns)
    beaten = [
        _overlapping(periods, periods, _OWNED).filter(_NEWER),
        _overlapping(periods, _with_reach(days, rows), _OWNED).filter(_REACHES_OVER),
    ]
    replaced = pl.concat([frame.select(owned.columns) for frame in beaten]).unique()
    counting = periods.join(replaced, on=owned.columns, how="anti", nulls_equal=True)
    inside = _overlapping(days, counting, _OWNED).select(owned.columns)
    return pl.concat([again, replaced, inside]).select(spans.columns).unique()


def _owner() -> pl.Expr:
    """The account; an export that names none is about the one that others name for a campaign.

    Where several accounts have a campaign of this name, it stays unknown.
    """
    named = pl.col("account").drop_nulls()
    only = pl.when(named.n_unique() == 1).then(named.first()).over("platform", "campaign")
    return pl.coalesce("account", only)


def _repeated(spans: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """Days and periods that a newer import has exactly so as well."""
    newest = pl.col("import_id").max().over(*keys, *_SPAN)
    return spans.filter(pl.col("import_id") < newest)


def _cut_across(spans: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """Periods that share some days with a newer one, while each has days that the other lacks."""
    periods = spans.filter(~_ONE_DAY)
    return _overlapping(periods, periods, keys).filter(_NEWER, ~_NESTED)


def _with_reach(days: pl.DataFrame, rows: pl.LazyFrame) -> pl.DataFrame:
    """The days with the first and the last day that their import has of the platform.

    An export of costs by day has no row for a day on which a campaign spent nothing, so it is
    the whole import that shows which days it is about.
    """
    owner, day = ("platform", "import_id"), pl.col("period_from")
    reach = rows.filter(_ONE_DAY).group_by(owner).agg(reach_from=day.min(), reach_to=day.max())
    return days.join(reach.collect(), on=owner, nulls_equal=True)


def _overlapping(rows: pl.DataFrame, others: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """Pairs of spans with the same keys that share a day."""
    pairs = rows.join(others, on=keys, nulls_equal=True, suffix="_other")
    return pairs.filter(
        pl.col("period_from_other") <= pl.col("period_to"),
        pl.col("period_to_other") >= pl.col("period_from"),
    )


def _one_kind_of_span(rows: pl.DataFrame) -> bool:
    return (rows["period_from"] == rows["period_to"]).n_unique() <= 1


RULES: dict[str, DeduplicationRule] = {
    "posts": DeduplicationRule(
        _merged_posts,
        partial(_distinct, _POST),
        by_day=False,
    ),
    "account_days": DeduplicationRule(
        partial(_merged, _ACCOUNT_DAY, _IMPORTED),
        partial(_distinct, _ACCOUNT_DAY),
    ),
    "web_sessions": DeduplicationRule(
        partial(_newest_spans, _REPORT, _hidden_reports(_REPORT)),
        lambda _rows: True,
    ),
    "web_key_events": DeduplicationRule(
        partial(_newest_spans, _REPORT, _hidden_reports(_REPORT)),
        lambda _rows: True,
    ),
    "touches": DeduplicationRule(
        dedupe_touchpoints,
        partial(_distinct, TOUCH),
        by_day=False,
    ),
    "conversions": DeduplicationRule(
        dedupe_conversions,
        single_transactions,
        by_day=False,
    ),
    "ad_costs": DeduplicationRule(
        partial(_newest_spans, _CAMPAIGN, _hidden_costs),
        _one_kind_of_span,
    ),
    "costs": DeduplicationRule(partial(_newest_list, _COST), lambda _rows: True),
    "rates": DeduplicationRule(partial(_merged, _RATE, _IMPORTED), partial(_distinct, _RATE)),
    "post_days": DeduplicationRule(
        partial(_merged, _POST_DAY, _IMPORTED),
        partial(_distinct, _POST_DAY),
    ),
    "audience": DeduplicationRule(partial(_newest_list, _AUDIENCE), lambda _rows: True),
    "breakdown": DeduplicationRule(
        partial(_merged, (*_BREAKDOWN, *_SPAN), _IMPORTED),
        partial(_distinct, (*_BREAKDOWN, *_SPAN)),
    ),
    "breakdown_days": DeduplicationRule(
        partial(_merged, (*_BREAKDOWN, "date"), _IMPORTED),
        partial(_distinct, (*_BREAKDOWN, "date")),
    ),
    "mentions": DeduplicationRule(
        partial(_merged, _MENTION, _IMPORTED),
        partial(_distinct, _MENTION),
        by_day=False,
    ),
    "search_days": DeduplicationRule(
        partial(_newest_spans, _SEARCH, _hidden_reports(_SEARCH)),
        lambda _rows: True,
    ),
    "email_sends": DeduplicationRule(
        partial(_merged, _SENDING, _IMPORTED),
        partial(_distinct, _SENDING),
    ),
    "leads": DeduplicationRule(
        _newest_leads,
        partial(_distinct, ("lead_id",)),
        by_day=False,
    ),
}
