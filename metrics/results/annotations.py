"""Chart annotations: notes of users, and series breaks, as marks on days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.facts.source import FactSource
from data.values.annotation import KINDS, Annotation
from i18n.message import Message, msg
from metrics.comparison.series_breaks import breaks
from metrics.definitions.registry import Metric
from metrics.question.query import Query

BREAK = "break"


@dataclass(frozen=True, slots=True)
class ChartMark:
    """A day or a span of days; ``kind`` is that of the note, or ``BREAK`` for a series break."""

    first: date
    last: date
    text: Message
    kind: str


def marks(
    facts: FactSource, notes: Sequence[Annotation], query: Query, metric: Metric | None = None
) -> tuple[ChartMark, ...]:
    """The marks of a chart of the query's days, by day; of a ``metric``, its series breaks too.

    A note about one channel or network is left out where the query asks for others only.
    """
    marked = [_of_note(note) for note in notes if _concerns(note, query)]
    if metric is not None:
        crossed = breaks(facts, metric, query.start, query.end, query.filters.get("network"))
        marked += [
            ChartMark(series_break.first, series_break.last, series_break.what, BREAK)
            for series_break in crossed
        ]
    return tuple(sorted(marked, key=lambda mark: (mark.first, mark.last)))


def _concerns(note: Annotation, query: Query) -> bool:
    inside = note.first <= query.end and note.last >= query.start
    about = (("channel", note.channel), ("network", note.network))
    return inside and all(not own or query.wants(key, own) for key, own in about)


def _of_note(note: Annotation) -> ChartMark:
    text = msg("{kind}: {text}", kind=KINDS[note.kind], text=note.text)
    return ChartMark(note.first, note.last, text, note.kind)
