"""Text rendering of report values, shared by all formats.

Text from files or users is plain: control characters and marks that change the direction
of writing are taken out here, markup is each format's own to escape.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from babel import Locale

from i18n import format as shown
from i18n.message import Message
from i18n.render import render
from metrics.definitions.registry import Unit
from report.document.model import (
    Actions,
    Amount,
    Block,
    Card,
    Cards,
    Cell,
    Chart,
    ChartShape,
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
# Emoji of the Unicode standard, what joins and colours them, and private characters: what has no
# glyph in most fonts and would be a box.
_PICTURES = re.compile(
    "[\U0001f000-\U0001faff\U000e0000-\U000e007f\u231a\u231b\u23e9-\u23f3\u25fd\u25fe\u2614\u2615"
    "\u2648-\u2653\u267f\u2693\u26a1\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3"
    "\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf"
    "\u2b1b\u2b1c\u2b50\u2b55\u200d\ufe0f\u20e3\ue000-\uf8ff]|.(?=\ufe0f)"
)


def text(value: str) -> str:
    """Plain text as any format can write it: one line, no control characters."""
    return _SPACES.sub(" ", _UNWRITABLE.sub(" ", value)).strip(" ")


def without_pictures(value: str) -> str:
    """The text with a blank for emoji and private characters.

    >>> without_pictures("Book your visit ☀️👍 today")
    'Book your visit today'
    """
    return _SPACES.sub(" ", _PICTURES.sub(" ", value)).strip(" ")


def unbroken(value: str, language: str) -> str:
    r"""The text with no-break spaces inside days, so that none goes on in the next line.

    >>> unbroken("by 1 Oct 2026", "en")
    'by 1\xa0Oct\xa02026'
    """
    return _days(language).sub(lambda found: found[0].replace(" ", "\u00a0"), value)


@cache
def _days(language: str) -> re.Pattern[str]:
    """Days with their month, with or without the year."""
    names = Locale.parse(language).months["format"]
    months = "|".join(
        re.escape(name) for form in ("abbreviated", "wide") for name in names[form].values()
    )
    return re.compile(rf"\b\d{{1,2}}(?:er|\.)? (?:{months})(?: \d{{4}})?(?!\w)")


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
            return unbroken(said(value, language), language)
        case date():
            return unbroken(shown.day(value, language), language)
        case str():
            return text(value)
        case _:
            return figure(value, unit, None, language) if unit else shown.number(value, language)


def actions(block: Actions, language: str) -> tuple[tuple[str, ...], ...]:
    """A head, then what to do, who does it and until when; effect and measure where one has them."""
    optional = (
        (phrases.EXPECTED, [item.expected for item in block.items]),
        (phrases.MEASURE, [item.measure for item in block.items]),
    )
    further = [(head, values) for head, values in optional if any(values)]
    heads = (phrases.WHAT, phrases.OWNER, phrases.DUE, *(head for head, _ in further))
    rows = (
        (
            sentence(item.what, language),
            cell(item.owner or None, language),
            cell(item.due, language),
            *(cell(values[place], language) for _, values in further),
        )
        for place, item in enumerate(block.items)
    )
    return (tuple(said(head, language) for head in heads), *rows)


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
            return (*bases(block, language), *reasons_of(block, language))
        case Chart():
            return (*_own_notes(block, language), *bases(block, language))
        case Cards():
            return (*bases(block, language), *reasons_of(block, language))
        case _:
            return ()


def bases(block: Block, language: str) -> tuple[str, ...]:
    """What the figures of a block are based on; nothing where each card has its own."""
    match block:
        case ReportTable() | Chart():
            return _known(basis(block.basis, language))
        case Cards():
            shared = shared_basis(block)
            return _known(basis(shared, language) if shared else "")
        case _:
            return ()


def remarks(block: Block, language: str) -> tuple[str, ...]:
    """What is noted at a block besides its basis: left-out rows, unknown values, annotations."""
    match block:
        case ReportTable():
            more = left_out(block, language)
            return (*_known(more or ""), *reasons_of(block, language))
        case Chart():
            return (*marks(block, language), *_own_notes(block, language))
        case Cards():
            return reasons_of(block, language)
        case _:
            return ()


def reasons_of(block: ReportTable | Cards, language: str) -> tuple[str, ...]:
    """Why figures of a block are unknown, of those that are shown."""
    if isinstance(block, Cards):
        return reasons([card.amount for card in block.items], language)
    return reasons([value for row in block.rows[: block.shown] for value in row], language)


def _own_notes(chart: Chart, language: str) -> tuple[str, ...]:
    own = tuple(said(note, language) for note in chart.notes)
    nothing = () if chart.known or own else (said(phrases.NOTHING_KNOWN, language),)
    return (*own, *nothing)


def spans(chart: Chart, language: str) -> tuple[str | None, ...]:
    """The ranges of a chart of ranges, in words, for each position; None where unknown."""
    middle, low, high = (
        chart.of(role) for role in (SeriesRole.MIDDLE, SeriesRole.LOW, SeriesRole.HIGH)
    )
    texts = (
        amount(Amount(m, chart.unit, chart.currency, a, b), language)
        for m, a, b in zip(middle, low, high, strict=True)
    )
    return tuple(None if text == shown.MISSING else text for text in texts)


def size(rows: int, columns: int, language: str) -> str:
    """How large a table is, for those who do not see it."""
    return said(
        phrases.SIZE.filled(
            rows=phrases.IN_ROWS.filled(n=rows), columns=phrases.IN_COLUMNS.filled(n=columns)
        ),
        language,
    )


def moves(chart: Chart, language: str) -> tuple[str | None, ...]:
    """The labels of a chart of steps: totals at both ends, signed changes between."""
    values = chart.series[0].values
    last = len(values) - 1
    return tuple(
        ("+" if value > 0 and 0 < index < last else "")
        + figure(value, chart.unit, chart.currency, language)
        if value is not None
        else None
        for index, value in enumerate(values)
    )


def end(series: Series, place: int, chart: Chart, language: str) -> str:
    """The label at the end of a line: its value at ``place``, and its name unless it is alone.

    A forecast has its range. The actual value of a goal needs no name: it is the one in ink.
    """
    value = figure(series.values[place], chart.unit, chart.currency, language)
    goal = chart.shape is ChartShape.GOAL
    if (goal and series.role is SeriesRole.ACTUAL) or len(chart.series) == 1:
        return value
    if series.role is SeriesRole.MIDDLE:
        low, high = chart.of(SeriesRole.LOW)[place], chart.of(SeriesRole.HIGH)[place]
        bounds = Amount(series.values[place], chart.unit, chart.currency, low, high)
        return f"{said(phrases.FORECAST, language)} {amount(bounds, language)}"
    return f"{said(series.label, language)} {value}"


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
