"""The insight value object: message, advice, evidence, and the rule interface."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from i18n.message import Message
from metrics.definitions.registry import Unit, metrics
from metrics.question.query import Query

if TYPE_CHECKING:  # the evidence itself imports this module
    from metrics.insights.evidence import InsightEvidence


class Severity(StrEnum):
    """How soon the user has to act, the most urgent first."""

    ALARM = "alarm"
    WARNING = "warning"
    NOTE = "note"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Number:
    """A figure inside a sentence, by the name of its placeholder, with the unit it is shown in.

    A ``signed`` one is shown with its plus sign: it is a gain or a loss.
    """

    name: str
    value: float
    unit: Unit = Unit.COUNT
    currency: str | None = None
    signed: bool = False


@dataclass(frozen=True, slots=True)
class InsightBasis:
    """The basis of an insight: metrics, the days looked at and those compared with."""

    metrics: tuple[str, ...]
    period: Query
    before: Query | None
    as_of: date

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that hold the figures."""
        read = {m.table for name in self.metrics for side in metrics()[name].measures for m in side}
        return tuple(sorted(read))


@dataclass(frozen=True, slots=True)
class Insight:
    """One observation with its recommendation.

    ``keys`` say what it is about (("channel", "Email"),). Values of ``message`` and ``advice``
    that have a ``Number`` of the same name are figures; the others are words. ``n`` is how many
    events (or days, where nothing is counted) it rests on; ``low`` and ``high`` are a 95 %
    interval of the effect where there is one. ``weight`` orders insights of one severity.
    """

    rule: str
    severity: Severity
    message: Message
    advice: Message
    keys: tuple[tuple[str, str], ...]
    numbers: tuple[Number, ...]
    basis: InsightBasis
    n: int
    weight: float
    low: float | None = None
    high: float | None = None

    @property
    def id(self) -> str:
        """An id that stays the same as long as the insight is about the same things."""
        return "-".join((self.rule, *(f"{key}:{value}" for key, value in self.keys)))


OUTCOME = "outcome"
"""A placeholder for a metric: the result that is counted in the user's data."""


class Need(NamedTuple):
    """A metric that a rule reads day by day, split by ``key`` ("": not), of one use ("": any).

    ``metric`` may be ``OUTCOME``.
    """

    metric: str
    key: str = ""
    use: str = ""


@dataclass(frozen=True, slots=True)
class InsightRule:
    """A kind of observation; ``id`` is the name of its file.

    ``page`` is the id of the page on which something can be done about it, "" for none.
    """

    id: str
    label: Message
    find: Callable[[InsightEvidence], Iterable[Insight]]
    needs: tuple[Need, ...] = ()
    page: str = ""
