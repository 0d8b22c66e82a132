"""The best posts of a channel, each a link to its card on Content."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from i18n import format as shown
from metrics.content.channel_posts import channel_posts
from metrics.content.post_results import post_results
from metrics.content.post_text import brief
from ui import cache, filters, navigation
from ui.components.content import cards
from ui.components.sources.import_issues import plain
from ui.filters import Filters, network_label
from ui.text import _, language

_MOST = 5
_WORDS = 60


def draw(channel: str, now: Filters) -> None:
    """The posts and how they belong to the channel; nothing where none does."""
    linked = cache.post_traffic()
    others = tuple(name for name in now.excluded if name != "channels")
    every = replace(now, channels=(), excluded=others)
    own = replace(every, channels=(channel,))
    posts, here = (
        post_results(cache.posts(one.query()), linked.linked_posts) for one in (every, own)
    )
    found = channel_posts(channel, posts, here, linked.channels, _MOST)
    if found.posts.is_empty():
        return
    st.header(_("Best posts"), anchor=False)
    st.caption(
        _("Their tagged links count in this channel. Sessions and leads are until now.")
        if found.by_links
        else _("Posts on its networks, the most seen first. None has a tagged link that counts in this channel, so what they brought is unknown.")
    )  # fmt: skip
    with st.container(gap="xxsmall", key="channel_posts"):
        for row in found.posts.to_dicts():
            _post(row, by_links=found.by_links)


def _post(row: dict[str, Any], *, by_links: bool) -> None:
    day = None if row["published_on"] is None else shown.day(row["published_on"], language())
    text = brief(row["text"], _WORDS) or _("No text")
    label = " · ".join(filter(None, (day, network_label(row["network"]), text)))
    parameters = filters.link(**{cards.POST: cards.key_of(row)})
    # The filter is about the channel of a post's network, which may be another one than its links'.
    parameters.pop("channels", None)
    st.page_link(navigation.target("content"), label=plain(label), query_params=parameters)
    said = f":small[{cards.results(row)}]" if by_links else cards.reached(row)
    if said:
        st.markdown(said)
