"""Column mapping form for a file of no known source, with a preview of its rows."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from changes.imports import discard
from data.base.issue import Question
from data.imports import FileResult
from data.sources.kit.parse_result import ParseResult
from data.sources.mapping.propose import mentioned
from data.sources.mapping.questions import ACCEPT, COMPANY
from data.tables.company_clock import on_company_clock
from data.tables.schema import CONVERSIONS, TABLES
from data.values.column_mapping import IGNORE, STATUS
from data.values.zone import zones
from ui import state, zone
from ui.components.sources import drop, facts_table, import_issues
from ui.components.sources.turns import answer_in_turn, preview_in_turn
from ui.text import _, _n, show

COLUMN = "column."
PREVIEWED = 50  # rows


def asks_for_mapping(result: FileResult) -> bool:
    """Whether a waiting upload needs a column mapping."""
    return any(question.key == "mapping" for question in result.summary.questions)


def screen(result: FileResult) -> None:
    """The mapping form of an upload; its result replaces the upload in the list of the session."""
    key = f"map_{result.sha256[:12]}"
    with st.container(key=key):
        st.caption(
            _(
                "Say once what the columns are. The next file with these columns is read the same way."
            )
        )
        answers = _whole(result, key)
        # The order matters: the table decides what columns can be, and both what else is asked.
        answers |= _columns(preview_in_turn(result, answers), key)
        loaded = preview_in_turn(result, answers | {"mapping": ACCEPT})
        answers |= _rest(loaded, key)
        if loaded.questions:
            loaded = preview_in_turn(result, answers | {"mapping": ACCEPT})
        _rows(loaded, key)
        _buttons(result, answers, loaded)


def _whole(result: FileResult, key: str) -> dict[str, str]:
    """The controls of the whole file: table, network, time zone and name."""
    asked = {question.key: question for question in result.summary.questions}
    tables = {choice: show(label) for choice, label in asked["table"].choices}
    what, where, called = st.columns(3)
    given = {
        "table": what.selectbox(
            show(asked["table"].prompt),
            list(tables),
            list(tables).index(asked["table"].guess or ""),
            format_func=tables.__getitem__,
            key=f"{key}_table",
        )
    }
    asks = preview_in_turn(result, given)
    if (place := _asked(asks, "network")) is not None:
        with where:
            given["network"] = _place(place, key)
    if (times := _asked(asks, "zone")) is not None:
        given["zone"] = st.selectbox(
            import_issues.plain(show(times.prompt)),
            [COMPANY, *zones()],
            format_func=clock_label,
            key=f"{key}_zone",
        )
    given["name"] = called.text_input(
        _("What is this export called?"), asked["name"].guess or "", key=f"{key}_name"
    )
    return {name: value for name, value in given.items() if value}


def clock_label(name: str) -> str:
    """The label of a time zone of a mapping; the company's own has no name there."""
    if name in {COMPANY, ""}:
        return _("That of the company ({zone})", zone=zone.current())
    return name


def _asked(loaded: ParseResult, key: str) -> Question | None:
    return next((question for question in loaded.questions if question.key == key), None)


def _place(question: Question, key: str) -> str:
    known = [network.id for network in mentioned()]
    networks = list(dict.fromkeys([*filter(None, [question.guess]), *known]))
    chosen = st.selectbox(
        import_issues.plain(show(question.prompt)),
        networks,
        0 if question.guess else None,
        key=f"{key}_network",
        accept_new_options=True,
        placeholder=_("Choose one or type it"),
    )
    return (chosen or "").strip().lower()


def _columns(loaded: ParseResult, key: str) -> dict[str, str]:
    """A choice for each column, next to its name and a few of its values."""
    given: dict[str, str] = {}
    table = loaded.mapping.table if loaded.mapping else ""
    for question in loaded.questions:
        if not question.key.startswith(COLUMN):
            continue
        column = dict(question.prompt.values)
        ids = [choice for choice, _label in question.choices]
        values = import_issues.plain(str(column.get("values") or column["examples"]))
        name = import_issues.plain(str(column["name"]))
        left, right = st.columns([2, 1], vertical_alignment="center")
        left.markdown(f"**{name}**  \n:small[{values}]")
        given[question.key] = right.selectbox(
            _("What “{name}” is", name=name), ids, ids.index(question.guess or IGNORE),
            format_func=partial(label, table), key=f"{key}_{table}_{question.key}",
            label_visibility="collapsed",
        )  # fmt: skip
    return given


def label(table: str, to: str) -> str:
    """The label of a mapping target of ``table``, in the session's language."""
    if (table, to) == (CONVERSIONS.name, "value"):
        return _("value")
    helpers = {
        IGNORE: _("not used"),
        "_email": _("e-mail (hidden)"),
        "_phone": _("phone (hidden)"),
        "_name": _("name (hidden)"),
        "_first_name": _("first name (hidden)"),
        "_last_name": _("last name (hidden)"),
        STATUS: _("status (unpaid rows are skipped)"),
        "_source_medium": _("source / medium"),
        "_week": _("week"),
        "_iso_week": _("ISO week"),
        "_month": _("month"),
        "_quarter": _("quarter"),
        "_year": _("year"),
    }
    return helpers.get(to) or facts_table.label(to)


def _rest(loaded: ParseResult, key: str) -> dict[str, str]:
    """Questions that the values leave open, such as the order of day and month."""
    given: dict[str, str] = {}
    for question in loaded.questions:
        if question.key in {"network", "table", "name", "mapping", "zone"}:
            continue
        prompt = import_issues.plain(show(question.prompt))
        if question.choices:
            labels = {choice: show(text) for choice, text in question.choices}
            at = list(labels).index(question.guess) if question.guess in labels else None
            value = st.radio(
                prompt, list(labels), at, format_func=labels.__getitem__, horizontal=True,
                key=f"{key}_{question.key}",
            )  # fmt: skip
        else:
            value = st.text_input(prompt, question.guess or "", key=f"{key}_{question.key}")
        given |= {question.key: value} if value else {}
    return given


def _rows(loaded: ParseResult, key: str) -> None:
    """Preview of the rows that would be imported, and the issues of the others."""
    for table, frame in loaded.tables.items():
        if frame.height:
            st.caption(
                _n(
                    "Preview of {n} row",
                    "Preview: the first of {n} rows",
                    n=frame.height,
                )
            )
            shown_rows = on_company_clock(TABLES[table], frame.lazy(), zone.current())
            visible = shown_rows.collect().drop(
                "import_id", "source_sheet", "person_key", "user_key", "property", "report",
                strict=False,
            )  # fmt: skip
            alt = _("Rows that this mapping gives")
            facts_table.draw(visible.head(PREVIEWED), key=f"{key}_rows_{table}", alt=alt)
    for left_out in loaded.excluded:
        st.markdown(
            f":material/remove: {left_out.count} × {import_issues.plain(show(left_out.what))}"
        )
    import_issues.issues(loaded.issues)


def _buttons(result: FileResult, answers: Mapping[str, str], loaded: ParseResult) -> None:
    some = any(frame.height for frame in loaded.tables.values())
    with st.container(horizontal=True):
        go = st.button(
            _("Import"), type="primary", key=f"map_go_{result.sha256[:12]}",
            disabled=bool(loaded.questions) or not some,
        )  # fmt: skip
        skip = st.button(_("Skip"), key=f"map_skip_{result.sha256[:12]}", type="tertiary")
    if loaded.questions:
        st.caption(_("Answer what is still open to import the file."))
    if skip:
        discard(state.store(), result.sha256, state.who())
        drop.remove(result.sha256)
        st.rerun()
    if go:
        given = {**answers, "mapping": ACCEPT}
        done = answer_in_turn(result, given)
        drop.update([done])
        st.rerun()
