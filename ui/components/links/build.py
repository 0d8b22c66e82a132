"""Campaign link builder: form for the UTM tags, filled in by the naming convention."""

from __future__ import annotations

from datetime import date

import streamlit as st

from data.links.validation_context import ValidationContext
from data.values.link import Draft
from data.values.tags import Tags
from ui import faults
from ui.components.links import result, save, sections
from ui.components.links.draft_state import EDITED, clear, key
from ui.components.links.sections import part_label
from ui.components.sources.import_issues import plain
from ui.text import _

FIELDS = "link_fields"
_MOST = 100  # values offered in a list


@st.fragment  # typing reruns the builder only, not the page
@faults.guarded
def builder() -> None:
    """The form on the left; the link, its warnings and the save form on the right."""
    known = sections.known()
    link_id = st.session_state.get(EDITED)
    if link_id is not None:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(_("You are changing link {n}.", n=link_id))
            st.button(_("Begin a new one"), on_click=clear, key="link_new", icon=":material/add:")
    left, right = st.columns([1, 1], gap="large")
    with left:
        draft = _parts(known)
    with right:
        usable = result.preview(draft, known, link_id)
        save.form(draft, link_id, usable=usable)


def _parts(known: ValidationContext) -> Draft:
    destination = _text("destination", _("Where it leads"), "https://www.example.com/page")
    one, two = st.columns(2)
    with one:
        source = _choice("source", known)
    with two:
        medium = _choice("medium", known)
    _template("campaign", known)
    campaign = _text("campaign", part_label("campaign"))
    _template("content", known)
    content = _text(
        "content", part_label("content"), help_=_("What tells one post or banner from another.")
    )
    with st.expander(_("More tags"), key="link_more"):
        term = _text("term", part_label("term"))
        number = _text("id", part_label("id"))
    own = st.checkbox(
        _("The link will stand on my own site"), key=key("own_site"), persist_state="session"
    )
    tags = Tags(source, medium, campaign, content, term, number)
    return Draft(destination, tags, on_own_site=own)


def _text(part: str, label: str, placeholder: str = "", help_: str | None = None) -> str:
    written = st.text_input(
        label, key=key(part), placeholder=placeholder, help=help_, live=True,
        persist_state="session",
    )  # fmt: skip
    return (written or "").strip()


def _choice(part: str, known: ValidationContext) -> str:
    used = (known.used or {}).get(part)
    offered = known.convention.allowed(part) or tuple(used.rank if used else ())[:_MOST]
    now = st.session_state.get(key(part))
    options = tuple(dict.fromkeys((*offered, *([now] if now else []))))
    chosen = st.selectbox(
        part_label(part), options, index=None, key=key(part), accept_new_options=True,
        placeholder=_("Choose or write"), persist_state="session",
    )  # fmt: skip
    return (chosen or "").strip()


def _template(part: str, known: ValidationContext) -> None:
    """A text input per field of the template; together they fill in the tag below."""
    template = known.convention.template(part)
    if template is None:
        return
    st.caption(_("Written as {template}", template=plain(template.text)))
    names = template.fields
    for name, place in zip(names, st.columns(max(len(names), 1)), strict=False):
        place.text_input(
            name, key=f"{FIELDS}_{part}_{name}", on_change=_write, args=(part, known),
            persist_state="session",
        )  # fmt: skip


def _write(part: str, known: ValidationContext) -> None:
    template = known.convention.template(part)
    if template is None:
        return
    written = {
        name: st.session_state.get(f"{FIELDS}_{part}_{name}", "") for name in template.fields
    }
    words = {name: known.convention.word(value) for name, value in written.items()}
    made = template.filled(words, date.today())  # noqa: DTZ011  # the writer's calendar day
    if made:
        st.session_state[key(part)] = made
