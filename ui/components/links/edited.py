"""The saved link that is open in the builder: its history, its post, archive and restore."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from changes.links import archive_link, edit_link, restore_link
from data.links.posts import suggest
from data.values.link import Link
from i18n import format as shown
from metrics.content.post_text import brief
from ui import cache, state, zone
from ui.components.links import draft_state
from ui.components.sources.import_issues import plain
from ui.filters import network_label
from ui.text import _, language, named

_TEXT = 90  # characters of a post that are shown


def link() -> Link | None:
    """The saved link that is open in the builder."""
    wanted = st.session_state.get(draft_state.EDITED)
    return next((one for one in state.store().state.links.all() if one.id == wanted), None)


def actions(one: Link) -> None:
    """When it was saved and by whom, what can be done with it, and its post."""
    st.caption(plain(_history(one)))
    with st.container(horizontal=True):
        st.button(_("Create another link"), on_click=draft_state.clear, key="link_new", icon=":material/add:")  # fmt: skip
        if one.archived_at is None:
            st.button(
                _("Archive"), key="link_archive", icon=":material/archive:", on_click=_archive,
                args=(one.id,),
            )  # fmt: skip
        else:
            st.button(
                _("Restore"), key="link_restore", icon=":material/unarchive:", on_click=_restore,
                args=(one.id,),
            )  # fmt: skip
    if not one.draft.post:
        _suggested(one)


def _history(one: Link) -> str:
    parts = [_("saved on {day}", day=shown.day(zone.local(one.saved_at), language())), one.saved_by]
    if one.changed_at is not None:
        day = shown.day(zone.local(one.changed_at), language())
        parts += [_("edited on {day}", day=day), one.changed_by]
    if one.archived_at is not None:
        day = shown.day(zone.local(one.archived_at), language())
        parts += [_("archived on {day}", day=day), one.archived_by]
    post = _("post {post}", post=one.draft.post) if one.draft.post else ""
    return " · ".join(part for part in (*parts, post, one.draft.note) if part)


def _archive(link_id: int) -> None:
    by = st.session_state.get(draft_state.key("by")) or ""
    archive_link(state.store(), link_id, state.who(by))
    draft_state.clear()


def _restore(link_id: int) -> None:
    restore_link(state.store(), link_id, state.who())


def _suggested(one: Link) -> None:
    """Imported posts that may have the link, for the user to choose one."""
    day = zone.local(one.saved_at).date()
    posts = cache.remember("suggest", (one.draft, day), lambda f: suggest(f, one.draft, day))
    candidates = {(row["network"], row["post_id"]): row for row in posts.to_dicts()}
    if not candidates:
        return
    labels = {post: _post(row) for post, row in candidates.items()}
    first, second = st.columns([3, 1], vertical_alignment="bottom")
    chosen = first.selectbox(
        _("Which post has this link?"), list(candidates), key=f"link_post_{one.id}",
        format_func=named(labels, labels.__getitem__),
    )  # fmt: skip
    if second.button(_("Save post"), key="link_join"):
        draft = replace(one.draft, network=chosen[0], post=chosen[1])
        edit_link(state.store(), one.id, draft, state.who())
        st.session_state[draft_state.key("network")] = chosen[0]
        st.session_state[draft_state.key("post")] = chosen[1]
        st.rerun()


def _post(row: dict[str, object]) -> str:
    why = _("has this link") if row["why"] == "link" else _("published on that day")
    text = brief(str(row["text"] or ""), _TEXT) or str(row["post_id"])
    day = shown.plain(row["published_on"], language())  # type: ignore[arg-type]
    return f"{network_label(str(row['network']))} · {day} · {why} · {text}"
