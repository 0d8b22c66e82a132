"""Google Analytics 4 column names in the languages of its reports."""

from __future__ import annotations

import polars as pl

from data.sources.kit.spec import column

_FLOAT = pl.Float64()

DIMENSIONS = (
    column("date", en="Date", fr="Date", de="Datum", es="Fecha", it="Data", pt="Data", ja="日付"),
    column("_nth", en="Nth day", fr="Nième jour", de="N-ter Tag", dtype=pl.Int64()),
    column(
        "_hour",
        en="Date + hour (YYYYMMDDHH)",
        fr="Date + heure (AAAAMMJJHH)",
        de="Datum + Stunde (JJJJMMTTHH)",
    ),
    column(
        "channel_group",
        en=(
            "Session primary channel group (Default Channel Group)",
            "Session default channel group",
            "Session default channel grouping",
        ),
        fr=(
            "Groupe de canaux principal de la session (Groupe de canaux par défaut)",
            "Groupe de canaux par défaut de la session",
        ),
        de=(
            "Sitzung – primäre Channelgruppe (Standard-Channelgruppe)",
            "Standard-Channelgruppe der Sitzung",
        ),
        es=(
            "Grupo de canales principal de la sesión (Grupo de canales predeterminado)",
            "Grupo de canales predeterminado de la sesión",
        ),
        it=(
            "Gruppo di canali principale della sessione (Gruppo di canali predefinito)",
            "Gruppo di canali predefinito della sessione",
        ),
        pt=(
            "Grupo principal de canais da sessão (Grupo de canais padrão)",
            "Grupo de canais padrão da sessão",
        ),
    ),
    column(
        "_source_medium",
        en="Session source / medium",
        fr=("Source/support de la session", "Source / support de la session"),
        de=("Sitzung – Quelle/Medium", "Sitzung – Quelle / Medium"),
        es=("Fuente/medio de la sesión", "Fuente / medio de la sesión"),
        it=("Sorgente/mezzo della sessione", "Sorgente / mezzo della sessione"),
        pt=("Origem/mídia da sessão", "Origem / mídia da sessão"),
    ),
    column(
        "source",
        en=("Session source", "Session manual source"),
        fr="Source de la session",
        de="Sitzung – Quelle",
        es="Fuente de la sesión",
        it="Sorgente della sessione",
        pt="Origem da sessão",
    ),
    column(
        "medium",
        en=("Session medium", "Session manual medium"),
        fr="Support de la session",
        de="Sitzung – Medium",
        es="Medio de la sesión",
        it="Mezzo della sessione",
        pt="Mídia da sessão",
    ),
    column(
        "campaign",
        en=("Session campaign", "Session manual campaign name"),
        fr=("Campagne de la session", "Campagne"),
        de="Sitzung – Kampagne",
        es="Campaña de la sesión",
        it="Campagna della sessione",
        pt="Campanha da sessão",
    ),
    column(
        "content",
        en="Session manual ad content",
        fr="Contenu d'annonce manuel de la session",
        de="Sitzung – manueller Anzeigeninhalt",
    ),
    column(
        "term",
        en="Session manual term",
        fr="Terme manuel de la session",
        de="Sitzung – manueller Begriff",
    ),
    column(
        "landing_page",
        en=("Landing page + query string", "Landing page"),
        fr=("Page de destination + chaîne de requête", "Page de destination"),
        de=("Landingpage + Abfragestring", "Landingpage"),
        es=("Página de destino + cadena de consulta", "Página de destino"),
        it=("Pagina di destinazione + stringa di query", "Pagina di destinazione"),
        pt=("Página de destino + string de consulta", "Página de destino"),
    ),
    column(
        "page",
        en=(
            "Page path and screen class",
            "Page path + query string and screen class",
            "Page path + query string",
            "Page path",
        ),
        fr=("Chemin de la page et classe de l'écran", "Chemin de la page"),
        de=("Seitenpfad und Bildschirmklasse", "Seitenpfad"),
        ja="ページパス + クエリ文字列",
    ),
    column(
        "event_name",
        en="Event name",
        fr="Nom de l'événement",
        de="Ereignisname",
        es="Nombre del evento",
        it="Nome evento",
        pt="Nome do evento",
    ),
)

MEASURES = (
    column(
        "sessions",
        en="Sessions",
        fr="Sessions",
        de="Sitzungen",
        es="Sesiones",
        it="Sessioni",
        pt="Sessões",
        ja="セッション",
    ),
    column(
        "engaged_sessions",
        en="Engaged sessions",
        fr="Sessions avec engagement",
        de="Sitzungen mit Interaktionen",
        es="Sesiones con interacción",
        it="Sessioni con coinvolgimento",
        pt="Sessões engajadas",
    ),
    column(
        "users",
        en=("Total users", "Active users", "Users"),
        fr=("Nombre total d'utilisateurs", "Utilisateurs actifs", "Utilisateurs"),
        de=("Nutzer insgesamt", "Aktive Nutzer", "Nutzer"),
        es=("Total de usuarios", "Usuarios totales", "Usuarios activos", "Usuarios"),
        it=("Utenti totali", "Utenti attivi", "Utenti"),
        pt=("Total de usuários", "Usuários ativos", "Usuários"),
        ja=("総ユーザー数", "アクティブ ユーザー"),
    ),
    column(
        "new_users",
        en="New users",
        fr="Nouveaux utilisateurs",
        de="Neue Nutzer",
        es=("Usuarios nuevos", "Nuevos usuarios"),
        it="Nuovi utenti",
        pt="Novos usuários",
    ),
    column(
        "views",
        en="Views",
        fr="Vues",
        de="Aufrufe",
        es="Vistas",
        it="Visualizzazioni",
        pt="Visualizações",
        ja="表示回数",
    ),
    column(
        "events",
        en="Event count",
        fr="Nombre d'événements",
        de="Ereignisanzahl",
        es="Número de eventos",
        it="Conteggio eventi",
        pt="Contagem de eventos",
    ),
    column(
        "key_events",
        en=("Key events", "Conversions"),
        fr=("Événements clés", "Conversions"),
        de=("Schlüsselereignisse", "Conversions"),
        es="Eventos clave",
        it="Eventi chiave",
        pt="Eventos principais",
    ),
    column(
        "_key_rate",
        en=("Session key event rate", "Session conversion rate"),
        fr=("Taux d'événements clés par session", "Taux de conversion par session"),
        de=("Schlüsselereignisrate für Sitzungen", "Conversion-Rate der Sitzungen"),
        dtype=_FLOAT,
    ),
    column(
        "_engagement",
        en="Average engagement time per session",
        fr="Durée moyenne d'engagement par session",
        de="Durchschnittliche Interaktionsdauer pro Sitzung",
        dtype=_FLOAT,
    ),
    column(
        "revenue",
        en="Total revenue",
        fr="Revenu total",
        de="Gesamtumsatz",
        es="Ingresos totales",
        it="Entrate totali",
        pt="Receita total",
    ),
)

# The names of a report's dimensions in the order in which they are joined, whatever the
# order of the columns: the same breakdown is the same report.
REPORT_NAMES = {
    "date": ("date",),
    "_nth": ("date",),
    "_hour": ("date", "hour"),
    "channel_group": ("channel_group",),
    "_source_medium": ("source", "medium"),
    **{name: (name,) for name in ("source", "medium", "campaign", "content", "term")},
    **{name: (name,) for name in ("landing_page", "page", "event_name")},
}
DAYS = frozenset({"date", "_nth", "_hour"})
# A day that is counted from the period's start needs that start.
DAY_HEADERS = frozenset(n for d in DIMENSIONS if d.to in {"date", "_hour"} for _, n in d.names)
CHANNEL_HEADERS = frozenset(n for d in DIMENSIONS if d.to == "channel_group" for _, n in d.names)
