"""Search over everything that has a place: pages, metrics, channels, campaigns, posts, goals, actions.

A dialog with one select box: typing filters its list, Enter goes there. A page is not switched to
from inside the dialog, because that run would not draw the filter bar: what was chosen is kept in
the session, and the next whole run goes there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from metrics.definitions.registry import metrics
from ui import cache, filters, navigation
from ui.components.filter_bar.bar import toggle_comparison
from ui.components.goals.messages import scope, standing
from ui.filters import channel_label
from ui.navigation import Routes
from ui.text import _, show

WISH, TURN = "palette_wish", "palette_turn"
_POSTS, _TEXT = 200, 60  # the newest posts, and the letters of each


class Entry(NamedTuple):
    """What can be chosen: its kind, its id and how it is shown."""

    kind: str
    id: str
    label: str


def button(known: Routes) -> None:
    """The button with its keys; goes to what was chosen in the run before."""
    wish: Entry | None = st.session_state.pop(WISH, None)
    if wish is not None:
        _GO[wish.kind](wish.id)
    if st.button(
        _("Search"), icon=":material/search:", key="palette", shortcut="Ctrl+K", width="stretch"
    ):
        st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
        st.dialog(_("Search"), width="medium")(_choose)(entries(known))


def keys() -> None:
    """The keys of the application: X takes the comparison away and brings it back, H lists them."""
    # The script of the page presses it where the appearance has changed; no one sees it.
    st.button(_("Refresh"), key="appearance")
    with st.container(key="keys", horizontal=True, gap="xsmall"):
        st.button(_("Compare"), key="key_compare", shortcut="X", on_click=toggle_comparison,
                  type="tertiary")  # fmt: skip
        if st.button(_("Show keys"), key="key_list", shortcut="H", type="tertiary"):
            st.dialog(_("Keys"))(_listed)()


def _listed() -> None:
    named = {
        "Ctrl K": _("Search pages, metrics, channels, campaigns and posts"),
        "X": _("Show or hide the comparison"),
        "H": _("Show this list"),
        "Esc": _("Close a dialog or a side panel"),
        "Tab": _("Go to the next control"),
    }
    st.table(
        {_("Key"): [f"`{key}`" for key in named], _("Effect"): list(named.values())},
        border="horizontal",
        hide_index=True,
    )


def entries(known: Routes) -> list[Entry]:
    """Everything that can be chosen, in the order of its kinds."""
    found = [
        Entry("page", card.slug, navigation.target(card.slug).title)
        for card in known.offered
        if card.group
    ]
    found += [
        Entry("metric", one.id, show(one.label)) for one in metrics().values() if one.numerator
    ]
    if known.stage != "filled":
        return found
    seen = cache.overview()
    found += [Entry("action", slug, label) for slug, label in _actions().items()]
    found += [Entry("channel", name, channel_label(name)) for name in seen.channels]
    found += [Entry("goal", one.goal.id, scope(one.goal)) for one in standing()]
    found += [Entry("campaign", name, name) for name in seen.campaigns]
    found += [Entry("post", key, text) for key, text in _posts()]
    return found


def _actions() -> dict[str, str]:
    return {
        "welcome": _("Import files"),
        "goals": _("Create a goal"),
        "links": _("Create a campaign link"),
        "reports": _("Download the report"),
        "costs": _("Add a cost"),
    }


def _posts() -> list[tuple[str, str]]:
    named = cache.post_texts()
    newest = sorted(named.items(), key=lambda one: str(one[1][0]), reverse=True)[:_POSTS]
    return [(key, f"{text[:_TEXT]} ({day})") for key, (day, text) in newest if text]


def _choose(known: list[Entry]) -> None:
    kinds = {
        "page": _("Page"),
        "metric": _("Metric"),
        "action": _("Action"),
        "channel": _("Channel"),
        "goal": _("Goal"),
        "campaign": _("Campaign"),
        "post": _("Post"),
    }
    labels = [f"{entry.label} · {kinds[entry.kind]}" for entry in known]
    hint = _("Type a page, a metric, a channel or a campaign")
    with st.container(key="palette_field"):
        picked = st.selectbox(
            hint, range(len(known)), None, placeholder=hint, format_func=labels.__getitem__,
            label_visibility="collapsed", filter_mode="fuzzy",
            key=f"palette_choice_{st.session_state.get(TURN)}",
        )  # fmt: skip
    if picked is not None:
        st.session_state[WISH] = known[picked]
        st.rerun()


def _to(slug: str, **more: str) -> None:
    st.switch_page(navigation.target(slug), query_params=filters.link(**more))


def _to_action(slug: str) -> None:
    _to(slug, **({"new": "1"} if slug == "goals" else {}))


def _to_campaign(name: str) -> None:
    filters.choose("campaigns", [name])
    st.switch_page(navigation.target("results"))


_GO: dict[str, Callable[[str], None]] = {
    "page": _to,
    "action": _to_action,
    "metric": lambda name: _to("figure", id=name),
    "channel": lambda name: _to("channels", open=name),
    "goal": lambda name: _to("goals", goal=name),
    "campaign": _to_campaign,
    "post": lambda name: _to("content", post=name),
}
