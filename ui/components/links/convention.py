"""Naming convention editor, with JSON download and upload."""

from __future__ import annotations

import json

import streamlit as st

from changes.links import set_convention
from data.base.json_values import from_json, to_json
from data.links.convention import SETTING, Convention, ConventionError, convention_of
from data.values.tags import PARTS
from ui import state
from ui.components.links import sections
from ui.components.links.sections import part_label
from ui.text import _, named

_TEMPLATED = ("campaign", "content")
_SEPARATORS = ("-", "_", ".", "")


def convention() -> None:
    """The editor of the convention, and its download and upload as a file."""
    now = sections.known().convention
    if state.store().state.settings.read(SETTING, convention_of, None) is None:
        st.info(
            _("This convention is proposed from the UTM tags in use. Edit it and save it."),
            icon=":material/lightbulb:",
        )
    _editor(now)
    _share(now)


def _editor(now: Convention) -> None:
    with st.form("link_convention"):
        sources = _values(_("Allowed sources"), now.sources, "sources")
        mediums = _values(_("Allowed mediums"), now.mediums, "mediums")
        one, two = st.columns(2)
        lower = one.toggle(_("Lowercase only"), now.lower)
        separator = two.selectbox(
            _("Between words"), _SEPARATORS, _SEPARATORS.index(now.separator),
            format_func=named(_SEPARATORS, _separator_label),
        )  # fmt: skip
        required = st.multiselect(
            _("Required UTM tags"), PARTS, now.required,
            format_func=named(PARTS, part_label), select_all=False, placeholder=_("None"),
        )  # fmt: skip
        written = {part: _template(part, now) for part in _TEMPLATED}
        st.caption(
            _(
                "A template is text with fields in braces; {fields} fill themselves.",
                fields="{year}, {month}, {day}, {quarter}",
            )
        )
        if st.form_submit_button(_("Save convention"), type="primary"):
            # A convention from a file may have templates of other tags: not in the form, but they
            # stay.
            rest = {part: text for part, text in now.templates if part not in _TEMPLATED}
            templates = rest | {
                part: text.strip() for part, text in written.items() if text.strip()
            }
            value = {"sources": sources, "mediums": mediums, "lower": lower, "separator": separator,
                     "required": required, "templates": templates}  # fmt: skip
            _save(value)


def _values(label: str, values: tuple[str, ...], key: str) -> list[str]:
    chosen: list[str] = st.multiselect(
        label, values, values, key=f"convention_{key}", accept_new_options=True, select_all=False,
        placeholder=_("Any"),
    )  # fmt: skip
    return chosen


def _separator_label(separator: str) -> str:
    return {
        "-": _("hyphen: spring-sale"),
        "_": _("underscore: spring_sale"),
        ".": _("dot: spring.sale"),
        "": _("anything"),
    }[separator]


def _template(part: str, now: Convention) -> str:
    label = _("Template of {tag}", tag=part_label(part))
    return st.text_input(
        label, dict(now.templates).get(part, ""), placeholder="{year}-{month}_{product}_{audience}"
    )


def _save(value: object) -> None:
    try:
        read = from_json(Convention, value)
    except ConventionError:
        st.error(
            _("A template cannot be used: write every field in braces, each once, such as {example}.",
              example="{year}_{product}"),
            icon=":material/error:",
        )  # fmt: skip
        return
    set_convention(state.store(), read, state.who())
    st.session_state[sections.SAVED] = _("The naming convention is saved.")
    st.rerun()


def _share(now: Convention) -> None:
    with st.expander(_("Share the convention as a file"), key="convention_share"):
        written = json.dumps(to_json(now), ensure_ascii=False, indent=2)
        st.download_button(
            _("Download convention"), written, "naming-convention.json", "application/json",
            icon=":material/download:", key="convention_json", on_click="ignore",
        )  # fmt: skip
        given = st.file_uploader(_("Convention file"), type="json", key="convention_file")
        if given is not None and st.button(_("Import convention"), key="convention_use"):
            _take(given.getvalue())


def _take(content: bytes) -> None:
    try:
        value = json.loads(content)
        from_json(Convention, value)
    except (ConventionError, ValueError):
        st.error(
            _(
                "This file has no naming convention of Utmost. Choose a file that was downloaded here."
            )
        )
        return
    _save(value)
