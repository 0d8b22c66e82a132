"""Best times to post (heatmap of weekday by hour) and post formats, with sample sizes."""

from __future__ import annotations

import polars as pl
import streamlit as st
from babel import Locale

from i18n import format as shown
from metrics.content.best_times import ENOUGH, HOURS, BestTimes, Group, formats, timing
from ui import zone
from ui.charts.heat import heat
from ui.components import chart, grid
from ui.components.content.posts import label
from ui.components.grid import GridColumn
from ui.components.sources.import_issues import plain
from ui.filters import network_label
from ui.text import _, _n, language

_SLOTS = tuple(range(0, 24, HOURS))


def best_time(found: pl.DataFrame, measure: str) -> None:
    """The heatmap of weekdays and hours, and whether any slot is better than random variation."""
    st.subheader(_("When posts do well"), anchor=False)
    times = timing(found, measure)
    if not times.timed:
        st.caption(_("No post of the period tells both its time of day and this figure."))
        return
    st.markdown(plain(_verdict(times)))
    chart.draw(_grid(times), key="post_timing", alt=_("Posts by weekday and hour of publication"))
    st.caption(
        _n(
            "{measure} of each post next to the median of its network (1 = typical); in brackets how many posts. Times are those of {zone}. {timed} post out of {posts} has its time of day and the figure; slots with fewer than {enough} are not compared.",
            "{measure} of each post next to the median of its network (1 = typical); in brackets how many posts. Times are those of {zone}. {timed} posts out of {posts} have their time of day and the figure; slots with fewer than {enough} are not compared.",
            timed=times.timed,
            measure=label(measure),
            zone=zone.current(),
            posts=times.posts,
            enough=ENOUGH,
        )
    )


def _verdict(times: BestTimes) -> str:
    if times.best is None:
        return _("No time of the week stands out: the differences may well be chance.")
    day, hour = times.best.key
    return _n(
        "{day} {hours}: {index}× a typical post of its network, over {posts} post; more than chance explains.",
        "{day} {hours}: {index}× a typical post of its network, over {posts} posts; more than chance explains.",
        posts=times.best.posts,
        # CLDR writes weekdays of French in small letters, and here one begins the sentence.
        day=_weekdays()[int(day) - 1].capitalize(),
        hours=_hours(int(hour)),
        index=times.best.index,
    )


def _grid(times: BestTimes) -> dict[str, object]:
    cells = {group.key: group for group in times.groups}
    slots = [slot for slot in _SLOTS if any(key[1] == slot for key in cells)]
    rows = [[cells.get((day, slot)) for slot in slots] for day in range(1, 8)]
    return heat(
        [name.capitalize() for name in _weekdays()],
        [_hours(slot) for slot in slots],
        [[_compared(cell) for cell in row] for row in rows],
        [[_text(cell) for cell in row] for row in rows],
        [[_hover(cell) for cell in row] for row in rows],
    )


def _compared(cell: Group | None) -> float | None:
    return None if cell is None or cell.chance is None else cell.index


def _text(cell: Group | None) -> str:
    if cell is None:
        return ""
    if cell.chance is None:
        return f"({cell.posts})"
    return f"{shown.number(cell.index, language(), 1)} ({cell.posts})"


def _hover(cell: Group | None) -> str:
    return "" if cell is None else _n("{posts} post", "{posts} posts", posts=cell.posts)


def _weekdays() -> list[str]:
    names = Locale.parse(language()).days["stand-alone"]["abbreviated"]
    return [str(names[at]) for at in range(7)]


def _hours(slot: int) -> str:
    # A narrow no-break space, so that the unit never begins a line of its own.
    return f"{slot}–{slot + HOURS}\u202fh"


def mix(found: pl.DataFrame, measure: str) -> None:
    """Formats: how often they are used, what they bring, and whether that is more than chance."""
    groups = formats(found, measure)
    if not groups:
        return
    st.subheader(_("Formats"), anchor=False)
    posts = sum(group.posts for group in groups)
    total = sum(group.total for group in groups)
    now = language()
    columns = (
        GridColumn("network", _("Network"), _("The network on which the posts were published.")),
        GridColumn("format", _("Format"), _("Picture, video, link or text, as the export calls it.")),
        GridColumn("posts", _("Posts"), _("Posts of this format in the period."), is_number=True),
        GridColumn(
            "share_of_posts", _("Share of posts"), _("These posts divided by all posts of the list."),
            is_number=True,
        ),
        GridColumn(
            "share_of_measure", _("Share of {measure}", measure=label(measure)),
            _("The part of the total that these posts have."), is_number=True,
        ),
        GridColumn(
            "index", _("Against its network"),
            _("The median post of the format divided by the median post of its network."),
        ),
    )  # fmt: skip
    rows = {
        "network": [network_label(str(group.key[0])) for group in groups],
        "format": [str(group.key[1]) for group in groups],
        "posts": [group.posts for group in groups],
        "share_of_posts": [shown.percent(group.posts / posts, now) for group in groups],
        "share_of_measure": [
            shown.percent(group.total / total, now) if total else shown.MISSING for group in groups
        ],
        "index": [_index_text(group) for group in groups],
    }
    grid.draw(pl.DataFrame(rows), columns, key="post_formats", alt=_("Formats of posts"))
    st.caption(
        _("Against its network: the median post of the format by the median post of its network.")
    )


def _index_text(group: Group) -> str:
    now = language()
    if group.chance is None:
        return _("too few posts")
    index = shown.number(group.index, now, 2)
    if group.stands_out:
        return _("{index}, more than chance", index=index)
    return _("{index}, may be chance", index=index)
