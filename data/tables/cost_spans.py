"""Ad costs of days and of whole periods: which rows are out, and which are inside others.

Costs come by day, week, month or as one figure for a year, by campaign or for the account, of all of
it or of a part. Rows about the same thing are never added up:

- a part of an account (its keywords, its locations) counts only where nothing fuller of the account
  has days in common with it; likewise an account without its campaigns, next to rows by campaign;
- of the same days or period, the newest import counts; a newer period replaces one that it cuts;
- a period that finer rows cover from its first to its last day is out.

What is left may still lie inside a longer period that is not covered. Which of both answers depends
on the query: the rows inside say which whole they are in, and the whole which of its days they lack.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

SPAN = ("period_from", "period_to")
KEYS = ("platform", "account", "report", "campaign")
ROW = (*KEYS, *SPAN, "import_id")
"""What identifies the rows of a span: all rows of one import with these values stay together."""

INSIDE, WHOLE = "inside_whole", "whole"
"""Columns of ``placed``: the id of the period that a row is inside of, and of the one that it is."""

_KIND = ("platform", "_owner", "_level", "report")
_OTHER_KIND = ("platform", "_owner_other", "_level_other", "report_other")
_OTHER_ROW = (
    "account_other", "report_other", "campaign_other", "period_from_other", "period_to_other",
    "import_id_other",
)  # fmt: skip
_PAIR = (*ROW, "_length", *_OTHER_ROW, "_length_other")
_SAME = 1.01  # two reports of the same costs differ by rounding and by rows too small to be listed
_OWNED = ("platform", "_owner", "report", "campaign")
_LENGTH = (pl.col("period_to") - pl.col("period_from")).dt.total_days() + 1
_NEWER = pl.col("import_id_other") > pl.col("import_id")
_OVERLAP = (pl.col("period_from_other") <= pl.col("period_to")) & (
    pl.col("period_to_other") >= pl.col("period_from")
)
_WITHIN = (pl.col("period_from_other") >= pl.col("period_from")) & (
    pl.col("period_to_other") <= pl.col("period_to")
)
_AROUND = (pl.col("period_from_other") <= pl.col("period_from")) & (
    pl.col("period_to_other") >= pl.col("period_to")
)
_SAME_OWNER = (pl.col("_owner") == pl.col("_owner_other")).fill_null(value=True)
_DAY = pl.duration(days=1)


@dataclass(frozen=True, slots=True)
class CostSpans:
    """Spans by what is to be done with their rows.

    ``hidden`` (``ROW``) never count. ``inside`` (``ROW`` and ``inside_whole``) lie in a longer
    period, ``wholes`` (``ROW`` and ``whole``) are such periods. ``gaps`` (``whole``, first and
    last day) are the days of a whole that nothing inside it covers.
    """

    hidden: pl.DataFrame
    inside: pl.DataFrame
    wholes: pl.DataFrame
    gaps: pl.DataFrame

    @classmethod
    def none(cls) -> CostSpans:
        """Where no row is hidden or inside another."""
        row = {
            **dict.fromkeys(KEYS, pl.String),
            **dict.fromkeys(SPAN, pl.Date),
            "import_id": pl.Int64,
        }
        gaps = {WHOLE: pl.Int64, "gap_from": pl.Date, "gap_to": pl.Date}
        return cls(
            pl.DataFrame(schema=row),
            pl.DataFrame(schema={**row, INSIDE: pl.Int64}),
            pl.DataFrame(schema={**row, WHOLE: pl.Int64}),
            pl.DataFrame(schema=gaps),
        )

    @property
    def nested(self) -> bool:
        """Whether any row is inside another: only then a query has to choose."""
        return not self.wholes.is_empty()


def cost_spans(rows: pl.LazyFrame) -> CostSpans:
    """What is to be done with the rows of ad costs, from their keys, spans and spend alone."""
    spans = rows.group_by(ROW).agg(spend=pl.col("spend").sum()).collect()
    owned = spans.with_columns(_owner=_owner(), _level=_level(), _length=_LENGTH)
    again = _gone(owned, [_repeated(owned), _cut_across(owned)])
    left = _without(owned, again)
    lesser, around = _less_full(left)
    left = _without(left, lesser)
    own = _pairs(left)
    pairs = pl.concat([own, _representatives(around)])
    about = pl.concat([_about(pairs), _about(around)]).unique()
    filled = _covered(left, about).filter("filled").select(ROW)
    hidden = pl.concat([again, lesser, filled]).unique()
    # A file that lists some campaigns of a period by day is about all of them: the others spent
    # nothing on its days.
    covered = _covered(left, pl.concat([about, _about_others(left, own)]).unique())
    return _placed(pairs, covered, filled, hidden)


def _without(spans: pl.DataFrame, gone: pl.DataFrame) -> pl.DataFrame:
    return spans.join(gone, on=ROW, how="anti", nulls_equal=True)


def _owner() -> pl.Expr:
    """The account; an export that names none is about the one that others name for a campaign.

    Where several accounts have a campaign of this name, it stays unknown.
    """
    named = pl.col("account").drop_nulls()
    only = pl.when(named.n_unique() == 1).then(named.first()).over("platform", "campaign")
    return pl.coalesce("account", only)


def _level() -> pl.Expr:
    """0 for rows by campaign of the account, 1 without campaigns, 2 for parts of it."""
    return (
        pl.when(pl.col("report").is_not_null())
        .then(2)
        .when(pl.col("campaign").is_null())
        .then(1)
        .otherwise(0)
    )


def _gone(spans: pl.DataFrame, found: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """The rows that any of these finds names, each once."""
    return pl.concat([spans.head(0).select(ROW), *(one.select(ROW) for one in found)]).unique()


def _less_full(owned: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows of parts, and without campaigns, that fuller rows of the account leave no place for.

    Of two kinds the one with more spend on the days that both are about is the fuller one; where
    they agree, or have no such days, rows by campaign go before those without, and both before
    parts. The second frame pairs rows that stay, because they are periods with more than the fuller
    rows inside them (``…_other``) add up to, with these.
    """
    beaten = _beaten(owned)
    if beaten.is_empty():
        return owned.head(0).select(ROW), _no_pairs(owned)
    meeting = _meeting(owned, beaten)
    inside = meeting.filter(_WITHIN, pl.col("_length_other") < pl.col("_length"))
    period = [*_KIND, *SPAN, "import_id"]
    figures = owned.group_by(period).agg(mine=pl.col("spend").sum())
    within = inside.select(*period, *_OTHER_ROW, "spend_other").unique()
    theirs = within.group_by(period).agg(theirs=pl.col("spend_other").sum())
    # A row that is cut across, or has none inside it, is no period around anything.
    cut = meeting.filter(~_WITHIN).select(period).unique()
    more = (
        figures.join(theirs, on=period, nulls_equal=True)
        .join(cut, on=period, how="anti", nulls_equal=True)
        .filter(pl.col("mine") > pl.col("theirs"))
    )
    around = inside.join(more, on=period, how="semi", nulls_equal=True)
    stays = around.select(ROW).unique()
    return _without(meeting.select(ROW).unique(), stays), around.select(_PAIR)


def _no_pairs(owned: pl.DataFrame) -> pl.DataFrame:
    return owned.head(0).join(owned.head(0), on="platform", suffix="_other").select(_PAIR)


def _beaten(owned: pl.DataFrame) -> pl.DataFrame:
    """Pairs of kinds with days in common, of which the second (``…_other``) is the fuller one."""
    kinds = owned.group_by(_KIND).agg(
        kind_from=pl.col("period_from").min(), kind_to=pl.col("period_to").max()
    )
    pairs = kinds.join(kinds, on="platform", nulls_equal=True, suffix="_other").filter(
        _SAME_OWNER,
        pl.struct("_level", pl.col("report").fill_null(""))
        != pl.struct("_level_other", pl.col("report_other").fill_null("")),
        pl.col("kind_from_other") <= pl.col("kind_to"),
        pl.col("kind_to_other") >= pl.col("kind_from"),
    )
    both = pairs.with_columns(
        common_from=pl.max_horizontal("kind_from", "kind_from_other"),
        common_to=pl.min_horizontal("kind_to", "kind_to_other"),
    ).with_row_index("_pair")
    mine = _spend_between(owned, both, _KIND)
    theirs = _spend_between(owned, both, _OTHER_KIND)
    judged = both.join(mine, on="_pair", how="left").join(
        theirs, on="_pair", how="left", suffix="_other"
    )
    more = pl.col("spent_other") > _SAME * pl.col("spent")
    less = pl.col("spent") > _SAME * pl.col("spent_other")
    before = (pl.col("_level_other") < pl.col("_level")) | (
        (pl.col("_level_other") == pl.col("_level")) & (pl.col("report_other") < pl.col("report"))
    )
    return judged.filter(more.fill_null(value=False) | (before & ~less.fill_null(value=False)))


def _spend_between(owned: pl.DataFrame, pairs: pl.DataFrame, kind: Sequence[str]) -> pl.DataFrame:
    """What rows of a kind that lie in the common days of each pair cost; no row where none does."""
    found = pairs.select("_pair", "common_from", "common_to", *kind).join(
        owned, left_on=kind, right_on=_KIND, nulls_equal=True
    )
    inside = found.filter(
        pl.col("period_from") >= pl.col("common_from"), pl.col("period_to") <= pl.col("common_to")
    )
    return inside.group_by("_pair").agg(spent=pl.col("spend").sum())


def _meeting(owned: pl.DataFrame, beaten: pl.DataFrame) -> pl.DataFrame:
    """The rows of beaten kinds with every row of the other kind that is about some of their days.

    A file by day is about all days from its first to its last, so that a row may meet the file and
    none of its rows: then it is paired with the file's reach.
    """
    days = owned.filter(pl.col("_length") == 1).group_by(*_KIND, "import_id")
    reach = days.agg(pl.col("period_from").min(), pl.col("period_to").max())
    about = pl.concat([owned, reach.with_columns(spend=0.0, _length=_LENGTH)], how="diagonal")
    against = beaten.select(*dict.fromkeys((*_KIND, *_OTHER_KIND))).join(
        about.rename({n: f"{n}_other" for n in about.columns if n != "platform"}),
        on=_OTHER_KIND,
        nulls_equal=True,
    )
    return owned.join(against, on=_KIND, nulls_equal=True).filter(_OVERLAP)


def _repeated(owned: pl.DataFrame) -> pl.DataFrame:
    """Days and periods that a newer import has exactly so as well."""
    return owned.filter(pl.col("import_id") < pl.col("import_id").max().over(*_OWNED, *SPAN))


def _cut_across(owned: pl.DataFrame) -> pl.DataFrame:
    """Periods that share some days with a newer one, while each has days that the other lacks."""
    periods = owned.filter(pl.col("_length") > 1)
    pairs = periods.join(periods, on=_OWNED, nulls_equal=True, suffix="_other")
    return pairs.filter(_NEWER, _OVERLAP, ~_WITHIN, ~_AROUND)


def _pairs(owned: pl.DataFrame) -> pl.DataFrame:
    """Periods with every shorter span of the same campaign that lies inside them (``…_other``)."""
    periods = owned.filter(pl.col("_length") > 1)
    pairs = periods.join(owned, on=_OWNED, nulls_equal=True, suffix="_other")
    inside = pairs.filter(_WITHIN, pl.col("_length_other") < pl.col("_length"))
    return inside.with_columns(report_other="report", campaign_other="campaign").select(_PAIR)


def _representatives(around: pl.DataFrame) -> pl.DataFrame:
    """Of the rows of one import and period, which answer together, one for each row inside."""
    return around.sort(ROW, nulls_last=True).unique(
        [*SPAN, "import_id", *_OTHER_ROW], keep="first", maintain_order=True
    )


def _about(pairs: pl.DataFrame) -> pl.DataFrame:
    """Which imports, and which lengths of span of theirs, each period has inside it."""
    return pairs.select(*ROW, "import_id_other", "_length_other").unique()


def _about_others(owned: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """``_about`` of all rows of an import and period of which some campaign has rows inside it."""
    same = ["platform", "account", "report", *SPAN, "import_id"]
    files = pairs.select(*same, "import_id_other", "_length_other").unique()
    periods = owned.filter(pl.col("_length") > 1).select(ROW)
    found = periods.join(files, on=same, nulls_equal=True)
    return found.select(*ROW, "import_id_other", "_length_other")


def _covered(owned: pl.DataFrame, about: pl.DataFrame) -> pl.DataFrame:
    """Each period's stretches of days that imports of the spans inside it are about.

    ``ROW``, ``first`` and ``last`` of the stretch, and whether the period is ``filled``. An import
    is about all days from its first to its last span of the same length: it has no row for a
    day on which a campaign spent nothing.
    """
    lengths = owned.group_by("platform", "import_id", "_length")
    reach = lengths.agg(reach_from=pl.col("period_from").min(), reach_to=pl.col("period_to").max())
    found = about.join(
        reach,
        left_on=["platform", "import_id_other", "_length_other"],
        right_on=["platform", "import_id", "_length"],
        nulls_equal=True,
    )
    clipped = found.with_columns(
        first=pl.max_horizontal("reach_from", "period_from"),
        last=pl.min_horizontal("reach_to", "period_to"),
    ).sort(*ROW, "first", "last")
    before = pl.col("last").cum_max().shift(1).over(ROW)
    begins = (pl.col("first") > before + _DAY).fill_null(value=True)
    stretches = (
        clipped.with_columns(_stretch=begins.cum_sum().over(ROW))
        .group_by(*ROW, "_stretch", maintain_order=True)
        .agg(pl.col("first").min(), pl.col("last").max())
    )
    whole = (pl.col("first") == pl.col("period_from")) & (pl.col("last") == pl.col("period_to"))
    return stretches.with_columns(filled=whole)


def _placed(
    pairs: pl.DataFrame, covered: pl.DataFrame, filled: pl.DataFrame, hidden: pl.DataFrame
) -> CostSpans:
    """Numbers the periods that are left, and places what is inside them."""
    every = covered.select(ROW).unique()
    wholes = _without(every, filled).sort(ROW, nulls_last=True).with_row_index(WHOLE)
    wholes = wholes.with_columns(pl.col(WHOLE).cast(pl.Int64))
    named = pairs.join(wholes, on=ROW, nulls_equal=True)
    inside = (
        named.sort("_length", WHOLE)  # the shortest period around a span: if a longer fits, it does
        .select("platform", *(pl.col(n).alias(n.removesuffix("_other")) for n in _OTHER_ROW), WHOLE)
        .unique(ROW, keep="first", maintain_order=True)
        .rename({WHOLE: INSIDE})
    )
    return CostSpans(hidden, inside, wholes, _gaps(wholes, covered))


def _gaps(wholes: pl.DataFrame, covered: pl.DataFrame) -> pl.DataFrame:
    """The days before, between and after the stretches of each whole."""
    known = wholes.join(covered, on=ROW, nulls_equal=True).sort(WHOLE, "first")
    before = (pl.col("last").shift(1).over(WHOLE) + _DAY).fill_null(pl.col("period_from"))
    leading = known.select(WHOLE, gap_from=before, gap_to=pl.col("first") - _DAY)
    last = known.group_by(WHOLE, maintain_order=True).agg(
        gap_from=pl.col("last").last() + _DAY, gap_to=pl.col("period_to").last()
    )
    return pl.concat([leading, last]).filter(pl.col("gap_from") <= pl.col("gap_to"))
