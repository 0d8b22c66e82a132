"""Section “Where the money works”: what a result and a customer of each campaign cost in ads."""

from __future__ import annotations

from collections.abc import Sequence

from i18n.message import Message, Part, Quantity, joined, msg, plural, verbatim
from metrics.definitions.registry import Unit
from metrics.returns.campaign_costs import CampaignCost, CampaignCosts
from metrics.returns.mature_costs import FEWEST_WON
from metrics.returns.ratio_range import RatioRange
from report.document.model import (
    Amount,
    Cell,
    ReportColumn,
    ReportTable,
    RowChart,
    RowShape,
    Section,
    Sentence,
    Series,
    SeriesRole,
    TalkTrack,
    Text,
)
from report.evidence.section import SectionSpec
from report.evidence.story import Story
from report.titles.money import title
from report.wording.format_values import named_sentence
from report.wording.periods import name_of

_SHOWN = 7  # campaigns; the others are one row


def _make(story: Story) -> Section | None:
    costs = story.costs
    if costs is None or not costs.rows:
        return None
    notes = tuple(_sentences(story, costs))
    words = (Text("money.words", notes),) if notes else ()
    return Section(
        "money",
        named_sentence("money.title", title(story, costs)),
        (_table(story, costs), *words),
        talk=_talk(story),
    )


def _table(story: Story, costs: CampaignCosts) -> ReportTable:
    rows = costs.rows
    counted = story.company.metric(costs.counted.metric)
    columns = [
        ReportColumn("campaign", msg("Campaign")),
        ReportColumn("spend", msg("Ad spend"), Unit.MONEY),
        ReportColumn("share", msg("Share"), Unit.PERCENT),
        ReportColumn("results", counted.label, Unit.COUNT),
    ]
    if costs.months is not None:
        columns.append(ReportColumn("won", msg("Customers won in mature months"), Unit.COUNT))
    return ReportTable(
        "money.campaigns",
        msg("Campaigns by ad spend"),
        tuple(columns),
        tuple(_cells(row, with_won=costs.months is not None) for row in rows),
        story.counted(["ad_spend", costs.counted.metric]),
        shown=_SHOWN,
        charts=tuple(_charts(costs, rows[:_SHOWN])),
    )


def _cells(row: CampaignCost, *, with_won: bool) -> tuple[Amount | Cell, ...]:
    name: Cell = msg("Ads without a campaign") if row.campaign is None else row.campaign
    cells: list[Amount | Cell] = [
        name,
        Amount(row.spend, Unit.MONEY, row.currency),
        Amount(row.share, Unit.PERCENT),
        Amount(row.results, Unit.COUNT),
    ]
    if with_won:
        cells.append(None if row.mature is None else Amount(float(row.mature.won), Unit.COUNT))
    return tuple(cells)


def _charts(costs: CampaignCosts, rows: Sequence[CampaignCost]) -> list[RowChart]:
    """Cost per result of the period, and per customer of mature months; none over two currencies."""
    if costs.is_mixed:
        return []
    found = [
        _dots("money.result", _per_result(costs), costs, rows, [row.per_result for row in rows])
    ]
    mature = [None if row.mature is None else row.mature.per_customer for row in rows]
    if costs.months is not None and any(mature):
        found.append(
            _dots(
                "money.customer",
                (msg("Ad cost per customer"), name_of(costs.months)),
                costs,
                rows,
                mature,
            )
        )
    return [chart for chart in found if chart is not None]


def _per_result(costs: CampaignCosts) -> tuple[Message, Message]:
    """Spend on ads alone by result, which the cost per lead (all costs) is not."""
    return msg("Ad cost per result"), name_of(costs.query, costs.query)


def _dots(
    name: str,
    heading: tuple[Message, Message],
    costs: CampaignCosts,
    rows: Sequence[CampaignCost],
    ranges: Sequence[RatioRange | None],
) -> RowChart | None:
    values = [None if one is None else one.value for one in ranges]
    known = [value for value in values if value is not None]
    if not known:
        return None
    mean = costs.mean
    line = None if mean is None or mean.per_result is None else mean.per_result.value
    if name == "money.customer":
        whole = None if mean is None or mean.mature is None else mean.mature.per_customer
        line = None if whole is None else whole.value
    label, period = heading
    return RowChart(
        name,
        label,
        RowShape.DOTS,
        msg(
            "{name}: from {low} to {high} by campaign.",
            name=label,
            low=Quantity(min(known), Unit.MONEY.value, costs.currency),
            high=Quantity(max(known), Unit.MONEY.value, costs.currency),
        ),
        Unit.MONEY,
        costs.currency,
        subtitle=msg("{period}, 95% interval", period=period),
        series=(
            Series(msg("Cost"), SeriesRole.MIDDLE, tuple(values)),
            Series(msg("Low"), SeriesRole.LOW, tuple(None if one is None else one.low for one in ranges)),
            Series(msg("High"), SeriesRole.HIGH, tuple(None if one is None else one.high for one in ranges)),
            Series(msg("Ad spend"), SeriesRole.SIZE, tuple(row.spend for row in rows)),
        ),
        labels=tuple(_label(one, costs.currency) for one in ranges),
        reference=line,
        reference_label=None if line is None else msg("all ads"),
    )  # fmt: skip


def _label(one: RatioRange | None, currency: str | None) -> Message | None:
    if one is None:
        return None
    if one.value is None:
        if one.low is None:
            return None
        return msg("more than {low}", low=Quantity(one.low, "rough-money", currency))
    return msg("{value}", value=Quantity(one.value, "rough-money", currency))


def _sentences(story: Story, costs: CampaignCosts) -> list[Sentence]:
    found = story.difference
    lines: list[tuple[str, Message]] = []
    dear = next((row for row in costs.rows if found and row.campaign == found.dear), None)
    ripe = None if dear is None else dear.mature
    if ripe is not None and ripe.per_unit is not None and ripe.per_unit.low is not None:
        ends = ripe.per_unit
        lines.append(
            (
                "returned",
                msg(
                    "Revenue of {name} per unit of ad spend, in mature months: {value} ({low}–{high}).",
                    name=verbatim(str(dear.campaign)) if dear else "",
                    value=Quantity(ends.value, Unit.RATIO.value),
                    low=Quantity(ends.low, Unit.RATIO.value),
                    high=Quantity(ends.high, Unit.RATIO.value),
                ),
            )
        )
    if costs.months is not None:
        lines.append(
            (
                "mature",
                plural(
                    "Costs per customer rest on mature months. Fewer than {n} customer says too little.",
                    "Costs per customer rest on mature months. Fewer than {n} customers say too little.",
                    n=FEWEST_WON,
                ),
            )
        )
    if costs.elsewhere:
        counted = story.company.metric(costs.counted.metric)
        lines.append(
            (
                "elsewhere",
                msg(
                    "{results} have no paid campaign in their UTM tags.",
                    results=joined(
                        [Quantity(costs.elsewhere, Unit.COUNT.value), counted.label], " "
                    ),
                ),
            )
        )
    return [named_sentence(f"money.{name}", message) for name, message in lines]


def _talk(story: Story) -> TalkTrack | None:
    found = story.difference
    if found is None or found.ratio is None:
        return None
    values: dict[str, Part] = {
        "name": found.dear,
        "other": found.cheap,
        "factor": msg("{ratio} times", ratio=Quantity(found.ratio, "tenths")),
        "low": Quantity(found.low, Unit.RATIO.value),
        "high": Quantity(found.high, Unit.RATIO.value),
    }
    return TalkTrack(
        (msg("The costs of {name} and {other} differ beyond random variation.", **values),),
        msg("Then why not stop the dearer campaign?"),
        msg(
            "It costs {factor} as much ({low}–{high}), but what one more unit of spend brings is unknown. "
            "A test answers that.",
            **values,
        ),
    )


SECTION = SectionSpec("money", msg("Where the money works"), 40, _make)
