"""Register of saved links: search, edit, archive, match with a post, CSV download."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from changes.links import archive_link, edit_link, restore_link
from data.links.posts import stated_network, suggest
from data.links.render import links_table, matching
from data.values.link import Link
from i18n import format as shown
from ui import cache, state, zone
from ui.components import download
from ui.components.content.post_text import brief
from ui.components.links import draft_state, result
from ui.components.sources.import_issues import plain
from ui.filters import network_label
from ui.text import _, _c, _n, language, named

SHOWN = 20
ALL, ARCHIVED = "links_all", "links_archived"
_TEXT = 90  # characters of a post that are shown


def register() -> None:
    """Search, the links found, and the CSV download of all."""
    saved = state.store().state.links.all()
    if not saved:
        st.info(_("No link is saved yet. Build one and save it with its post."), icon=":material/link:")  # fmt: skip
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        wanted = st.text_input(
            _("Search"),
            key="links_search",
            type="search",
            live=True,
            persist_state="session",
            placeholder=_("Address, tag, post, note or name"),
        )
        archived = st.toggle(_("Archived links as well"), key=ARCHIVED, persist_state="session")
        download.button(links_table(saved), "links", key="links_csv")
    found = [k for k in matching(saved, wanted or "") if archived or k.archived_at is None][::-1]
    _count(found, len(saved))
    shown_all = len(found) <= SHOWN or st.session_state.get(ALL, False)
    for link in found if shown_all else found[:SHOWN]:
        _card(link)
    if not shown_all:
        st.toggle(_n("Show {n} link", "Show all {n} links", n=len(found)), key=ALL)


def _count(found: list[Link], total: int) -> None:
    bare = sum(not link.draft.post for link in found)
    text = _n(
        "{n} link out of {all}; {bare} without a post.",
        "{n} links out of {all}; {bare} without a post.",
        n=len(found),
        all=total,
        bare=bare,
    )
    st.caption(text)


def _card(link: Link) -> None:
    tags = [value for value in link.draft.tags.traced if value]
    away = " · " + _("archived") if link.archived_at is not None else ""
    title = f"**{plain(' / '.join(tags) or link.draft.destination)}**{_place(link)}{away}"
    opened = st.expander(title, key=f"link_card_{link.id}", on_change="rerun")
    # The posts that may hold a link are looked up only for a card that somebody opens.
    if not opened.open:
        return
    with opened:
        st.code(link.draft.url, language=None, wrap_lines=True)
        st.caption(plain(_history(link)))
        if link.draft.post:
            st.markdown(_("Post: {post}", post=plain(link.draft.post)))
        else:
            _suggested(link)
        _actions(link)
        result.qr(link.draft.url, str(link.id))


def _place(link: Link) -> str:
    [network] = stated_network([link.draft])
    return "" if network is None else " · " + plain(network_label(network))


def _history(link: Link) -> str:
    parts = [
        _("saved on {day}", day=shown.day(zone.local(link.saved_at), language())),
        link.saved_by,
    ]
    if link.changed_at is not None:
        day = shown.day(zone.local(link.changed_at), language())
        parts += [_("changed on {day}", day=day), link.changed_by]
    if link.archived_at is not None:
        day = shown.day(zone.local(link.archived_at), language())
        parts += [_("archived on {day}", day=day), link.archived_by]
    return " · ".join(part for part in (*parts, link.draft.note) if part)


def _actions(link: Link) -> None:
    with st.container(horizontal=True):
        st.button(
            _c("button", "Change"), key=f"link_edit_{link.id}", icon=":material/edit:",
            on_click=draft_state.edit, args=(link,),
        )  # fmt: skip
        if link.archived_at is None:
            st.button(
                _("Archive"), key=f"link_archive_{link.id}", icon=":material/archive:",
                on_click=_archive, args=(link.id,),
            )  # fmt: skip
        else:
            st.button(
                _("Use again"), key=f"link_restore_{link.id}", icon=":material/unarchive:",
                on_click=_restore, args=(link.id,),
            )  # fmt: skip


def _archive(link_id: int) -> None:
    by = st.session_state.get(draft_state.key("by")) or ""
    archive_link(state.store(), link_id, state.who(by))


def _restore(link_id: int) -> None:
    restore_link(state.store(), link_id, state.who())


def _suggested(link: Link) -> None:
    """Imported posts that may have the link, for the user to choose one."""
    day = zone.local(link.saved_at).date()
    posts = cache.remember("suggest", (link.draft, day), lambda f: suggest(f, link.draft, day))
    candidates = {(row["network"], row["post_id"]): row for row in posts.to_dicts()}
    if not candidates:
        st.caption(
            _("Its post is not known yet. Add it when the post is out, or import the posts.")
        )
        return
    labels = {post: _post(row) for post, row in candidates.items()}
    one, two = st.columns([4, 1], vertical_alignment="bottom")
    chosen = one.selectbox(
        _("Which post has this link?"), list(candidates), key=f"link_post_{link.id}",
        format_func=named(labels, labels.__getitem__),
    )  # fmt: skip
    if two.button(_("It is this one"), key=f"link_join_{link.id}"):
        draft = replace(link.draft, network=chosen[0], post=chosen[1])
        edit_link(state.store(), link.id, draft, state.who())
        st.rerun()


def _post(row: dict[str, object]) -> str:
    why = _("holds this link") if row["why"] == "link" else _("published on that day")
    text = brief(str(row["text"] or ""), _TEXT) or str(row["post_id"])
    day = shown.plain(row["published_on"], language())  # type: ignore[arg-type]
    return f"{network_label(str(row['network']))} · {day} · {why} · {text}"
