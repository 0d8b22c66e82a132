"""Demo writer: Facebook content of Meta Business Suite, in French, with zero clicks left blank."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

import polars as pl

from data.demo import ids, plan
from data.demo.files import DemoFile, table
from data.demo.linked import address
from data.demo.world import World

ZONE = ZoneInfo("America/Los_Angeles")  # Meta writes publish times there for everyone
HEADER = (
    "Identifiant de la publication,ID de la Page,Nom de la page,Titre,Description,Durée (secondes),"
    "Heure de publication,Type de sous-titres,Permalien,Est un crosspostage,Est un partage,"
    "Type de publication,Langues,Libellés personnalisés,État du contenu financé,"
    "Commentaire sur les données,Date,Vues,Couverture,"
    "Réactions|commentaires et partages,Réactions,Commentaires,Partages,Total des clics,"
    "Autres clics,Clics sur un lien"
)
FORMS = ("Photos", "Vidéos", "Reels")
COLUMNS = tuple(name.replace("|", ", ") for name in HEADER.split(","))


def _row(number: int, post: dict[str, object]) -> list[object]:
    instant = post["published_at"].astimezone(ZONE)  # type: ignore[attr-defined]
    form = FORMS[int(post["form"])]  # type: ignore[call-overload]
    text = plan.TOPICS_FR[int(post["topic"])]  # type: ignore[call-overload]
    engaged = [int(post[name]) for name in ("reactions", "comments", "shares")]  # type: ignore[call-overload]
    links, other = int(post["link_clicks"]), int(post["other_clicks"])  # type: ignore[call-overload]
    post_id = ids.meta(number)
    content: str | None = post["content"]  # type: ignore[assignment]
    return [
        post_id, "102938475610293", plan.COMPANY,
        "" if form == "Photos" else text,
        f"{text}.\n\nDemandez votre devis 👉 {address('/devis', 'facebook', content)}",
        34 if form != "Photos" else 0, f"{instant:%m/%d/%Y %H:%M}", "N/A",
        f"https://www.facebook.com/{plan.HANDLE}/posts/{post_id}", 0, 0, form,
        "", "", "", "", "Total", post["views"], post["reach"], sum(engaged), *engaged,
        links + other, other or "", links or "",
    ]  # fmt: skip


def write(world: World) -> Iterator[DemoFile]:
    """The content export, one line that Meta could not compute included."""
    posts = world.posts.filter(pl.col("network") == "facebook").sort(
        "published_at", descending=True
    )
    rows: list[list[object]] = [list(COLUMNS)]
    rows += [_row(number, post) for number, post in enumerate(posts.iter_rows(named=True))]
    failed: list[object] = [""] * len(COLUMNS)
    failed[COLUMNS.index("Date")] = "Total"
    failed[COLUMNS.index("Commentaire sur les données")] = (
        "An error occurred while computing metadata for content with ID 122080000000000001."
    )
    rows.append(failed)
    name = f"{world.first:%b-%d-%Y}_{world.last:%b-%d-%Y}_1270001112223334.csv"
    yield DemoFile(f"Facebook/{name}", b"\xef\xbb\xbf" + table(rows, quoting="spaces").encode())
