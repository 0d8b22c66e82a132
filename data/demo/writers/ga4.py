"""Demo writer: GA4 free-form exploration by day, with its grand total, and a standard report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import polars as pl

from data.demo import plan
from data.demo.files import DemoFile, table
from data.demo.linked import contents
from data.demo.world import World

RULE = "# ----------------------------------------"
DIMENSIONS = (
    "Date",
    "Session default channel group",
    "Session source",
    "Session medium",
    "Session campaign",
)
CONTENT = {
    "source": "Session source",
    "medium": "Session medium",
    "campaign": "Session campaign",
    "content": "Session manual ad content",
}
_SEED = 6_363
MEASURES = {
    "Sessions": "sessions",
    "Engaged sessions": "engaged",
    "Total users": "users",
    "Views": "views",
    "Event count": "events",
    "Key events": "key_events",
    "Session key event rate": "rate",
    "Total revenue": "revenue",
}


def _with_rate(frame: pl.DataFrame) -> pl.DataFrame:
    rate = pl.col("key_event_sessions") / pl.col("sessions")
    return frame.with_columns(rate.alias("rate"), pl.lit(0).alias("revenue"))


def _exploration(world: World) -> str:
    frame = _with_rate(world.traffic).sort("date", "way", maintain_order=True)
    sums = frame.select(
        pl.col("sessions", "engaged", "users", "views", "events", "key_events").sum()
    )
    rate = int(frame["key_event_sessions"].sum()) / int(frame["sessions"].sum())
    total = ["", "", "", "", "", *sums.row(0), rate, 0, "Grand total"]
    rows = frame.select(
        pl.col("date").dt.strftime("%Y%m%d"), "channel", "source", "medium", "campaign",
        *MEASURES.values(),
    )  # fmt: skip
    head = [
        RULE,
        f"# {plan.COMPANY}",
        "# Traffic by day-Free form 1",
        f"# {world.first:%Y%m%d}-{world.last:%Y%m%d}",
        RULE,
        "",
    ]
    return "\n".join(head) + "\n" + table([[*DIMENSIONS, *MEASURES], total, *rows.iter_rows()])


def _report(world: World, start: date, end: date) -> str:
    month = world.traffic.filter(pl.col("date").is_between(start, end))
    sums = pl.col("sessions", "engaged", "events", "key_events", "key_event_sessions").sum()
    frame = _with_rate(month.group_by("channel").agg(sums)).sort("sessions", descending=True)
    title = "Session primary channel group (Default Channel Group)"
    header = [title, "Sessions", "Engaged sessions", "Engagement rate", "Event count", "Key events",
              "Session key event rate", "Total revenue"]  # fmt: skip
    rows = frame.select(
        "channel", "sessions", "engaged", (pl.col("engaged") / pl.col("sessions")).alias("engagement"), "events",
        "key_events", "rate", "revenue",
    )  # fmt: skip
    head = [
        RULE, f"# Traffic acquisition: {title}", f"# Account: {plan.COMPANY}",
        f"# Property: {plan.COMPANY}", RULE, "# ", "# All Users", f"# Start date: {start:%Y%m%d}",
        f"# End date: {end:%Y%m%d}",
    ]  # fmt: skip
    return "\r\n".join(head) + "\r\n" + table([header, *rows.iter_rows()], newline="\r\n").rstrip()


def _by_content(world: World) -> str:
    """The whole period by tags down to the content, which distinguishes the links of posts."""
    days = world.traffic.sort("date", "way", maintain_order=True)
    each = days.select(
        pl.col("source", "medium", "campaign", "way", "date").repeat_by("sessions")
    ).explode("source", "medium", "campaign", "way", "date", empty_as_null=False)
    noon = pl.col("date").cast(pl.Datetime("us")) + pl.duration(hours=12)
    tagged = each.with_columns(contents(world.posts, each.select("way", at=noon), _SEED))
    frame = tagged.group_by(*CONTENT).agg(pl.len()).sort("len", *CONTENT, descending=[True, *[False] * 4])  # fmt: skip
    rows = frame.with_columns(pl.col("content").fill_null("(not set)")).rows()
    total = ["", "", "", "", each.height, "Grand total"]
    span = f"# {world.first:%Y%m%d}-{world.last:%Y%m%d}"
    head = [RULE, f"# {plan.COMPANY}", "# Links-Free form 1", span, RULE, ""]
    return "\n".join(head) + "\n" + table([[*CONTENT.values(), "Sessions"], total, *rows])


def write(world: World) -> Iterator[DemoFile]:
    """The same sessions in three files, as users import them: nothing may be counted twice."""
    yield DemoFile("GA4/download.csv", _exploration(world).encode())
    yield DemoFile("GA4/links.csv", _by_content(world).encode())
    end = world.last.replace(day=1) - timedelta(days=1)
    text = _report(world, end.replace(day=1), end)
    name = "Traffic_acquisition_Session_primary_channel_group_(Default_Channel_Group).csv"
    yield DemoFile(f"GA4/{name}", text.encode())
