"""Demo writer: YouTube Studio zip, a table with a Total row, a chart and totals."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import polars as pl

from data.demo import ids, plan
from data.demo.files import DemoFile, table
from data.demo.world import World

COLUMNS = [
    "Content",
    "Video title",
    "Video publish time",
    "Duration",
    "Views",
    "Watch time (hours)",
    "Subscribers gained",
    "Likes",
    "Shares",
    "Comments added",
    "Impressions",
    "Impressions click-through rate (%)",
]
STAMP = (2026, 1, 1, 0, 0, 0)


def _rows(world: World) -> list[list[object]]:
    posts = world.posts.filter(pl.col("network") == "youtube").sort("published_at", descending=True)
    rows: list[list[object]] = []
    for number, post in enumerate(posts.iter_rows(named=True)):
        video = ids.youtube(number + 1)
        hyphen = video.startswith("-") and video[1].isalpha()
        day = post["published_at"]
        rows.append(
            [
                " " + video if hyphen else video, plan.TOPICS_EN[post["topic"]],
                f"{day:%b} {day.day}, {day:%Y}", 184 + 17 * post["form"], post["views"],
                f"{post['seconds'] / 3600:.4f}", post["follows"], post["reactions"],
                post["shares"], post["comments"], post["views"] * 9, 5.61,
            ]
        )  # fmt: skip
    return rows


def write(world: World) -> Iterator[DemoFile]:
    """The zip as it is downloaded."""
    rows = _rows(world)
    sums = [sum(float(str(row[i])) for row in rows) for i in range(4, 11)]
    total = ["Total", "", "", "", int(sums[0]), f"{sums[1]:.4f}", *(int(s) for s in sums[2:]), 5.61]
    chart: list[list[object]] = [["Date", "Content", "Video title", "Video publish time", "Views"]]
    totals: list[list[object]] = [["Date", "Views"]]
    youtube = world.days.filter(pl.col("network") == "youtube").select("date", "views").tail(28)
    totals += [[day.isoformat(), value] for day, value in youtube.iter_rows()]
    chart += [[day, rows[0][0], rows[0][1], rows[0][2], "3"] for day, _ in totals[1:]]
    members: dict[str, list[list[object]]] = {
        "Table data.csv": [list(COLUMNS), total, *rows],
        "Chart data.csv": chart,
        "Totals.csv": totals,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, lines in members.items():
            archive.writestr(zipfile.ZipInfo(name, STAMP), table(lines))
    span = f"{world.first:%Y-%m-%d}_{world.last:%Y-%m-%d}"
    yield DemoFile(f"YouTube/Content {span} Maison Volta demo.zip", out.getvalue())
