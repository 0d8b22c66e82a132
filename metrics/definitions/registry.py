"""The metric registry: what a metric is, and the discovery of ``metrics/catalogue``."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache

from data.base.discovery import discover
from data.base.networks import series_breaks
from data.base.series_break import SeriesBreak
from i18n.message import Message, msg, verbatim
from metrics.definitions.event_names import NamedEvent, named_event
from metrics.definitions.measures import Measure, paired, spent


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


MANUAL = msg("Needs values that no export has. They will be entered by hand.")
COMPETITORS = msg("Needs competitors’ public data or a listening export.")
SURVEY = msg("Needs answers to a customer survey.")


COST_PER = "cost_per:"
"""Begins the id of what one event of a name costs; the id of that event's metric follows."""


class Metrics(dict[str, Metric]):
    """The catalogue by id, from the business result up the funnel, then by id.

    Events that files name are metrics as well (``conversions:generate_lead``,
    ``cost_per:conversions:generate_lead``): they are made when asked for, and not listed.
    """

    def __missing__(self, metric_id: str) -> Metric:
        event = named_event(metric_id.removeprefix(COST_PER))
        if event is None:
            raise KeyError(metric_id)
        return _cost_per(event) if metric_id.startswith(COST_PER) else _named(event)

    def __contains__(self, metric_id: object) -> bool:
        if super().__contains__(metric_id):
            return True
        name = metric_id.removeprefix(COST_PER) if isinstance(metric_id, str) else ""
        return named_event(name) is not None


@cache
def metrics() -> Metrics:
    """Every metric by id."""
    catalogue: list[Metric] = discover("metrics.catalogue", "METRIC")
    order = list(Stage)
    catalogue.sort(key=lambda metric: (-order.index(metric.stage), metric.id))
    return Metrics({metric.id: metric for metric in catalogue})


@cache
def cost_metric(metric_id: str) -> str | None:
    """The metric of what one of these costs (CPL for leads); None where there is none."""
    if named_event(metric_id) is not None:
        return COST_PER + metric_id
    counted = metrics()[metric_id]
    if counted.denominator or not counted.numerator:
        return None
    costs = (metric for metric in metrics().values() if metric.numerator == spent())
    return next((cost.id for cost in costs if cost.denominator == counted.numerator), None)


@lru_cache(maxsize=256)
def _named(event: NamedEvent) -> Metric:
    return Metric(
        id=event.id,
        label=verbatim(event.name),
        unit=Unit.COUNT,
        stage=Stage.OUTCOME,
        additivity=Additivity.FLOW,
        doc=msg("Events named “{event}” in your files.", event=event.name),
        source=msg("Events exported from BigQuery, a CSV of conversions, or GA4 events by name"),
        numerator=(event.measure,),
    )


@lru_cache(maxsize=256)
def _cost_per(event: NamedEvent) -> Metric:
    return Metric(
        id=COST_PER + event.id,
        label=msg("Cost per “{event}”", event=event.name),
        unit=Unit.MONEY,
        stage=Stage.VALUE,
        additivity=Additivity.RATIO,
        doc=msg(
            "Total cost divided by all events named “{event}” of the same selection.",
            event=event.name,
        ),
        source=msg("cost / events of this name"),
        numerator=spent(),
        denominator=(event.measure,),
        polarity=Polarity.LOWER,
        caveat=msg("Includes events that no ad generated."),
    )
