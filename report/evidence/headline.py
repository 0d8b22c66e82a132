"""The headline: the number, the goal and its chance, what came back. Bad news stays bad news."""

from __future__ import annotations

from i18n.message import Message, Part, Quantity, msg
from metrics.definitions.registry import Unit
from metrics.results.results import Headline
from metrics.returns.attributed import Range
from metrics.returns.roi import RoiRow
from report.document.model import Sentence
from report.evidence import goals
from report.evidence.data_access import ReportData
from report.wording.format_values import channel, describe_change, named_sentence, quantity

_NOTHING = msg(
    "Nothing is known of this period yet. Import the files that cover it, under Sources."
)

_NO_OUTCOME = msg(
    "No lead, visit or cost is known for this period; what else the files tell stands below. Import leads or web analytics, under Sources."
)


def headline(case: ReportData) -> Sentence:
    """The report in one sentence."""
    if case.as_of is None:
        return named_sentence("headline", _NOTHING)
    first = case.first
    if first is None:
        return named_sentence("headline", _NO_OUTCOME)
    parts = [_number(first), _goal(case), _returned(case)]
    return named_sentence("headline", _sentence([part for part in parts if part is not None]))


def _sentence(parts: list[Message]) -> Message:
    values: dict[str, Part] = {f"p{place}": part for place, part in enumerate(parts)}
    if len(parts) == 1:
        return msg("{p0}.", **values)
    if len(parts) == 2:
        return msg("{p0}; {p1}.", **values)
    return msg("{p0}; {p1}; {p2}.", **values)


def _number(found: Headline) -> Message:
    change = describe_change(found.change)
    told: dict[str, Part] = {"name": found.figure.metric.label, "value": quantity(found.figure)}
    if change is None:
        return msg("{name}: {value}", **told)
    return msg("{name}: {value}, {change}", change=change, **told)


def _goal(case: ReportData) -> Message | None:
    found = goals.most_important(case.progress)
    if found is None:
        return None
    told: dict[str, Part] = {
        "done": goals.inside(found.done, found),
        "target": goals.inside(found.goal.target, found),
        "end": str(found.goal.end),
        "goal": goals.scope(found.goal),
        "status": found.status.label,
    }
    odds = goals.chance(found)
    if odds is None:
        return msg("goal “{goal}”, {target} by {end}: {status}", **told)
    return msg(
        "{done} of the {target} aimed at by {end} (“{goal}”), with a chance of {chance}",
        chance=odds,
        **told,
    )


def highest_spend(case: ReportData) -> tuple[RoiRow, Range] | None:
    """The channel with the largest ad spend whose return on it is known."""
    told = [(row, row.roas) for row in case.returns.rows if row.roas and row.key]
    return max(told, key=lambda pair: pair[0].ad_spend or 0.0, default=None)


def _returned(case: ReportData) -> Message | None:
    found = highest_spend(case)
    return None if found is None else roi_sentence(*found, case.returns.currency)


def roi_sentence(row: RoiRow, told: Range, currency: str | None) -> Message:
    """What a channel returned for its ad spend, over the models."""
    low, high, unit = (
        Quantity(end, Unit.MONEY.value, currency) for end in (told.low, told.high, 1.0)
    )
    name = channel(row.key)
    if told.low == told.high:
        return msg(
            "{name} brought back {low} for each {unit} of ad spend", name=name, low=low, unit=unit
        )
    return msg(
        "{name} brought back {low} to {high} for each {unit} of ad spend, depending on the model",
        name=name,
        low=low,
        high=high,
        unit=unit,
    )
