"""Best times to post and formats: a sentence each where one is beyond random variation."""

from __future__ import annotations

import polars as pl
import streamlit as st
from babel import Locale

from i18n import format as shown
from metrics.content.best_times import HOURS, BestTimes, Group, formats, timing
from ui import zone
from ui.charts.heat import heat
from ui.components import chart
from ui.components.content.formats import format_label
from ui.components.content.posts import label
from ui.components.sources.import_issues import plain
from ui.filters import network_label
from ui.text import _, _n, language

_SLOTS = tuple(range(0, 24, HOURS))


def best_time(found: pl.DataFrame, measure: str) -> None:
    """One sentence where a time of the week is better than random variation, and the map folded."""
    times = timing(found, measure)
    if times.best is None:
        return
    st.header(_("Best times to post"), anchor=False)
    st.markdown(plain(_verdict(times.best)))
    with st.expander(_("All times"), key="content_times", on_change="rerun") as opened:
        if not opened.open:
            return
        chart.show(
            _grid(times), key="post_timing", alt=_("Posts by weekday and hour of publication")
        )
        st.caption(_("{measure} of each post by the median of its network (1 = usual). The number of posts is in brackets.", measure=label(measure)))  # fmt: skip
        st.caption(
            _n(
                "Times are those of {zone}. {timed} post has its time of day and this value. Times with too few posts are not compared.",
                "Times are those of {zone}. {timed} posts have their time of day and this value. Times with too few posts are not compared.",
                timed=times.timed, zone=zone.current()
            )
        )  # fmt: skip


def _verdict(best: Group) -> str:
    day, hour = best.key
    return _n(
        "{day} {hours}: {index}× a usual post of its network, over {posts} post. This is more than random variation.",
        "{day} {hours}: {index}× a usual post of its network, over {posts} posts. This is more than random variation.",
        posts=best.posts,
        # CLDR writes weekdays of French in small letters, and here one begins the sentence.
        day=_weekdays()[int(day) - 1].capitalize(),
        hours=_hours(int(hour)),
        index=shown.number(best.index, language(), 1),
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
    """One sentence for each format that differs beyond random variation, all of them folded."""
    groups = formats(found, measure)
    clear = [group for group in groups if group.stands_out]
    if not clear:
        return
    st.header(_("Formats"), anchor=False)
    for group in clear:
        st.markdown(plain(_said(group, measure)))
    with st.expander(_("All formats"), key="content_formats"):
        now = language()
        st.table(
            {
                _("Network"): [plain(network_label(str(group.key[0]))) for group in groups],
                _("Format"): [plain(format_label(str(group.key[1]))) for group in groups],
                _("Posts"): [shown.number(group.posts, now) for group in groups],
                _("Times the median of its network"): [_index_text(group) for group in groups],
            },
            border="horizontal",
        )


def _said(group: Group, measure: str) -> str:
    return _n(
        "{format} on {network}: {index}× the usual {measure}, over {posts} post. This is more than random variation.",
        "{format} on {network}: {index}× the usual {measure}, over {posts} posts. This is more than random variation.",
        posts=group.posts,
        format=format_label(str(group.key[1])),
        network=network_label(str(group.key[0])),
        index=shown.number(group.index, language(), 1),
        measure=label(measure),
    )


def _index_text(group: Group) -> str:
    if group.chance is None:
        return _("too few posts")
    index = shown.number(group.index, language(), 2)
    return index if group.stands_out else _("{index}, within random variation", index=index)
