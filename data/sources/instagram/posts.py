"""Meta Business Suite content export: Instagram posts with lifetime metrics, one row per post."""

from __future__ import annotations

from data.reading.dates import DateStyle
from data.sources.kit.spec import Layout, LayoutEvidence, SheetSpec, Source, column, ignored
from data.sources.meta.content import NOT_COMPUTED, ZONE, not_by_day
from data.tables.schema import POSTS
from i18n.message import msg

# The German names come from an unverified header. There is no link click column for posts:
# captions carry no links. “Likes” are the only reaction Instagram has. Spanish “Seguidores”
# are the follows a post gained, not the followers of the account.
FIELDS = (
    column(
        "post_id",
        en="Post ID",
        fr="Identifiant de la publication",
        de="Beitrags-ID",
        es="Identificador de la publicación",
        it="ID del post",
        pt=("Identificação da publicação", "Identificação do post"),
    ),
    column(
        "_account_id",
        en="Account ID",
        fr=("Identifiant du compte", "ID du compte"),
        de="Konto-ID",
        es="Identificador de la cuenta",
        it="ID dell'account",
        pt="Identificação da conta",
    ),
    column(
        "account",
        en="Account username",
        fr="Nom d'utilisateur du compte",
        de="Konto-Benutzername",
        es="Nombre de usuario de la cuenta",
        it="Nome utente dell'account",
        pt="Nome de usuário da conta",
    ),
    column(
        "text",
        en="Description",
        fr="Description",
        de="Beschreibung",
        es="Descripción",
        it="Descrizione",
        pt="Descrição",
    ),
    column(
        "published_at",
        en="Publish time",
        fr="Heure de publication",
        de="Veröffentlichungszeitpunkt",
        es="Hora de publicación",
        it="Ora di pubblicazione",
        pt="Horário de publicação",
    ),
    column(
        "permalink",
        en="Permalink",
        fr="Permalien",
        de="Permalink",
        es="Enlace permanente",
        it="Permalink",
        pt="Link permanente",
    ),
    column(
        "format",
        en="Post type",
        fr="Type de publication",
        de="Beitragstyp",
        es="Tipo de publicación",
        it="Tipo di post",
        pt=("Tipo de publicação", "Tipo de post"),
    ),
    column("impressions", en="Impressions"),
    column(
        "views",
        en="Views",
        fr="Vues",
        de="Aufrufe",
        es="Visualizaciones",
        it="Visualizzazioni",
        pt="Visualizações",
    ),
    column(
        "reach",
        en="Reach",
        fr="Couverture",
        de="Reichweite",
        es="Alcance",
        it="Copertura",
        pt="Alcance",
    ),
    column(
        "reactions",
        en="Likes",
        fr=("J'aime", "Mentions J'aime"),
        de='"Gefällt mir"-Angaben',
        es="Me gusta",
        it="Mi piace",
        pt="Curtidas",
    ),
    column(
        "comments",
        en="Comments",
        fr="Commentaires",
        de="Kommentare",
        es="Comentarios",
        it="Commenti",
        pt="Comentários",
    ),
    column(
        "shares",
        en="Shares",
        fr="Partages",
        de="Geteilte Inhalte",
        es=("Veces que se ha compartido", "Veces que se compartió"),
        it="Condivisioni",
        pt="Compartilhamentos",
    ),
    column(
        "saves",
        en="Saves",
        fr="Enregistrements",
        de="Gespeicherte Beiträge",
        es=("Veces guardado", "Veces que se guardó"),
        it="Salvataggi",
        pt="Salvamentos",
    ),
    column("follows", en="Follows", de="Follows", es="Seguidores", pt="Seguimentos"),
)
IGNORED = ignored(
    "Account name",
    "Duration (*)",
    "Data comment",
    "Date",
    "Nom du compte",
    "Durée (*)",
    "Commentaire sur les données",
    "Kontoname",
    "Dauer (*)",
    "Datenkommentar",
    "Datum",
    "Nombre de la cuenta",
    "Duración (*)",
    "Comentario sobre los datos",
    "Fecha",
    "Nome dell'account",
    "Durata (*)",
    "Nome da conta",
    "Duração (*)",
    "Comentário de dados",
    "Data",
)

SOURCE = Source(
    id="instagram.posts",
    network="instagram",
    label=msg("Instagram posts (Meta Business Suite)"),
    doc=msg("Meta Business Suite › Insights › Content › Export data, Instagram posts, lifetime."),
    sheets=(
        SheetSpec(
            table=POSTS,
            signature=("post_id", "_account_id", "account"),
            fields=FIELDS,
            required=("post_id",),
            unique=("post_id",),
            constants=(("network", "instagram"), ("use", "unknown")),
            dates=DateStyle.MDY,
            zone=ZONE,
            exclude=(NOT_COMPUTED,),
            unfit=not_by_day,
            ignores=IGNORED,
        ),
    ),
    repeats=("hootsuite.posts", "metricool.posts", "sprout.posts"),
    layouts=(
        Layout("2025", "en", LayoutEvidence.FILE, "instagram_posts_en.csv"),
        Layout("2026", "en", LayoutEvidence.FILE, "instagram_posts_rewrapped.csv"),
        Layout("2025", "pt", LayoutEvidence.FILE, "instagram_posts_pt.csv"),
        Layout("2026", "es", LayoutEvidence.HEADERS, "instagram_posts_es.csv"),
        Layout("2026", "de", LayoutEvidence.DESCRIBED, "instagram_posts_de.csv"),
    ),
    limits=msg(
        "No link clicks, because captions have no links. Reach and new followers are empty for "
        "posts of co-authors, which are listed under their own account."
    ),
)
