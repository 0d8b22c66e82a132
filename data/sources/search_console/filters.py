"""Search Console filters: period, kind of search and narrowing of a whole export.

A zip or workbook has one small table of filters and one table of days. What they say holds for
all other tables of the file, so it is written above each of them as ``top``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from data.reading.names import normalise
from data.reading.table import RawTable
from data.sources.kit.periods import period_in
from data.sources.search_console.columns import BREAKDOWNS, FIGURES, names_of

_HEADERS = {"filter", "filtre", "filtro"}
_DAYS = names_of(BREAKDOWNS[0])
_TYPE_LABELS = {
    *("search type", "type de recherche", "tipo de búsqueda", "tipo de pesquisa"),
    *("suchtyp", "tipo di ricerca"),
}
# What the kinds of search are called; others keep the file's own word.
_TYPES = {
    "web": "web",
    **dict.fromkeys(("image", "images", "imagen", "imagem", "bild", "bilder", "immagine"), "image"),
    **dict.fromkeys(("video", "vidéo", "vídeo", "videos", "vidéos", "vídeos"), "video"),
    **dict.fromkeys(("news", "actualités", "noticias", "notícias", "notizie"), "news"),
}
# Example: https___www.example.com_-Performance-on-Search-2026-06-02.zip
_NAMED = re.compile(r"([^/\\]+?)-Performance-on-[A-Za-z]+", re.IGNORECASE)
_SCHEME = re.compile(r"^(https?)___(.+)$")


@dataclass(frozen=True, slots=True)
class Scope:
    """What holds for every table of an export; None where the file does not say it.

    ``narrowed`` says that a filter of query, page, country or device leaves out part of the site.
    ``clicks`` are those of all days together.
    """

    period: tuple[date, date] | None = None
    search_type: str | None = None
    narrowed: bool = False
    clicks: int | None = None

    def written(self) -> tuple[tuple[str, ...], ...]:
        """The scope as records above a table."""
        period = () if self.period is None else (str(self.period[0]), str(self.period[1]))
        kind = () if self.search_type is None else (self.search_type,)
        clicks = () if self.clicks is None else (str(self.clicks),)
        narrowed = ("yes",) if self.narrowed else ()
        return (
            ("period", *period),
            ("type", *kind),
            ("narrowed", *narrowed),
            ("clicks", *clicks),
        )


def scope_of(raw: RawTable) -> Scope:
    """The scope that ``with_scope`` wrote above a table; an empty one without it."""
    said = {record[0]: record[1:] for record in raw.top if record}
    period = said.get("period", ())
    days = (date.fromisoformat(period[0]), date.fromisoformat(period[1])) if period else None
    kind, clicks = said.get("type", ()), said.get("clicks", ())
    return Scope(
        days,
        kind[0] if kind else None,
        bool(said.get("narrowed", ())),
        int(clicks[0]) if clicks else None,
    )


def with_scope(tables: tuple[RawTable, ...], filters: RawTable | None) -> tuple[RawTable, ...]:
    """``tables`` of one export, each with what filters and days say of all of them."""
    days = next((raw for raw in tables if normalise(raw.header[0]) in _DAYS), None)
    stated = _stated(filters) if filters is not None else Scope()
    charted = _charted(days) if days is not None else None
    scope = replace(
        stated,
        period=stated.period or charted,
        clicks=_clicks(days) if days is not None else None,
    )
    return tuple(replace(raw, top=scope.written()) for raw in tables)


def is_filters(raw: RawTable) -> bool:
    """Whether a table is that of the filters: a name and a value."""
    return len(raw.header) == 2 and normalise(raw.header[0]) in _HEADERS


def site_in(file: str) -> str | None:
    """The property that the name of a download states, None when it was renamed.

    >>> site_in("https___www.example.com_-Performance-on-Search-2026-06-02.zip")
    'https://www.example.com/'
    """
    if (found := _NAMED.search(file)) is None:
        return None
    given = _SCHEME.match(found[1])
    # A host has no underscores, so those after the scheme stand for slashes.
    return f"{given[1]}://{given[2].replace('_', '/')}" if given else found[1]


def _stated(filters: RawTable) -> Scope:
    rows = filters.frame.select("c0", "c1").drop_nulls().rows()
    pairs = [(normalise(name), normalise(value)) for name, value in rows]
    dated = [value for name, value in pairs if name in _DAYS]
    typed = [v for n, v in pairs if n not in _DAYS and (n in _TYPE_LABELS or v == "web")]
    return Scope(
        period_in(dated[0]) if dated else None,
        _TYPES.get(typed[0], typed[0]) if typed else None,
        # A filter of unknown name also narrows: the rest must not stand for the whole site.
        len(pairs) > len(dated) + len(typed),
    )


def _charted(days: RawTable) -> tuple[date, date] | None:
    """First and last day of the table of days, None where they are not written as ISO dates."""
    written = days.frame["c0"].str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False).drop_nulls()
    first, last = written.min(), written.max()
    return (first, last) if isinstance(first, date) and isinstance(last, date) else None


def _clicks(days: RawTable) -> int | None:
    """The clicks of all days, None where one of them is written with separators."""
    names = names_of(FIGURES[0])
    at = next(place for place, name in enumerate(days.header) if normalise(name) in names)
    written = days.frame[f"c{at}"].drop_nulls()
    counted = written.cast(pl.Int64, strict=False)
    return None if counted.has_nulls() or counted.is_empty() else int(counted.sum())
