"""How TikTok Studio's followers divide by territory."""

from __future__ import annotations

from data.base.message import msg
from data.sources.kit.spec import Layout, LayoutEvidence, SheetSpec, Source, column
from data.sources.tiktok.dates import UNKNOWN
from data.tables.schema import AUDIENCE

SOURCE = Source(
    id="tiktok.follower_territories",
    network="tiktok",
    label=msg(
        "TikTok followers by territory (Studio)", fr="Abonnés TikTok par territoire (Studio)"
    ),
    doc=msg(
        "TikTok Studio › Analytics › Followers › Download data (FollowerTopTerritories.csv).",
        fr="TikTok Studio › Statistiques › Followers › Télécharger les données (FollowerTopTerritories.csv).",
    ),
    sheets=(
        SheetSpec(
            table=AUDIENCE,
            signature=("value", "share"),
            fields=(column("value", en="Top territories"), column("share", en="Distribution")),
            required=("value",),
            unique=("value",),
            constants=(("network", "tiktok"), ("dimension", "country")),
            nulls=UNKNOWN,
        ),
    ),
    layouts=(Layout("2026", "en", LayoutEvidence.FILE, "tiktok_follower_territories.csv"),),
    limits=msg(
        "Shares only, as of the export; the file says neither its date nor how many followers there are.",
        fr="Des parts seulement, au moment de l’export ; le fichier n’indique ni sa date ni le nombre d’abonnés.",
    ),
)
