"""Search Console columns: what a table is broken down by, and the figures that all of them have.

The click-through rate is not read: it is clicks divided by impressions. The position is a mean
over the row's impressions, so its product with them is what adds up.
"""

from __future__ import annotations

import polars as pl

from data.reading.names import normalise
from data.reading.table import RawTable
from data.sources.kit.spec import FieldSpec, column, ignored

# In the order in which a report is named after them; the day is first, so it decides what a row is.
BREAKDOWNS = (
    column(
        "date",
        en=("Date", "Day"),
        fr=("Date", "Jour"),
        de="Datum",
        es="Fecha",
        it="Data",
        pt="Data",
    ),
    column(
        "query",
        en=("Top queries", "Queries", "Query"),
        fr=("Requêtes les plus fréquentes", "Requêtes", "Requête"),
        de=("Häufigste Suchanfragen", "Suchanfragen", "Suchanfrage"),
        es=("Consultas principales", "Consultas", "Consulta"),
        it=("Query più frequenti", "Query principali", "Query"),
        pt=("Principais consultas", "Consultas principais", "Consultas", "Consulta"),
    ),
    column(
        "page",
        en=("Top pages", "Pages", "Page"),
        fr=("Pages les plus populaires", "Pages", "Page"),
        de=("Häufigste Seiten", "Die häufigsten Seiten", "Seiten", "Seite"),
        es=("Páginas principales", "Páginas", "Página"),
        it=("Pagine principali", "Pagine", "Pagina"),
        pt=("Páginas principais", "Páginas mais visitadas", "Páginas", "Página"),
    ),
    column("country", en="Country", fr="Pays", de="Land", es="País", it="Paese", pt="País"),
    column(
        "device",
        en="Device",
        fr="Appareil",
        de="Gerät",
        es="Dispositivo",
        it="Dispositivo",
        pt="Dispositivo",
    ),
)
FIGURES = (
    column("clicks", en="Clicks", fr="Clics", de="Klicks", es="Clics", it="Clic", pt="Cliques"),
    column(
        "impressions",
        en="Impressions",
        fr="Impressions",
        de="Impressionen",
        es="Impresiones",
        it="Impressioni",
        pt="Impressões",
    ),
    column(
        "position",
        en=("Position", "Average position"),
        fr=("Position", "Position moyenne"),
        de=("Position", "Durchschnittliche Position"),
        es=("Posición", "Posición media"),
        it=("Posizione", "Posizione media"),
        pt=("Posição", "Posição média"),
    ),
)
RATES = ignored("CTR", "Klickrate", "Site CTR", "Average CTR")


def names_of(field: FieldSpec) -> frozenset[str]:
    """The header names of a field in all languages, normalised."""
    return frozenset(name for _, name in field.names)


_FIGURE_NAMES = [names_of(field) for field in FIGURES]
_KNOWN = frozenset().union(*_FIGURE_NAMES, *map(names_of, BREAKDOWNS), RATES)


def is_search_table(raw: RawTable) -> bool:
    """Whether a table has a breakdown, clicks, impressions and position, and nothing else.

    Other exports have these columns too, next to columns of their own.
    """
    header = [normalise(name) for name in raw.header]
    has_figures = all(names & set(header) for names in _FIGURE_NAMES)
    return has_figures and len(header) > len(FIGURES) and set(header) <= _KNOWN


def weighted_position() -> pl.Expr:
    """``position`` times impressions, unknown where one of them is."""
    return (pl.col("position") * pl.col("impressions")).alias("position_impressions")
