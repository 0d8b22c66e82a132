"""Demo writer: LinkedIn page content workbook, descriptions above headers, dates as text."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

import polars as pl
import xlsxwriter

from data.demo import ids, plan
from data.demo.files import DemoFile
from data.demo.linked import address
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


EARLIER = (4, 2, 1, 0)  # weeks before the last day
LIFE = 9.0  # days in which a post gets about two thirds of its figures
FIGURES = ("views", "reactions", "comments", "shares", "link_clicks", "other_clicks")


def _day(row: dict[str, int]) -> list[object]:
    figures = [row[name] for name in ("reactions", "comments", "shares")]
    clicks = row["link_clicks"] * 3
    rate = (clicks + sum(figures)) / row["views"]
    thrice = [cell for value in (clicks, *figures) for cell in (value, 0, value)]
    return [row["views"], 0, row["views"], row["reach"], *thrice, rate, 0, rate]


def _figures_of(posts: pl.DataFrame, then: date, now: date) -> pl.DataFrame:
    """The posts that were out ``then`` with what they had reached of their figures of ``now``."""
    day = pl.col("published_at").dt.date()
    share = _reached(then - day) / _reached(now - day)
    return posts.filter(day <= then).with_columns(
        (pl.col(name) * share).round().cast(pl.Int64) for name in FIGURES
    )


def _reached(age: pl.Expr) -> pl.Expr:
    """The share of its lifetime figures that a post has after so many days."""
    return 1 - (-(age.dt.total_days() + 1) / LIFE).exp()


def _post(number: int, row: dict[str, object]) -> list[object]:
    instant: datetime = row["published_at"]  # type: ignore[assignment]
    views, reactions, comments, shares, links, other = (
        int(row[name])  # type: ignore[call-overload]
        for name in ("views", "reactions", "comments", "shares", "link_clicks", "other_clicks")
    )
    clicks = links + other
    activity = ids.linkedin(instant, number)
    topic = int(row["topic"])  # type: ignore[call-overload]
    content: str | None = row["content"]  # type: ignore[assignment]
    link = address("/guide", "linkedin", content)
    return [
        f"{plan.TOPICS_EN[topic]}.\n\n{link}",
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
    """The content export as it was downloaded several times; its name ends with the instant.

    Each holds all days and posts up to then, so they overlap; posts have their figures of then.
    """
    for weeks in EARLIER:
        yield _export(world, world.last - timedelta(weeks=weeks))


def _export(world: World, last: date) -> DemoFile:
    ours = pl.col("network") == "linkedin"
    before = world.days.filter(ours, pl.col("date") <= last).iter_rows(named=True)
    posts = world.posts.filter(ours).sort("published_at", descending=True)
    known = _figures_of(posts.with_row_index("number"), last, world.last)
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with xlsxwriter.Workbook(out, options) as book:
        made = datetime.combine(last, time(), UTC)
        book.set_properties({"created": made.replace(tzinfo=None)})
        by_day = ([f"{row['date']:%m/%d/%Y}", *_day(row)] for row in before)
        _sheet(book, "Metrics", ABOUT_DAYS, METRICS, by_day)
        by_post = (_post(row["number"], row) for row in known.iter_rows(named=True))
        _sheet(book, "All posts", ABOUT_POSTS, POSTS, by_post)
    stamp = ids.milliseconds(made) + 41_000_000
    return DemoFile(f"LinkedIn/maison-volta-demo_content_{stamp}.xlsx", out.getvalue())
