"""Text rendering of report values, shared by all formats.

Text from files or users is plain: control characters and marks that change the direction
of writing are taken out here, markup is each format's own to escape.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from i18n import format as shown
from i18n.message import Message
from i18n.render import render
from metrics.definitions.registry import Unit
from report.document.model import (
    Action,
    Amount,
    Block,
    Card,
    Cards,
    Cell,
    Chart,
    Provenance,
    Report,
    ReportTable,
    Sentence,
    Series,
    SeriesRole,
)
from report.wording import phrases

# Control characters and lone surrogates, which XML refuses (decks and workbooks are XML), and marks
# of direction, which would turn a line around.
_UNWRITABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]+"
)

_SPACES = re.compile(" {2,}")


def text(value: str) -> str:
    """Plain text as any format can write it: one line, no control characters."""
    return _SPACES.sub(" ", _UNWRITABLE.sub(" ", value)).strip(" ")


def said(message: Message, language: str) -> str:
    """A message in ``language``."""
    return text(render(message, language))


def sentence(value: Sentence, language: str) -> str:
    """A sentence: the user's text, otherwise the generated one."""
    return text(value.written) if value.written else said(value.message, language)


def figure(value: float | None, unit: Unit, currency: str | None, language: str) -> str:
    """A number by its unit; a dash where it is unknown."""
    return shown.format_metric(value, unit.value, currency, language)


def amount(value: Amount, language: str) -> str:
    """A number with its bounds in brackets; only the bounds where nothing else is known."""
    bounds = _bounds(value, language)
    if value.value is None:
        return bounds or shown.MISSING
    number = figure(value.value, value.unit, value.currency, language)
    return f"{number} ({bounds})" if bounds else number


def headline(value: Amount, language: str) -> tuple[str, str | None]:
    """A number and its bounds separately, for figures in large type."""
    bounds = _bounds(value, language)
    if value.value is None and bounds:
        return bounds, None
    return figure(value.value, value.unit, value.currency, language), bounds


def _bounds(value: Amount, language: str) -> str | None:
    low, high, unit = value.low, value.high, value.unit.value
    if low is not None and high is not None:
        return shown.value_range(low, high, unit, value.currency, language)
    if low is not None:
        return filled(
            phrases.AT_LEAST, language, low=figure(low, value.unit, value.currency, language)
        )
    if high is not None:
        return filled(
            phrases.AT_MOST, language, high=figure(high, value.unit, value.currency, language)
        )
    return None


def cell(value: Amount | Cell, language: str, unit: Unit | None = None) -> str:
    """A cell of a table; ``unit`` is its column's, for bare numbers."""
    match value:
        case None:
            return shown.MISSING
        case Amount():
            return amount(value, language)
        case Message():
            return said(value, language)
        case date():
            return shown.day(value, language)
        case str():
            return text(value)
        case _:
            return figure(value, unit, None, language) if unit else shown.number(value, language)


def action(value: Action, language: str) -> tuple[str, str, str]:
    """What to do, who does it and until when."""
    return (
        sentence(value.what, language),
        cell(value.owner or None, language),
        cell(value.due, language),
    )


def position(value: date | Message | str, language: str) -> str:
    """A position of a chart."""
    return cell(value, language)


def basis(value: Provenance, language: str) -> str:
    """The provenance of a figure: source · as of · n · rows."""
    parts = []
    if value.sources:
        sources = " + ".join(said(source, language) for source in value.sources)
        parts.append(filled(phrases.BASIS, language, sources=sources))
    if value.as_of:
        parts.append(filled(phrases.AS_OF, language, day=shown.day(value.as_of, language)))
    if value.n is not None:
        parts.append(f"n\u00a0=\u00a0{shown.number(value.n, language)}")
    if value.rows is not None:
        parts.append(said(phrases.COUNTED_ROWS.filled(rows=value.rows), language))
    if value.repaired and parts:
        repaired = filled(
            phrases.REPAIRED, language, repaired=shown.number(value.repaired, language)
        )
        parts[-1] += f" ({repaired})"
    return " · ".join(parts)


def filled(template: Message, language: str, **values: str) -> str:
    """A template of this module with texts in its places."""
    return said(template.filled(**values), language)


def bounds_of(label: str, language: str) -> tuple[str, str]:
    """The names of two columns that hold the bounds of a third."""
    return filled(phrases.LOW_OF, language, figure=label), filled(
        phrases.HIGH_OF, language, figure=label
    )


def reasons(values: Iterable[object], language: str) -> tuple[str, ...]:
    """Why figures among ``values`` are unknown, each reason once, as notes to the dash."""
    unique = dict.fromkeys(
        value.why.message
        for value in values
        if isinstance(value, Amount) and value.value is None and value.why
    )
    return tuple(
        filled(phrases.UNKNOWN, language, mark=shown.MISSING, reason=said(reason, language))
        for reason in unique
    )


def notes(block: Block, language: str) -> tuple[str, ...]:
    """The small print below a block: its basis, then why figures are unknown."""
    match block:
        case ReportTable():
            values = [value for row in block.rows[: block.shown] for value in row]
            return (*_known(basis(block.basis, language)), *reasons(values, language))
        case Chart():
            own = tuple(said(note, language) for note in block.notes)
            nothing = () if block.known or own else (said(phrases.NOTHING_KNOWN, language),)
            return (*own, *nothing, *_known(basis(block.basis, language)))
        case Cards():
            shared = shared_basis(block)
            amounts = [card.amount for card in block.items]
            return (*_known(basis(shared, language) if shared else ""), *reasons(amounts, language))
        case _:
            return ()


def spans(chart: Chart, language: str) -> tuple[str | None, ...]:
    """The ranges of a chart of ranges, in words, for each position; None where unknown."""
    ends: dict[SeriesRole, tuple[float | None, ...]] = {s.role: s.values for s in chart.series}
    nothing = (None,) * len(chart.positions)
    middle, low, high = (
        ends.get(r, nothing) for r in (SeriesRole.MIDDLE, SeriesRole.LOW, SeriesRole.HIGH)
    )
    texts = (
        amount(Amount(m, chart.unit, chart.currency, a, b), language)
        for m, a, b in zip(middle, low, high, strict=True)
    )
    return tuple(None if text == shown.MISSING else text for text in texts)


def moves(chart: Chart, language: str) -> tuple[str | None, ...]:
    """The labels of a waterfall chart: totals at both ends, signed changes between."""
    values = chart.series[0].values
    last = len(values) - 1
    return tuple(
        ("+" if value > 0 and 0 < index < last else "")
        + figure(value, chart.unit, chart.currency, language)
        if value is not None
        else None
        for index, value in enumerate(values)
    )


def end(series: Series, value: float, chart: Chart, language: str) -> str:
    """The label at the end of a line: its value, and its series where several lines end."""
    text = figure(value, chart.unit, chart.currency, language)
    alike = sum(each.role is SeriesRole.ACTUAL for each in chart.series) > 1
    return f"{said(series.label, language)} {text}" if alike else text


def marks(chart: Chart, language: str) -> tuple[str, ...]:
    """The annotations of a chart, numbered as they are on it."""
    return tuple(
        filled(
            phrases.MARK,
            language,
            number=str(number),
            day=shown.day(mark.day, language),
            label=cell(mark.label, language),
        )
        for number, mark in enumerate(chart.marks, 1)
    )


def _known(note: str) -> tuple[str, ...]:
    return (note,) if note else ()


def left_out(table: ReportTable, language: str) -> str | None:
    """The sentence that a table has more rows than are shown; None where it has not."""
    if len(table.rows) <= table.shown:
        return None
    more = phrases.MORE_ROWS.filled(shown=table.shown, rows=len(table.rows))
    return said(more, language)


def title(report: Report) -> str:
    """The report's name."""
    return text(report.request.title) or said(phrases.REPORT, report.request.language)


def period(report: Report) -> str:
    """The period, and what it is compared with."""
    language = report.request.language
    now = shown.span(report.request.start, report.request.end, language)
    if report.compared is None:
        return now
    before = shown.between(*report.compared, language)
    return filled(phrases.COMPARED, language, period=now, before=before)


def standing(report: Report) -> str:
    """The status line: data up to which day, when made, whether it is demo data."""
    language = report.request.language
    made = filled(phrases.MADE, language, day=shown.day(report.made_at, language))
    as_of = (
        [filled(phrases.COMPLETE, language, day=shown.day(report.as_of, language))]
        if report.as_of
        else []
    )
    demo = [said(phrases.DEMO, language)] if report.demo else []
    return " · ".join([*as_of, made, *demo])


def shared_basis(block: Cards) -> Provenance | None:
    """The basis of all the cards where it is one and the same."""
    bases = {card.basis for card in block.items}
    return bases.pop() if len(bases) == 1 else None


def card_note(card: Card, language: str) -> str | None:
    """What a card's figure means in words, then how it changed."""
    tone = [said(phrases.TONES[card.tone], language)] if card.tone in phrases.TONES else []
    note = [said(card.note, language)] if card.note else []
    return " · ".join(tone + note) or None
