"""Matomo: visits of a site by day or period, by channel type, and by page.

Column names come from Matomo’s own catalogues of words (lang/*.json of matomo-org/matomo), the
untranslated ones from its API. What they mean: glossary.matomo.org and the reports’ help.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import polars as pl

from data.base.issue import Question
from data.reading.names import normalise
from data.reading.table import RawTable
from data.sources.kit.ad_reports import with_period
from data.sources.kit.periods import answered_period, ask_period
from data.sources.kit.spec import (
    Layout,
    LayoutEvidence,
    ReadContext,
    SheetSpec,
    Source,
    TypedRows,
    column,
    ignored,
)
from data.tables.schema import WEB_SESSIONS
from i18n.message import Message, msg

_WHEN = column(
    "_when", en=("Date", "date"), fr="Date", de="Datum", es="Fecha", it="Data", nl="Datum"
)
_SESSIONS = column(
    "sessions",
    en=("Visits", "nb_visits"),
    fr="Visites",
    de="Besuche",
    es="Visitas",
    it="Visite",
    nl="Bezoeken",
)
_ACTIONS = column(
    "_actions",
    en=("Actions", "nb_actions"),
    fr="Actions",
    de="Aktionen",
    es="Acciones",
    it="Azioni nel sito",
    nl="Acties",
)
_BOUNCES = column(
    "_bounces",
    en=("Bounces", "bounce_count"),
    fr="Rebonds",
    de="Absprünge",
    es="Rebotes",
    it="Rimbalzi",
    nl="Bounces",
)
_USERS = column(
    "users",
    en=("Unique visitors", "nb_uniq_visitors"),
    fr="Visiteurs uniques",
    de="Eindeutige Besucher",
    es="Visitantes únicos",
    it="Visitatori unici",
    nl="Unieke bezoekers",
)
_VIEWS = column(
    "views",
    en=("Pageviews", "nb_pageviews", "nb_hits"),
    fr="Vues de page",
    de="Seitenansichten",
    es="Páginas vistas",
    it="Visualizzazioni pagina",
    nl="Paginaweergaven",
)
_VISITS_OF_PAGE = column(
    "sessions",
    en=("Unique Pageviews", "nb_visits"),
    fr="Vues de page uniques",
    de="Eindeutige Seitenansichten",
    es="Vistas de páginas únicas",
    it="Visualizzazioni uniche",
    nl="Unieke paginaweergaven",
)
_GOALS = (
    column(
        "key_events",
        en=("Conversions", "nb_conversions"),
        de="Konversionen",
        es="Conversiones",
        it="Conversioni",
        nl="Conversies",
    ),
    column(
        "key_event_sessions",
        en=("Visits with Conversions", "nb_visits_converted"),
        fr="Visites avec conversions",
        de="Besuche mit Konversionen",
        es="Visitas con conversiones",
        it="Visite con Conversioni",
        nl="Bezoeken met conversies",
    ),
)
# Read by nothing: with them, a file of everyday names is not taken for a damaged export of Matomo.
_RATES = (
    column("_bounce_rate", en=("Bounce Rate", "bounce_rate"), de="Absprungsrate"),
    column("_per_visit", en=("Actions per Visit", "nb_actions_per_visit")),
    column("_longest", en=("Maximum actions in one visit", "max_actions")),
    column("_length", en=("Total time spent by visitors (in seconds)", "sum_visit_length")),
)
_OF_PAGE = (
    column("_bounce_rate", en=("Bounce Rate", "bounce_rate"), de="Absprungsrate"),
    column("_entrances", en=("Entrances", "entry_nb_visits")),
    column("_exits", en=("Exits", "exit_nb_visits")),
    column("_exit_rate", en=("Exit rate", "exit_rate")),
    column("_on_page", en=("Avg. time on page", "avg_time_on_page")),
)
_TYPE = column(
    "_type",
    en=("Label", "label"),
    fr="Nom",
    de="Bezeichnung",
    es="Etiqueta",
    it="Etichetta",
    nl="Waarde",
)
_PAGE = replace(_TYPE, to="page")
_IGNORES = ignored(
    # Rates, means and the longest visit.
    *("Bounce Rate*", "Actions per Visit", "Avg. *", "Conversion Rate*", "Maximum actions in *"),
    *("max_actions*", "bounce_rate*", "nb_actions_per_visit*", "avg_*", "conversion_rate*"),
    *("Taux de *", "Actions par visite", "Temps moyen *", "Nombre maximum d'actions *"),
    *("Absprungsrate", "Aktionen pro Besuch", "Durchschn*", "Maximale Aktionen *"),
    *("Konversionsrate", "Porcentaje de *", "Acciones por visita", "Promedio de *"),
    # Lengths of whole visits, which no engagement time is made of.
    *("Total time spent by visitors (in seconds)", "sum_visit_length*", "sum_time_spent"),
    *("Temps total passé par les visiteurs (en secondes)",),
    *("Von Besuchern verbrachte Gesamtzeit (in Sekunden)",),
    *("Tiempo total de los visitantes en el sitio (en segundos)",),
    # People with a name in the site’s own accounts, and sums of visitors over days.
    *("Users", "nb_users*", "Utilisateurs", "Benutzer", "Usuarios", "New Users"),
    *("Unique visitors (daily sum)", "sum_daily_*", "Users (daily sum)"),
    *("Visiteurs uniques (résumé quotidien)", "Eindeutige Besucher (Tagessumme)"),
    # Parts of the same visits, and where a page was first or last.
    *("New Visits", "Returning Visits", "Actions by *", "Unique new visitors"),
    *("Unique returning visitors", "Returning Users", "Visitors from *", "Percent of *"),
    *("Distinct *", "Referrers_*", "*_new", "*_new_visit", "*_returning", "*_returning_visit"),
    *("Entrances", "Unique entrances", "Exits", "Unique exits", "Exit rate", "entry_*", "exit_*"),
    *("Actions after entering here", "Total time * after entering here", "exit_rate"),
    *("Unique Pageviews", "Vues de page uniques", "Eindeutige Seitenansichten"),
    *("Downloads", "Unique Downloads", "Outlinks", "Unique Outlinks", "Searches"),
    *("Unique Keywords", "nb_downloads", "nb_uniq_*", "nb_outlinks", "nb_searches", "nb_keywords"),
    *("PagePerformance_*", "nb_hits_with_*", "min_*", "max_*", "sum_*", "* time", "generation*"),
    *("Metadata: *", "Méta-données: *", "Metadaten: *", "Metadatos: *", "metadata_*"),
    *("idsubdatatable", "idSite", "goals_*", "* (Goal *", "Revenue per *", "Hits"),
)
# The names of channel types in these languages, and their tags as Google Analytics writes them.
# A campaign says nothing of its medium, so “campaign” is no medium that a rule knows.
_TYPES = {
    normalise(name): tags
    for names, tags in {
        (
            *("Direct Entry", "Entrées directes", "Direkte Zugriffe", "Entrada directa"),
            *("Ingressi Diretti", "Direct bezoek"),
        ): ("(direct)", "(none)"),
        (
            *("Search Engines", "Moteurs de recherche", "Suchmaschinen", "Motores de búsqueda"),
            *("Motori di ricerca", "Zoekmachines"),
        ): (None, "organic"),
        (*("Websites", "Sites web", "Webseiten", "Sitios de internet", "Siti web"),): (
            None,
            "referral",
        ),
        (
            *("Social Networks", "Réseaux sociaux", "Soziale Netzwerke", "Redes sociales"),
            *("Sociale netwerken",),
        ): (None, "social"),
        (*("Campaigns", "Campagnes", "Kampagnen", "Campañas", "Campagne"),): (None, "campaign"),
    }.items()
    for name in names
}
_LABEL_NAMES = frozenset(name for _, name in _TYPE.names)


def _labels(raw: RawTable) -> set[str]:
    """What the rows are about, normalised; nothing where the report has no such column."""
    at = [n for n, name in enumerate(raw.header) if normalise(name) in _LABEL_NAMES]
    return set() if not at else {normalise(text) for text in raw.frame[f"c{at[0]}"].drop_nulls()}


def _no_types(raw: RawTable) -> Message | None:
    """Every list of Matomo has the same columns: only its labels say what it lists."""
    if (labels := _labels(raw)) and labels <= _TYPES.keys():
        return None
    return msg("This Matomo report lists something other than channel types or pages")


def _no_pages(raw: RawTable) -> Message | None:
    """Page titles have the same columns as page addresses, of which some begin with a slash."""
    if any(label.startswith("/") for label in _labels(raw)):
        return None
    return msg("This Matomo report lists something other than channel types or pages")


def _listed(raw: RawTable) -> Message | None:
    if any(normalise(name) in _LABEL_NAMES for name in raw.header):
        return msg("This Matomo report lists something other than channel types or pages")
    return None


def _ask(raw: RawTable, _given: ReadContext) -> tuple[Question, ...]:
    dated = {name for _, name in _WHEN.names}
    return () if any(normalise(name) in dated for name in raw.header) else ask_period()


def _finish(report: str, rows: TypedRows) -> pl.DataFrame:
    frame = _dated(rows)
    days = "date," if "_when" in rows.columns else ""
    return frame.with_columns(report=pl.lit(f"{days}{report}".strip(",") or "date"))


def _dated(rows: TypedRows) -> pl.DataFrame:
    """The day, or the period, which Matomo writes as 2026-03, 2026, or its first and last day."""
    if "_when" not in rows.columns:
        return with_period(rows.frame, answered_period(rows.given))
    when = pl.col("_when").str.strip_chars()
    day = when.str.extract(r"^(\d{4}-\d{2}-\d{2})$").str.to_date(strict=False)
    span = when.str.extract_groups(r"^(\d{4}-\d{2}-\d{2}),\s*(\d{4}-\d{2}-\d{2})$")
    month = (when.str.extract(r"^(\d{4}-\d{2})$") + "-01").str.to_date(strict=False)
    year = (when.str.extract(r"^(\d{4})$") + "-01-01").str.to_date(strict=False)
    first, last = (span.struct.field(n).str.to_date(strict=False) for n in ("1", "2"))
    return rows.frame.with_columns(
        date=day,
        period_from=pl.coalesce(day, first, month, year),
        period_to=pl.coalesce(
            day, last, month.dt.month_end(), year.dt.offset_by("1y").dt.offset_by("-1d")
        ),
    )


def _typed(rows: TypedRows) -> pl.DataFrame:
    labels = rows.frame["_type"].drop_nulls().unique().to_list()
    source, medium = ({name: _TYPES[normalise(name)][n] for name in labels} for n in (0, 1))
    return _finish("source,medium", rows).with_columns(
        source=pl.col("_type").replace_strict(source, default=None, return_dtype=pl.String),
        medium=pl.col("_type").replace_strict(medium, default=None, return_dtype=pl.String),
    )


_SHEET = partial(
    SheetSpec, table=WEB_SESSIONS, required=("period_from",), ask=_ask, ignores=_IGNORES
)
_FIGURES = (_SESSIONS, _ACTIONS, _BOUNCES, _USERS, *_GOALS)

SOURCE = Source(
    id="matomo.visits",
    network=None,
    label=msg("Matomo visits"),
    doc=msg(
        "Matomo › Visitors › Overview, Acquisition › Channel Type, or Behaviour › Pages › "
        "Export this dataset › CSV, all rows. The export has days if its address says "
        "period=day and a date range."
    ),
    sheets=(
        _SHEET(
            signature=("_type", "sessions", "_actions", "_bounces"),
            fields=(_WHEN, _TYPE, *_FIGURES),
            unfit=_no_types,
            finish=_typed,
        ),
        _SHEET(
            signature=("page", "sessions", "views"),
            fields=(_WHEN, _PAGE, _VISITS_OF_PAGE, _VIEWS, *_OF_PAGE),
            unfit=_no_pages,
            finish=partial(_finish, "page"),
        ),
        _SHEET(
            signature=("sessions", "_actions", "_bounces", "users"),
            fields=(_WHEN, *_FIGURES, _VIEWS, *_RATES),
            unfit=_listed,
            finish=partial(_finish, ""),
        ),
    ),
    layouts=(
        Layout("visits by day", "en", LayoutEvidence.HEADERS, "matomo_visits.csv"),
        Layout("names of the API", "en", LayoutEvidence.HEADERS, "matomo_visits_api.csv"),
        Layout("channel types", "fr", LayoutEvidence.HEADERS, "matomo_channels_fr.csv"),
        Layout("visits by day", "de", LayoutEvidence.HEADERS, "matomo_visits_de.csv"),
        Layout("pages", "en", LayoutEvidence.HEADERS, "matomo_pages.csv"),
    ),
    limits=msg(
        "A visit counts as a session, a conversion of a goal as a key event. Actions are more "
        "than page views and are not read. Matomo’s bounces are not GA4’s, so engaged sessions "
        "and engagement time are unknown. Other lists (websites, campaigns, countries) are not "
        "read, because each has only a part of the visits. The site is not named, so import "
        "one site only."
    ),
)
