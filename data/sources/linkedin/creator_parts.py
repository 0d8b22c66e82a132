"""LinkedIn creator workbook: joins its sheets into lists of days and of posts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from data.reading.dates import DateStyle, order_of, to_days
from data.reading.names import normalise
from data.reading.table import RawTable
from data.sources.kit.spec import FieldSpec, Reshaped, column

Lines = tuple[tuple[str, ...], ...]

_EITHER = (DateStyle.MDY, DateStyle.DMY)
# “1/31/2026” or “31.01.2026”; which part is the month is found out from all dates (_order).
_DATE = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{4}")

DAY = column("date", en="Date", de="Datum", es="Fecha", fr="Date", it="Data", pt="Data")
IMPRESSIONS = column(
    "impressions",
    en="Impressions",
    de="Impressions",
    es="Impresiones",
    fr="Impressions",
    it="Impressioni",
    pt="Impressões",
)
ENGAGEMENTS = column(
    "interactions",
    en="Engagements",
    de="Interaktionen",
    es="Interacciones",
    fr="Interactions",
    it="Interazioni",
    pt="Interações",
)
FOLLOWS = column(
    "follows",
    en="New followers",
    de="Neue Follower",
    es="Nuevos seguidores",
    fr="Nouveaux abonnés",
    it="Nuovi follower",
    pt="Novos seguidores",
)
URL = column("permalink", en="Post URL", it="URL del post")
PUBLISHED = column("published_on", en="Post publish date", it="Data di pubblicazione del post")
_OVERALL = column("_overall", en="Overall Performance", it="Rendimento complessivo")
GROUPS = column("dimension", en="Top Demographics", it="Principali dati demografici")


def _is(name: str, field: FieldSpec) -> bool:
    return normalise(name) in {known for _, known in field.names}


@dataclass(frozen=True, slots=True)
class _Parts:
    """The tables of the workbook by what they hold; None where one is missing."""

    overall: RawTable | None
    days: RawTable | None
    lists: RawTable | None
    stock: RawTable | None
    follows: RawTable | None
    groups: RawTable | None

    @property
    def all(self) -> tuple[RawTable, ...]:
        """The tables that are there."""
        parts = (self.overall, self.days, self.lists, self.stock, self.follows, self.groups)
        return tuple(part for part in parts if part is not None)


def _parts(tables: tuple[RawTable, ...]) -> _Parts:
    def first(*wanted: FieldSpec | None) -> RawTable | None:
        """The first table whose header begins so; None is a gap between lists."""
        return next((raw for raw in tables if _begins(raw, wanted)), None)

    return _Parts(
        overall=first(_OVERALL),
        days=first(DAY, IMPRESSIONS, ENGAGEMENTS),
        lists=first(URL, PUBLISHED, ENGAGEMENTS, None, URL, PUBLISHED, IMPRESSIONS),
        stock=next((raw for raw in tables if _is_stock(raw)), None),
        follows=first(DAY, FOLLOWS),
        groups=first(GROUPS),
    )


def _begins(raw: RawTable, wanted: tuple[FieldSpec | None, ...]) -> bool:
    return len(raw.header) >= len(wanted) and all(
        not name.strip() if field is None else _is(name, field)
        for name, field in zip(raw.header, wanted, strict=False)
    )


def _is_stock(raw: RawTable) -> bool:
    """“Total followers on 8/5/2024:” and the number, with no rows below."""
    dated = len(raw.header) == 2 and _DATE.search(raw.header[0]) is not None
    return dated and raw.frame.is_empty() and raw.header[1].strip().isdecimal()


def reshape(tables: tuple[RawTable, ...]) -> Reshaped:
    """Days in one table, posts in another; nothing unless the overall sheet and days are there."""
    parts = _parts(tables)
    if parts.overall is None or parts.days is None:
        return Reshaped()
    order = _order(parts, parts.days, parts.overall)
    above = _known(parts, parts.overall, order)
    made = (
        _days(parts, parts.days, order),
        *(_posts(lists, order) for lists in (parts.lists,) if lists is not None),
        *(groups for groups in (parts.groups,) if groups is not None),
    )
    return Reshaped(tuple(replace(raw, preamble=above) for raw in made), parts.all)


def told(raw: RawTable, key: str) -> str | None:
    """What the workbook says besides its lists: ``account``, ``last`` (day) or ``impressions``."""
    return dict(line for line in raw.preamble if len(line) == 2).get(key)


def _known(parts: _Parts, overall: RawTable, order: DateStyle) -> Lines:
    """Keys and values of ``told``, as lines above every table made here."""
    known = {
        "account": _account(parts.lists),
        "last": _last_day(overall, order),
        "impressions": _stated(overall),
    }
    return tuple((key, value) for key, value in known.items() if value)


def _account(lists: RawTable | None) -> str | None:
    """The member as most links to posts name them: one account, not the one of a page."""
    if lists is None:
        return None
    # “…/posts/ada-lovelace_the-title-activity-7…”: the member is what ends at the first “_”.
    names = pl.concat([lists.frame["c0"], lists.frame["c4"]]).str.extract(r"/posts/([^/_]+)_", 1)
    return next(iter(names.drop_nulls().mode(maintain_order=True).to_list()), None)


def _last_day(overall: RawTable, order: DateStyle) -> str | None:
    """The day up to which the export goes."""
    text = _iso(pl.Series(_DATE.findall(" ".join(overall.header)), dtype=pl.String), order)
    last = text.str.to_date("%Y-%m-%d", strict=False).max()
    return None if last is None else str(last)


def _order(parts: _Parts, days: RawTable, overall: RawTable) -> DateStyle:
    """How the file writes dates: proved by one of them, or else by its days.

    Days follow each other in one order only; those that are a spreadsheet's own dates show
    which order makes the last day of the overall period.
    """
    columns = [days.frame["c0"]]
    columns += [parts.lists.frame[c] for c in ("c1", "c5")] if parts.lists else []
    proved = order_of(pl.concat(columns))
    if proved in _EITHER:
        return proved
    fitting = [style for style in _EITHER if _follow(columns[0], style)]
    if len(fitting) != 1:
        ends = pl.Series(_DATE.findall(" ".join(overall.header))[-1:], dtype=pl.String)
        fitting = [style for style in _EITHER if _last(ends, style) == _last(columns[0], style)]
    return fitting[0] if len(fitting) == 1 else proved or DateStyle.ISO


def _last(text: pl.Series, style: DateStyle) -> date | None:
    last = to_days(text, style).values.max()
    return last if isinstance(last, date) else None


def _follow(text: pl.Series, style: DateStyle) -> bool:
    days = to_days(text, style).values.drop_nulls().unique().sort()
    return len(days) > 0 and bool((days.diff().drop_nulls().dt.total_days() == 1).all())


def _iso(text: pl.Series, order: DateStyle) -> pl.Series:
    """Dates in ISO where their order is known; else as written, for the user to be asked."""
    if order is DateStyle.ASK:
        return text
    read = to_days(text, order).values.cast(pl.String)
    return read.zip_with(read.is_not_null(), text)


def _days(parts: _Parts, days: RawTable, order: DateStyle) -> RawTable:
    """Impressions, engagements, new followers and, on its day, the number of followers."""
    frame = days.frame.select("row", _iso(days.frame["c0"], order), "c1", "c2")
    if parts.follows is not None:
        rows = parts.follows.frame
        frame = _joined(frame, rows.select("row", _iso(rows["c0"], order), c3="c1"))
    header = (*days.header[:3], parts.follows.header[1] if parts.follows else "")
    if parts.stock is not None:
        frame = _joined(frame, _stock(parts.stock, order))
        header = (*header, parts.stock.header[0])
    return replace(days, header=header, frame=frame)


def _stock(stock: RawTable, order: DateStyle) -> pl.DataFrame:
    """The number of followers on its day; nothing where the day cannot be known."""
    day = pl.Series("c0", _DATE.findall(stock.header[0])[:1])
    known = pl.DataFrame({"row": [1], "c0": _iso(day, order), "c4": [stock.header[1]]})
    return known.clear() if order is DateStyle.ISO else known


def _joined(left: pl.DataFrame, right: pl.DataFrame) -> pl.DataFrame:
    """Both by their first cell; rows are numbered as on the left, else as on the right."""
    both = left.join(right, on="c0", how="full", coalesce=True, maintain_order="left_right")
    return both.with_columns(row=pl.coalesce("row", "row_right")).select(
        "row", *(name for name in both.columns if not name.startswith("row"))
    )


def _posts(lists: RawTable, order: DateStyle) -> RawTable:
    """One row a post: the list by engagements joined with the list by impressions."""
    frame = lists.frame
    left = frame.select("row", "c0", "c1", "c2").drop_nulls("c0")
    right = frame.select("row", c0="c4", c1="c5", c3="c6").drop_nulls("c0")
    both = _joined(left, right)
    dated = both.with_columns(
        c1=_iso(both.select(pl.coalesce("c1", "c1_right")).to_series(), order)
    )
    header = (*lists.header[:3], lists.header[6])
    return replace(lists, header=header, frame=dated.select("row", "c0", "c1", "c2", "c3"))


def _stated(overall: RawTable) -> str | None:
    """The figure of the overall impressions."""
    rows = overall.frame.select("c0", "c1").drop_nulls().rows()
    return next((figure for name, figure in rows if _is(name, IMPRESSIONS)), None)
