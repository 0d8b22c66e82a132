"""Report preview: built once per request, shown as its web page inside the page, part by part."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any

import streamlit as st
from markupsafe import escape

from data.imports.upload import present_day
from data.store.reports import Snapshot
from report.build import build, chosen
from report.document.edits import edited, edited_sentence
from report.document.model import Report, Request, Text
from report.evidence.context import ReportContext
from report.formats import formats, html
from report.wording import render
from ui import cache, state
from ui.components.present import log_step, paper, sections, sentences

PAGE = "html"


@dataclass(frozen=True, slots=True)
class Shown:
    """A report with its cache key; ``snapshot`` if it is a saved snapshot."""

    report: Report
    key: tuple[Any, ...]
    snapshot: Snapshot | None = None


def prepared(request: Request) -> Shown:
    """The report of a request, with the user's choice of sections and edited sentences."""
    ground = ReportContext.of(state.store(), cache.facts())
    key = (request, _entered(ground))
    return Shown(arranged(whole(request, ground), request, ground), key)


def whole(request: Request, ground: ReportContext | None = None) -> Report:
    """The report with every section for this audience and the generated sentences.

    Cached without the user's edits, so that an edit does not build the report again.
    """
    ground = ground or ReportContext.of(state.store(), cache.facts())
    plain = replace(request, title="", dropped=(), order=(), written={})
    asked = (plain, _entered(ground))
    return cache.remember("report", asked, lambda _facts: build(ground, plain, now=_now()))


def _now() -> datetime:
    return datetime.now(UTC)


def _entered(ground: ReportContext) -> tuple[Any, ...]:
    """What a report depends on besides the facts, for its cache key: the day is printed on it."""
    apart = {"facts", "version"}
    entered = (getattr(ground, f.name) for f in fields(ground) if f.name not in apart)
    return (present_day(), *entered)


def arranged(made: Report, request: Request, ground: ReportContext) -> Report:
    """The report that ``build`` returns for ``request``, made from the one with all sections."""
    written = request.written.get(request.language, {})
    known = {section.id: section for section in made.sections}
    sections = [known[kind.id] for kind in chosen(request) if kind.id in known]
    return replace(
        made,
        request=request,
        headline=edited_sentence(made.headline, written),
        sections=tuple(edited(section, written) for section in sections),
        brand=ground.brand,
    )


def dark() -> bool:
    """Whether the application is in dark mode."""
    return st.context.theme.type == "dark"


def page(shown: Shown, part: tuple[Any, ...] = (), *, edits: bool = False) -> str:
    """The report's HTML in light or dark mode like the application; ``part`` names a part of it.

    With ``edits`` the sentences that can be replaced have their ids.
    """
    asked = (shown.key, part, edits)
    made = cache.remember("report page", asked, lambda _facts: _written(shown.report, edits=edits))
    return in_theme(made, dark=dark())


def _written(report: Report, *, edits: bool) -> str:
    return html.editable(report) if edits else formats()[PAGE].write(report).decode()


def in_theme(page: str, *, dark: bool) -> str:
    """The page in one colour scheme, whatever the system prefers."""
    scheme = "dark" if dark else "light"
    page = page.replace('content="light dark"', f'content="{scheme}"')
    return page.replace("(prefers-color-scheme: dark)", "all" if dark else "not all")


def read(shown: Shown) -> None:
    """The report in the width of the page: the answer and the decision that it asks for come first."""
    parts = paper.paper(page(shown), _ask(shown.report))
    with st.container(key="present_paper", gap=None):
        for part in (parts.head, *parts.sections.values(), parts.foot):
            st.html(part)


def edit(shown: Shown, made: Report) -> None:
    """The same report, edited where it is read; ``made`` has the generated sentences."""
    request, report = shown.report.request, shown.report
    texts, answered = sentences.written(request), log_step.answers(report)
    parts = paper.paper(page(shown, edits=True), _ask(report, edits=True), edits=True)
    logged = {name: log_step.words(stored) for name, stored in answered.items()}
    sentences.receive(made)
    log_step.buttons(report, answered)
    with st.container(key="present_paper", gap=None):
        st.html(paper.editable(parts.head, texts))
        for name, part in parts.sections.items():
            with st.container(key=f"present_section_{name}", gap=None):
                sections.tools(request, name, tuple(parts.sections))
                st.html(paper.loggable(paper.editable(part, texts), logged))
        st.html(parts.foot)
    sections.rest(request, made)


def _ask(report: Report, *, edits: bool = False) -> str:
    """The ask as HTML; empty where the report asks for no decision."""
    blocks = [b for section in report.pages for b in section.blocks if isinstance(b, Text)]
    asks = [one for block in blocks if block.lead and block.aside for one in block.sentences]
    if not asks:
        return ""
    said = escape(render.sentence(asks[0], report.request.language))
    text = f'<span data-say="{escape(asks[0].id)}">{said}</span>' if edits else said
    return f'<p class="ask">{text}</p>'
