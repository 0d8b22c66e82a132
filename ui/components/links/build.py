"""Campaign link builder: the answer, the form with its issues, and the preview."""

from __future__ import annotations

from datetime import date

import streamlit as st

from data.links.validate import ValidationResult, validate_link
from data.links.validation_context import ValidationContext
from data.values.link import Draft
from data.values.tags import Tags
from ui import faults
from ui.components import answer
from ui.components.links import draft_state, edited, preview, save, sections, traffic
from ui.components.links.draft_state import key
from ui.components.links.sections import part_label
from ui.components.sources.import_issues import plain
from ui.filters import channel_label
from ui.text import _, _n

FIELDS = "link_fields"
_MOST = 100  # values offered in a list


@st.fragment  # typing reruns the builder only, not the page
@faults.guarded
def builder() -> None:
    """The form on the left; the link, its QR code and the save form on the right."""
    known = sections.known()
    head = st.container()  # the answer is known once the form was read
    sections.message()
    left, right = st.columns([1.35, 1], gap="large")
    link = edited.link()
    with left:
        st.header(_("Edit link {n}", n=link.id) if link else _("Create a link"), anchor=False)
        if link:
            edited.actions(link)
        draft = _parts(known)
        [found] = validate_link([draft], known, link_id=link.id if link else None)
        preview.cautions(found)
    with head:
        answer.title(*_answer(found))
    with right:
        st.header(_("Preview"), anchor=False)
        with st.container(border=True):
            preview.draw(found, ruled=bool(known.rules))
            save.popover(draft, link.id if link else None, usable=bool(found.url) and found.usable)


def _answer(found: ValidationResult) -> tuple[str, ...]:
    """The heading, and below it what the saved links brought."""
    heading, *notes = traffic.summary()
    draft = found.draft
    if not draft.destination and not any(draft.tags.traced):
        return heading, *notes
    note = f"{heading}. {' '.join(notes)}".strip()
    if found.channel is None:
        return _("This link needs a source and a medium"), note
    channel = channel_label(found.channel)
    faults_shown = len(preview.visible(found))
    if not draft.destination:
        return _("This link would count as {channel}; add its destination", channel=channel), note
    if faults_shown:
        heading = _n(
            "This link would count as {channel}; {n} thing to fix",
            "This link would count as {channel}; {n} things to fix",
            n=faults_shown, channel=channel,
        )  # fmt: skip
        return heading, note
    return _("This link is ready; it counts as {channel}", channel=channel), note


def _parts(known: ValidationContext) -> Draft:
    destination = _text("destination", _("Destination"), "https://www.example.com/page")
    one, two = st.columns(2)
    with one:
        source = _choice("source", known)
    with two:
        medium = _choice("medium", known)
    three, four = st.columns(2)
    with three:
        _template("campaign", known)
        campaign = _text("campaign", part_label("campaign"))
    with four:
        _template("content", known)
        content = _text("content", part_label("content"), placeholder="post-1")
    with st.expander(_("More UTM tags"), key="link_more"):
        term = _text("term", part_label("term"))
        number = _text("id", part_label("id"))
        own = st.checkbox(
            _("This link will be on your own site"), key=key("own_site"), persist_state="session"
        )
    tags = Tags(source, medium, campaign, content, term, number)
    return Draft(destination, tags, on_own_site=own)


def _text(part: str, label: str, placeholder: str = "") -> str:
    written = st.text_input(
        label, key=key(part), placeholder=placeholder, live=True, persist_state="session",
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
        st.session_state[draft_state.key(part)] = made
