"""Instagram posts as Meta Business Suite exports them: content, lifetime figures per post."""

from __future__ import annotations

import polars as pl

from data.message import msg
from data.reading.dates import DateStyle
from data.schema import POSTS
from data.sources.declare import Exclude, Sheet, Source, column

# The German names come from an unverified header. There is no link click column for posts:
# captions carry no links. “Likes” are the only reaction Instagram has. Spanish “Seguidores”
# are the follows a post gained, not the followers of the account.
FIELDS = (
    column(
        "post_id",
        en="Post ID",
        de="Beitrags-ID",
        es="Identificador de la publicación",
        pt=("Identificação da publicação", "Identificação do post"),
    ),
    column(
        "_account_id",
        en="Account ID",
        de="Konto-ID",
        es="Identificador de la cuenta",
        pt="Identificação da conta",
    ),
    column(
        "account",
        en="Account username",
        de="Konto-Benutzername",
        es="Nombre de usuario de la cuenta",
        pt="Nome de usuário da conta",
    ),
    column(
        "text",
        en="Description",
        de="Beschreibung",
        es="Descripción",
        fr="Description",
        pt="Descrição",
    ),
    column(
        "published_at",
        en="Publish time",
        de="Veröffentlichungszeitpunkt",
        es="Hora de publicación",
        fr="Heure de publication",
        pt="Horário de publicação",
    ),
    column(
        "permalink",
        en="Permalink",
        de="Permalink",
        es="Enlace permanente",
        fr="Permalien",
        pt="Link permanente",
    ),
    column(
        "format",
        en="Post type",
        de="Beitragstyp",
        es="Tipo de publicación",
        pt=("Tipo de publicação", "Tipo de post"),
    ),
    column("impressions", en="Impressions"),
    column("views", en="Views", de="Aufrufe", es="Visualizaciones", pt="Visualizações"),
    column("reach", en="Reach", de="Reichweite", es="Alcance", pt="Alcance"),
    column("reactions", en="Likes", de='"Gefällt mir"-Angaben', es="Me gusta", pt="Curtidas"),
    column("comments", en="Comments", de="Kommentare", es="Comentarios", pt="Comentários"),
    column(
        "shares",
        en="Shares",
        de="Geteilte Inhalte",
        es=("Veces que se ha compartido", "Veces que se compartió"),
        pt="Compartilhamentos",
    ),
    column(
        "saves",
        en="Saves",
        de="Gespeicherte Beiträge",
        es=("Veces guardado", "Veces que se guardó"),
        pt="Salvamentos",
    ),
    column("follows", en="Follows", de="Follows", es="Seguidores", pt="Seguimentos"),
)

SOURCE = Source(
    id="instagram.posts",
    network="instagram",
    label=msg(
        "Instagram posts (Meta Business Suite)", fr="Publications Instagram (Meta Business Suite)"
    ),
    doc=msg(
        "Meta Business Suite › Insights › Content › Export data, Instagram posts, lifetime.",
        fr="Meta Business Suite › Statistiques › Contenu › Exporter les données, publications Instagram, durée de vie.",
    ),
    sheets=(
        Sheet(
            table=POSTS,
            signature=("post_id", "_account_id", "account"),
            fields=FIELDS,
            required=("post_id",),
            unique=("post_id",),
            constants=(("network", "instagram"), ("use", "unknown")),
            dates=DateStyle.MDY,
            zone="America/Los_Angeles",  # for every account, whatever its country
            exclude=(
                Exclude(
                    msg(
                        "Rows that Meta could not compute", fr="Lignes que Meta n’a pas pu calculer"
                    ),
                    pl.col("post_id").is_null(),
                ),
            ),
        ),
    ),
)
