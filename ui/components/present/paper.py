"""The report's web page cut into parts: its head, its sections and its foot, to read and to edit."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from markupsafe import escape

from ui.components.present.slide import body_of, framed, scoped
from ui.text import _

_CONTENTS = re.compile(r'<nav aria-label="([^"]*)">.*?</nav>', re.DOTALL)
_SECTION = re.compile(r'<section id="([^"]*)"( class="appendix")?>\n.*?</section>', re.DOTALL)
_HEADING = re.compile(r"<h2>.*?</h2>")
_APPENDIX_TITLE = re.compile(r"<h2>(<small>.*?</small>) (.*)</h2>")
_HEADLINE = re.compile(r"<h1>(.*?)</h1>")
_SAY = re.compile(r'<span data-say="([^"]*)"([^>]*)>(.*?)</span>')
_NO_CLASS = re.compile(r"[^a-zA-Z0-9_-]")
_STEP = re.compile(r'data-log="([^"]*)"></td>')


@dataclass(frozen=True, slots=True)
class Paper:
    """Parts of a report as HTML: its styles and head, each section by its id, and the foot."""

    head: str
    sections: Mapping[str, str]
    foot: str


def paper(page: str, ask: str = "", *, edits: bool = False) -> Paper:
    """The report to read, contents and appendices folded; ``ask`` is HTML below the headline."""
    body = body_of(page)
    headline = _HEADLINE.search(body)
    title = _plain(headline[1]) if headline else ""
    found = [(part[1], _section(part, title, edits=edits)) for part in _SECTION.finditer(body)]
    head, foot = body[: body.index("<main>")], body[body.index("</main>") + len("</main>") :]
    head = _CONTENTS.sub(lambda nav: _folded("contents", nav[1], nav[0]), head, count=1)
    head = head.replace("</header>", f"{ask}</header>", 1)
    # The decision is at the top already.
    name = "paper asked" if ask else "paper"
    return Paper(
        scoped(page, "paper") + framed(page, head, name),
        {name_: framed(page, section, name) for name_, section in found},
        framed(page, foot, name),
    )


def _section(part: re.Match[str], headline: str, *, edits: bool) -> str:
    section = part[0]
    heading = _HEADING.search(section)
    if heading is None:
        return section
    if part[2]:
        # A link of the contents opens the appendix that it leads to.
        if not edits:
            return _folded("further", heading[0], section.replace(heading[0], "", 1))
        # A summary is a button, so the title to edit is in the open appendix, and read there alone.
        folded = r'<h2>\1 <span class="folded">\2</span></h2>'
        summary = _APPENDIX_TITLE.sub(folded, _plain(heading[0]))
        title = _APPENDIX_TITLE.sub(r"<h3>\2</h3>", heading[0])
        return _folded("further", summary, section.replace(heading[0], title, 1))
    if _plain(heading[0]) == f"<h2>{headline}</h2>":
        # The first section mostly has the same title: it is read once.
        return section.replace(heading[0], f'<h2 class="unseen">{headline}</h2>', 1)
    return section


def _plain(html: str) -> str:
    return _SAY.sub(lambda found: found[3], html)


def _folded(name: str, summary: str, content: str) -> str:
    return f'<details class="{name}"><summary>{summary}</summary>{content}</details>'


def editable(html: str, written: Collection[str]) -> str:
    """The sentences of a part as buttons that start to write; those in ``written`` are marked."""

    def button(found: re.Match[str]) -> str:
        name, further, text = found.groups()
        is_written = name in written
        help_ = _("Edited. Delete the text to restore the original.") if is_written else _("Edit")
        mark = f' <small class="written">{escape(_("edited"))}</small>' if is_written else ""
        flag = " data-written" if is_written else ""
        return (
            f'<span data-say="{name}"{further}{flag} role="button" tabindex="0" '
            f'title="{escape(help_)}">{text}</span>{mark}'
        )

    return _SAY.sub(button, html)


def _button(key: str, label: str) -> str:
    """A button of the report that presses the button ``key`` of the page."""
    # Streamlit names the class of a key so.
    place = _NO_CLASS.sub("-", key)
    return f'<button type="button" data-press="{place}">{escape(label)}</button>'


def loggable(html: str, logged: Mapping[str, str]) -> str:
    """The steps of a part with a button that logs each, or with what ``logged`` says of it."""

    def cell(found: re.Match[str]) -> str:
        name = found[1]
        if name in logged:
            edit = _button(f"present_logged_{name}", _("Edit decision"))
            return f'class="logged">{escape(logged[name])} {edit}</td>'
        return f'class="logged">{_button(f"present_log_{name}", _("Log this decision"))}</td>'

    head = f'><span class="unseen">{escape(_("Decision log"))}</span></th>'
    return _STEP.sub(cell, html.replace(" data-log-head></th>", head))
