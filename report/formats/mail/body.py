"""The body of the e-mail: verdict, reasons, decision and next steps, as text and as HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from i18n.message import Message, msg
from report.document import colours
from report.document.model import Actions, Report, Section, Sentence, StoryPart, Text
from report.formats.mail.subject import answer_of, ask_of
from report.wording import phrases, render
from report.wording.currency_note import currency_note

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True, slots=True)
class MailSentence:
    """A sentence and the word in front of it (What, Why, Do), which may be empty."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class MailSteps:
    """Next steps as a table; ``rows`` have a cell for each of ``head``."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MailBody:
    """What the e-mail says. ``titles`` are those of the sections, where no answer is in it."""

    language: str
    accent: str
    about: str
    demo: str
    headline: str
    sentences: tuple[MailSentence, ...]
    ask: str
    steps: tuple[MailSteps, ...]
    titles: tuple[str, ...]
    closing: tuple[str, ...]


def mail_body(report: Report, file: str) -> MailBody:
    """The body of a report's e-mail; ``file`` is the name of what is attached."""
    language = report.request.language
    answer, ask = answer_of(report), ask_of(report)
    attached = msg(
        "The report is attached ({file}). {standing}", file=file, standing=render.standing(report)
    )
    about = (render.text(report.brand.name), render.title(report), render.period(report))
    sections = [section for section in report.pages if not section.appendix]
    return MailBody(
        language,
        colours.of_text(colours.primary(report.brand)),
        " · ".join(filter(None, about)),
        render.said(phrases.DEMO, language) if report.demo else "",
        render.sentence(report.headline, language),
        () if answer is None else tuple(_sentences(answer, language)),
        "" if ask is None else render.sentence(ask, language),
        tuple(_steps(sections, language)),
        ()
        if answer is not None
        else tuple(render.sentence(section.title, language) for section in sections),
        tuple(filter(None, (currency_note(report), render.said(attached, language)))),
    )


def _sentences(answer: Section, language: str) -> Iterator[MailSentence]:
    for block in answer.blocks:
        if isinstance(block, Text) and not block.lead:
            yield from (_sentence(one, language) for one in block.sentences)


def _sentence(one: Sentence, language: str) -> MailSentence:
    """The sentence; a label in front of its only value is separate."""
    said = render.sentence(one, language)
    text = dict(one.message.values).get("text")
    if one.written or not isinstance(text, Message):
        return MailSentence("", said)
    rest = render.said(text, language)
    if not said.rstrip(".").endswith(rest.rstrip(".")):
        return MailSentence("", said)
    start = said.rindex(rest.rstrip("."))
    return MailSentence(said[:start].strip(" \u00a0\u202f"), said[start:])


def _steps(sections: list[Section], language: str) -> Iterator[MailSteps]:
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Actions) and block.items:
                head, *rows = render.actions(block, language)
                title = render.sentence(section.title, language)
                yield MailSteps(title, head, tuple(rows), _notes(section, language))


def _notes(section: Section, language: str) -> tuple[str, ...]:
    """The sentences below the steps of the decision: the day that their values are of."""
    if section.part is not StoryPart.DECISION:
        return ()
    texts = (block for block in section.blocks if isinstance(block, Text))
    return tuple(render.sentence(one, language) for block in texts for one in block.sentences)


def as_text(body: MailBody) -> str:
    """The body without markup."""
    first = " · ".join(filter(None, (body.about, body.demo)))
    blocks = [first, body.headline]
    if body.titles:
        blocks.append("\n".join(f"- {title}" for title in body.titles))
    said = "\n".join(" ".join(filter(None, (one.label, one.text))) for one in body.sentences)
    blocks += [each for each in (said, body.ask) if each]
    for steps in body.steps:
        blocks.append(steps.title)
        blocks += [_step(steps.head, row, number, body.language) for number, row in enumerate(steps.rows, 1)]  # fmt: skip
        blocks += ["\n".join(steps.notes)] if steps.notes else []
    return "\n\n".join([*blocks, *body.closing]) + "\n"


def _step(head: tuple[str, ...], row: tuple[str, ...], number: int, language: str) -> str:
    what, *further = row
    lines = [f"{number}. {what}"]
    for label, value in zip(head[1:], further, strict=True):
        lines.append("   " + render.filled(_LABELLED, language, label=label, value=value))
    return "\n".join(lines)


_LABELLED = msg("{label}: {value}")


def as_html(body: MailBody) -> str:
    """The body as HTML: inline styles alone, for mail programs drop all others."""
    page = _environment().get_template("mail.html.j2")
    return page.render(body=body, ink=colours.INK, quiet=colours.QUIET, paper=colours.PAPER, line=colours.GRID, warning=colours.WARNING)  # fmt: skip


@cache
def _environment() -> Environment:
    """Templates escape every text."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 (only here)

    return Environment(
        loader=PackageLoader("report.formats.mail", ""),
        # Texts come from files and users: everything is escaped in this one place.
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
