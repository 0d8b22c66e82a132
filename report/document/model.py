"""The report document model: everything that a format writes, and nothing that it could compute.

Numbers stay numbers and sentences stay messages until a format writes them, so that every format
and every language say the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from data.values.decision import DecisionProposal
from i18n.catalogue import DEFAULT
from i18n.message import Message
from metrics.comparison.periods import Compare, ComparedWith
from metrics.definitions.reasons import WhyNull
from metrics.definitions.registry import Unit

Cell = float | str | date | Message | None


class Audience(StrEnum):
    """Who reads it, from the least to the most detail; each level shows what those before it show."""

    EXECUTIVE = "executive"
    MANAGER = "manager"
    ANALYST = "analyst"

    def shows(self, level: Audience) -> bool:
        """Whether a reader of this level gets what is meant for ``level``."""
        order = list(Audience)
        return order.index(level) <= order.index(self)


class Tone(StrEnum):
    """What a figure means for the reader; never shown by colour alone."""

    GOOD = "good"
    BAD = "bad"
    WARNING = "warning"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Brand:
    """How the company's reports look; ``logo`` is a PNG or JPEG, colours are ``#rrggbb``."""

    name: str = ""
    primary: str = "#1d4ed8"
    accent: str = "#b45309"
    logo: bytes | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A generated sentence, or the text that a user wrote instead of it.

    ``id`` is stable for the same statement, so that an edit finds its sentence again; ``written``
    is plain text, never markup.
    """

    id: str
    message: Message
    written: str | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """The provenance of a figure: source · as of · rows, ``repaired`` of them with corrected tags.

    ``n`` is a sample size (conversions, paths, sessions), where there is one.
    """

    sources: tuple[Message, ...]
    as_of: date | None
    n: int | None = None
    repaired: int = 0
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit; ``low`` and ``high`` bound it (interval, or range over models).

    Shares are between 0 and 1 (``Unit.PERCENT``). A null value says why it is unknown.
    """

    value: float | None
    unit: Unit
    currency: str | None = None
    low: float | None = None
    high: float | None = None
    why: WhyNull | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """One headline figure; ``note`` says how it changed, or why that is unknown."""

    id: str
    label: Message
    amount: Amount
    note: Message | None
    tone: Tone
    basis: Provenance


@dataclass(frozen=True, slots=True)
class Cards:
    """Headline figures side by side, at most six."""

    id: str
    items: tuple[Card, ...]


class RowShape(StrEnum):
    """How the values of a table's rows are drawn next to it, all rows on one axis."""

    BULLET = "bullet"  # done as a bar, pace as a tick, target as a line, forecast as a band
    VARIANCE = "variance"  # a bar from zero with its interval
    DOTS = "dots"  # a point with its interval; the area of the point may be a third value
    TREND = "trend"  # small columns over time, each row on its own axis
    SPANS = "spans"  # the days of a row that are covered


@dataclass(frozen=True, slots=True)
class RowChart:
    """A picture next to a table, with one place for each of the rows that are shown.

    ``series`` have a value per row: of a bullet ACTUAL, COMPARISON (done at the end of the
    period), PACE, LOW, MIDDLE and HIGH as shares of the target; of the others LOW, MIDDLE, HIGH and
    SIZE. ``tones`` colour variances, ``labels`` are written at the values. ``reference`` is a line
    across all rows. ``trends`` have one value per day of ``days``, of which the last is this period.
    ``spans`` are the covered days of each row between the two days of ``window``, in which
    ``period`` is marked. ``alt`` has the message and its extreme values.
    """

    id: str
    title: Message
    shape: RowShape
    alt: Message
    unit: Unit
    currency: str | None = None
    subtitle: Message | None = None
    series: tuple[Series, ...] = ()
    tones: tuple[Tone, ...] = ()
    labels: tuple[Message | None, ...] = ()
    reference: float | None = None
    reference_label: Message | None = None
    days: tuple[date, ...] = ()
    trends: tuple[tuple[float | None, ...], ...] = ()
    window: tuple[date, date] | None = None
    period: tuple[date, date] | None = None
    spans: tuple[tuple[tuple[date, date], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """A column of a table; ``unit`` None means words (or days)."""

    id: str
    label: Message
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class ReportTable:
    """Rows of cells in the order of ``columns``; numbers are ``Amount`` values.

    ``shown`` is how many rows go on a page or slide; the workbook always holds all of them.
    ``charts`` are pictures of the rows, right of the columns; ``strong`` are the places of rows
    that are emphasised.
    """

    id: str
    title: Message
    columns: tuple[ReportColumn, ...]
    rows: tuple[tuple[Amount | Cell, ...], ...]
    basis: Provenance
    shown: int = 12
    charts: tuple[RowChart, ...] = ()
    strong: tuple[int, ...] = ()


class ChartShape(StrEnum):
    """What a chart is drawn as."""

    LINE = "line"  # over days: points of one or more series
    BARS = "bars"  # categories by one figure, longest first as given
    RANGES = "ranges"  # categories with a low and a high end (and a middle)
    STEPS = "steps"  # a waterfall: a total, what was added and taken, and the total after
    GOAL = "goal"  # actual, planned pace, forecast fan and target of one goal


class SeriesRole(StrEnum):
    """What a series is, which decides its colour and stroke the same way in every format."""

    ACTUAL = "actual"
    COMPARISON = "comparison"
    PACE = "pace"
    TARGET = "target"
    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"
    SIZE = "size"


@dataclass(frozen=True, slots=True)
class Series:
    """One number (or null) for each of the chart's positions."""

    label: Message
    role: SeriesRole
    values: tuple[float | None, ...]
    network: str | None = None


def values_of(series: Sequence[Series], role: SeriesRole, n: int) -> tuple[float | None, ...]:
    """The values of the first series of a role; ``n`` nulls where there is none."""
    return next((each.values for each in series if each.role is role), (None,) * n)


@dataclass(frozen=True, slots=True)
class Mark:
    """An annotation on a day: a user's note, a series break, a correction."""

    day: date
    label: Message | str


@dataclass(frozen=True, slots=True)
class Chart:
    """``positions`` are days, or categories as messages or names; every series has as many values.

    ``alt`` says in a sentence what the picture shows, for those who do not see it. ``notes`` are
    written below it; of a chart without values they say why it has none. ``subtitle`` has unit and
    period where the title has not.
    """

    id: str
    title: Message
    shape: ChartShape
    positions: tuple[date | Message | str, ...]
    series: tuple[Series, ...]
    unit: Unit
    basis: Provenance
    alt: Message
    currency: str | None = None
    marks: tuple[Mark, ...] = ()
    notes: tuple[Message, ...] = ()
    subtitle: Message | None = None

    @property
    def goes_below_zero(self) -> bool:
        """Whether a value is negative, so that bars do not begin at the edge."""
        return any(
            value < 0 for series in self.series for value in series.values if value is not None
        )

    @property
    def known(self) -> bool:
        """Whether there is any value to draw."""
        return any(value is not None for series in self.series for value in series.values)

    def of(self, role: SeriesRole) -> tuple[float | None, ...]:
        """The values of the first series of a role; nulls where there is none."""
        return values_of(self.series, role, len(self.positions))


@dataclass(frozen=True, slots=True)
class Text:
    """Sentences as a list; ``lead`` ones are emphasised.

    ``aside`` ones are next to the other blocks where there is room, under ``title``.
    """

    id: str
    sentences: tuple[Sentence, ...]
    lead: bool = False
    aside: bool = False
    title: Message | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """What to do next, who does it and until when.

    ``expected`` is the effect with its interval, ``measure`` how it will be known; ``proposal`` is
    the same in the terms of the decision log, None in snapshots of before.
    """

    id: str
    what: Sentence
    owner: str
    due: date | None
    expected: Message | None = None
    measure: Message | None = None
    proposal: DecisionProposal | None = None


@dataclass(frozen=True, slots=True)
class Actions:
    """Next steps, the most urgent first."""

    id: str
    items: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class TalkTrack:
    """What to say to a slide, the question that is likely, and the answer with its figure."""

    say: tuple[Message, ...]
    question: Message
    answer: Message


class StoryPart(StrEnum):
    """The part of the story that a section belongs to."""

    ANSWER = "answer"
    EVIDENCE = "evidence"
    PLAN = "plan"
    DECISION = "decision"
    APPENDIX = "appendix"


Block = Cards | ReportTable | Chart | Text | Actions


@dataclass(frozen=True, slots=True)
class Section:
    """One idea: a conclusion as title and what shows it. ``level`` is the first reader it is for.

    ``talk`` are speaker notes, ``notes`` what else is known. ``appendix`` sections come last and are
    never presented; ``workbook`` ones are in the workbook alone.
    """

    id: str
    title: Sentence
    blocks: tuple[Block, ...]
    notes: tuple[Message, ...] = ()
    level: Audience = Audience.EXECUTIVE
    appendix: bool = False
    workbook: bool = False
    talk: TalkTrack | None = None
    part: StoryPart = StoryPart.EVIDENCE


@dataclass(frozen=True, slots=True)
class Request:
    """What the user requested: enough to make the same report again for another period.

    ``dropped`` and ``order`` are ids of sections; ``written`` holds edited sentences by
    language, then by id. ``currency`` None leaves each amount in its own.
    """

    start: date
    end: date
    language: str = DEFAULT
    audience: Audience = Audience.MANAGER
    compare: ComparedWith = Compare.PREVIOUS
    currency: str | None = None
    title: str = ""
    dropped: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    written: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """A finished report. ``as_of`` is the last complete day of its figures, ``made_at`` is UTC.

    ``newest`` is the last day of the data, which goals and steps are judged on; ``ask`` is the
    decision that is needed.

    ``unconverted`` are the codes of currencies that stay although the request has another: no
    exchange rate is known for their days.

    ``facts`` is the version of the store that it was made from; ``demo`` says that the figures
    are of demo data.
    """

    request: Request
    headline: Sentence
    sections: tuple[Section, ...]
    brand: Brand
    as_of: date | None
    made_at: datetime
    facts: str
    demo: bool = False
    compared: tuple[date, date] | None = None
    newest: date | None = None
    ask: Sentence | None = None
    unconverted: tuple[str, ...] = ()

    @property
    def pages(self) -> tuple[Section, ...]:
        """The sections of slides and pages: those of the workbook alone are left out."""
        return tuple(section for section in self.sections if not section.workbook)
