"""The metric registry: what a metric is, and the discovery of ``metrics/catalogue``."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from data.base.discovery import discover
from data.base.networks import series_breaks
from data.base.series_break import SeriesBreak
from i18n.message import Message, msg
from metrics.definitions.measures import Measure, paired


class Unit(StrEnum):
    """How a value is shown."""

    COUNT = "count"
    PERCENT = "percent-rate"  # the value is a share: 0.031 is shown as 3.1 %
    RATIO = "ratio"
    MONEY = "money"
    SECONDS = "seconds"
    INDEX = "index"


class Stage(StrEnum):
    """How close to the business result a metric is."""

    EXPOSURE = "exposure"
    REACTION = "reaction"
    INTENT = "intent"
    OUTCOME = "outcome"
    VALUE = "value"


class Additivity(StrEnum):
    """How the values of parts combine into the value of the whole."""

    FLOW = "flow"
    STOCK = "stock"
    DISTINCT = "distinct"
    RATIO = "ratio"


class Polarity(StrEnum):
    """Which direction is favourable."""

    HIGHER = "higher"
    LOWER = "lower"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Metric:
    """One definition, read by pages, reports, documentation and tests alike.

    The value is ``scale`` times the sum of ``numerator`` over the sum of ``denominator``
    (no denominator: the numerator itself). A metric without numerator has ``needs``: what
    has to be provided before it can be computed. ``partner`` is the related result that a
    vanity metric should drive. ``is_delayed``: counted on the day a lead came in, so that
    recent periods still grow and a fall against an older one means little. ``measures`` are
    numerator and denominator as they are computed: over rows where both are known.
    """

    id: str
    label: Message
    unit: Unit
    stage: Stage
    additivity: Additivity
    doc: Message
    source: Message
    numerator: tuple[Measure, ...] = ()
    denominator: tuple[Measure, ...] = ()
    scale: float = 1.0
    polarity: Polarity = Polarity.HIGHER
    needs: Message | None = None
    partner: str | None = None
    caveat: Message | None = None
    is_delayed: bool = False
    measures: tuple[tuple[Measure, ...], tuple[Measure, ...]] = field(
        init=False, compare=False, repr=False
    )

    def __post_init__(self) -> None:
        over, under = self.numerator, self.denominator
        # Sides of several measures come from several tables, whose rows cannot be paired.
        if len(over) == 1 and len(under) == 1:
            over, under = (paired(over[0], under[0]),), (paired(under[0], over[0]),)
        # Worked out once: an answer asks for them for every key.
        object.__setattr__(self, "measures", (over, under))

    @property
    def vanity(self) -> bool:
        """Whether the figure says that something was seen or liked, not that it helped."""
        return self.stage in {Stage.EXPOSURE, Stage.REACTION}

    @property
    def breaks(self) -> tuple[SeriesBreak, ...]:
        """The published breaks of the columns that it reads."""
        read = [(m.table, name) for side in self.measures for m in side for name in m.columns]
        return tuple(b for b in series_breaks() if any(b.reads(*column) for column in read))


MANUAL = msg("Needs figures that no export carries; they will be entered by hand.")
COMPETITORS = msg("Needs competitors’ public figures or a listening export.")
SURVEY = msg("Needs answers to a customer survey.")


@cache
def metrics() -> dict[str, Metric]:
    """Every metric by id, from the business result up the funnel, then by id."""
    catalogue: list[Metric] = discover("metrics.catalogue", "METRIC")
    order = list(Stage)
    catalogue.sort(key=lambda metric: (-order.index(metric.stage), metric.id))
    return {metric.id: metric for metric in catalogue}
