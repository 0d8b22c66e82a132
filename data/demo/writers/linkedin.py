"""LinkedIn page content as a workbook: a description row above each header, dates as text."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time

import polars as pl
import xlsxwriter

from data.demo import ids, plan
from data.demo.files import DemoFile
from data.demo.world import World

KINDS = ("organic", "sponsored", "total")
METRICS = (
    "Date",
    *(f"Impressions ({kind})" for kind in KINDS),
    "Unique impressions (organic)",
    *(
        f"{name} ({kind})"
        for name in ("Clicks", "Reactions", "Comments", "Reposts")
        for kind in KINDS
    ),
    *(f"Engagement rate ({kind})" for kind in KINDS),
)
POSTS = [
    "Post title",
    "Post link",
    "Post type",
    "Campaign name",
    "Posted by",
    "Created date",
    "Campaign start date",
    "Campaign end date",
    "Audience",
    "Impressions",
    "Views",
    "Offsite Views",
    "Clicks",
    "Click through rate (CTR)",
    "Likes",
    "Comments",
    "Reposts",
    "Follows",
    "Engagement rate",
    "Content Type",
]
ABOUT_DAYS = (
    "Aggregated engagement metrics for your organic and sponsored posts over time. Date indicates "
    "when your posts were viewed by LinkedIn members. Data is delayed by up to 2 days. All dates "
    "and times are in UTC."
)
ABOUT_POSTS = (
    "Engagement metrics for individual posts. Created date indicates when your post was created. "
    "All dates and times are in UTC."
)


def _day(row: dict[str, int]) -> list[object]:
    figures = [row[name] for name in ("reactions", "comments", "shares")]
    clicks = row["link_clicks"] * 3
    rate = (clicks + sum(figures)) / row["views"]
    thrice = [cell for value in (clicks, *figures) for cell in (value, 0, value)]
    return [row["views"], 0, row["views"], row["reach"], *thrice, rate, 0, rate]


def _post(number: int, row: dict[str, object]) -> list[object]:
    instant: datetime = row["published_at"]  # type: ignore[assignment]
    views, reactions, comments, shares, links, other = (
        int(row[name])  # type: ignore[call-overload]
        for name in ("views", "reactions", "comments", "shares", "link_clicks", "other_clicks")
    )
    clicks = links + other
    activity = ids.linkedin(instant, number)
    return [
        f"{plan.TOPICS_EN[int(row['topic'])]}.\n\n{plan.SITE}/guide",  # type: ignore[call-overload]
        f"https://www.linkedin.com/feed/update/urn:li:activity:{activity}",
        "Organic", "", "Page admin", f"{instant:%m/%d/%Y}", "", "", "All followers",
        views, "", "", clicks, clicks / views, reactions, comments, shares, "",
        (clicks + reactions + comments + shares) / views, "",
    ]  # fmt: skip


def _sheet(
    book: xlsxwriter.Workbook,
    name: str,
    about: str,
    header: Sequence[str],
    rows: Iterable[list[object]],
) -> None:
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, about)
    sheet.write_row(1, 0, header)
    for line, row in enumerate(rows, start=2):
        sheet.write_row(line, 0, row)


def write(world: World) -> Iterator[DemoFile]:
    """The content export with both sheets; its name ends with the export instant."""
    ours = pl.col("network") == "linkedin"
    days = world.days.filter(ours).iter_rows(named=True)
    posts = world.posts.filter(ours).sort("published_at", descending=True).iter_rows(named=True)
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with xlsxwriter.Workbook(out, options) as book:
        made = datetime.combine(world.last, time(), UTC)
        book.set_properties({"created": made.replace(tzinfo=None)})
        by_day = ([f"{row['date']:%m/%d/%Y}", *_day(row)] for row in days)
        _sheet(book, "Metrics", ABOUT_DAYS, METRICS, by_day)
        _sheet(book, "All posts", ABOUT_POSTS, POSTS, (_post(n, r) for n, r in enumerate(posts)))
    stamp = ids.milliseconds(made) + 41_000_000
    yield DemoFile(f"LinkedIn/maison-volta-demo_content_{stamp}.xlsx", out.getvalue())
