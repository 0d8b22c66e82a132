"""Saved links and what they brought: search, a row per link that opens it in the builder."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
import streamlit as st

from data.links.render import links_table, matching
from data.links.traffic import LinkTraffic
from data.links.validate import validate_link
from data.values.link import Draft, Link
from i18n import format as shown
from ui import cache, state
from ui.components import download, grid
from ui.components.grid import GridColumn
from ui.components.links import draft_state, sections, traffic
from ui.filters import channel_label
from ui.text import _, _n, language

_TURN = "links_turn"
_ADDED = ("sessions", "leads", "revenue", "match", "first_seen", "last_seen")


def table() -> None:
    """The heading, search and download, then the links."""
    saved = state.store().state.links.all()
    st.header(_("Links and what they brought"), anchor=False)
    if not saved:
        st.caption(_("Saved links appear here with the sessions and leads that they bring."))
        return
    found = traffic.found()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        wanted = st.text_input(
            _("Find a link"), key="links_search", type="search", live=True,
            persist_state="session", placeholder=_("Address, UTM tag, post, note or name"),
        )  # fmt: skip
        archived = st.toggle(_("Show archived links"), key="links_archived", persist_state="session")  # fmt: skip
        brought = found.links.select(pl.col("link_id").alias("id"), *_ADDED)
        download.button(links_table(saved).join(brought, on="id", how="left"), "links", key="links_csv")  # fmt: skip
    chosen = [k for k in matching(saved, wanted or "") if archived or k.archived_at is None]
    if not chosen:
        st.caption(_("Nothing matches."))
        return
    _rows(_ranked(chosen, found), found)
    _count(chosen, len(saved))


def _ranked(links: Sequence[Link], found: LinkTraffic) -> list[Link]:
    """The links with most sessions first, then the newest."""
    order = dict(found.links.select("link_id", pl.coalesce("sessions", 0)).iter_rows())
    return sorted(links, key=lambda one: (-order.get(one.id, 0), -one.id))


def _count(links: Sequence[Link], total: int) -> None:
    bare = sum(not link.draft.post for link in links)
    st.caption(
        _n(
            "{n} link of {all}, {bare} without a post. A click on a row opens the link above.",
            "{n} links of {all}, {bare} without a post. A click on a row opens the link above.",
            n=len(links), all=total, bare=bare,
        )
    )  # fmt: skip


def _rows(links: Sequence[Link], found: LinkTraffic) -> None:
    ids = pl.DataFrame({"link_id": [one.id for one in links]})
    joined = ids.join(found.links, on="link_id", how="left", maintain_order="left")
    now = language()

    def days(name: str) -> list[str]:
        return [shown.MISSING if day is None else shown.day(day, now) for day in joined[name]]

    values: dict[str, pl.Series | list[str]] = {
        "link": [_name(one) for one in links],
        "source": [one.draft.tags.source or shown.MISSING for one in links],
        "channel": _channels(tuple(one.draft for one in links)),
        "sessions": joined["sessions"],
        "leads": joined["leads"],
        "first_seen": days("first_seen"),
        "last_seen": days("last_seen"),
        "match": [traffic.match_label(one) for one in joined["match"].fill_null("none")],
    }
    if joined["revenue"].count():
        values["revenue"] = joined["revenue"].cast(pl.Int64)
    columns = [one for one in _columns(joined, found.currency) if one.id in values]
    rows = pl.DataFrame({one.id: values[one.id] for one in columns})
    st.session_state.setdefault(_TURN, 0)
    grid.draw_clickable(
        rows, columns, lambda place: _open(links[place]),
        key=f"link_rows_{st.session_state[_TURN]}", alt=_("Saved links and what they brought"), height="auto",
    )  # fmt: skip


def _open(link: Link) -> None:
    # A new key empties the selection: the same row can be opened again.
    st.session_state[_TURN] += 1
    draft_state.edit(link)


def _name(link: Link) -> str:
    tags = link.draft.tags
    name = " · ".join(part for part in (tags.campaign, tags.content) if part)
    name = name or link.draft.destination
    return name if link.archived_at is None else _("{link} (archived)", link=name)


def _channels(drafts: tuple[Draft, ...]) -> list[str]:
    known = sections.known()
    found = cache.remember(
        "link channels", (drafts, known.convention), lambda _facts: validate_link(drafts, known)
    )
    return [shown.MISSING if one.channel is None else channel_label(one.channel) for one in found]


def _columns(rows: pl.DataFrame, currency: str | None) -> list[GridColumn]:
    most = max(rows["sessions"].drop_nulls().to_list(), default=0)
    bar = st.column_config.ProgressColumn(
        format="%d", min_value=0, max_value=max(most, 1), width="small"
    )  # fmt: skip
    wide = st.column_config.TextColumn(width="medium")
    return [
        GridColumn("link", _("Link"), _("Campaign and UTM content of the link."), config=wide),
        GridColumn("source", _("Source"), _("Its utm_source.")),
        GridColumn("channel", _("Channel"), _("The channel in which its sessions count.")),
        GridColumn("sessions", _("Sessions"), _("Sessions with the UTM tags of the link."), config=bar),
        GridColumn("leads", _("Leads"), _("Leads with the UTM tags of the link."), is_number=True),
        GridColumn("revenue", traffic.heading("revenue", currency), _("Amount of won deals of these leads."), is_number=True),
        GridColumn("first_seen", _("First seen"), _("The first day with its UTM tags."), is_number=True),
        GridColumn("last_seen", _("Last seen"), _("The last day with its UTM tags."), is_number=True),
        GridColumn("match", _("Match"), _("Exact where all UTM tags agree and no other link has the same.")),
    ]  # fmt: skip
