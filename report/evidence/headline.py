"""The report headline: first outcome, most important goal, and return on ad spend."""

from __future__ import annotations

from i18n.message import Message, Part, Quantity, msg
from metrics.definitions.registry import Unit
from metrics.goals.scope import scope
from metrics.maturing.maturity import MaturityStage
from metrics.results.results import Headline
from metrics.returns.estimate import Bounds
from metrics.returns.roi import RoiRow
from report.document.model import Sentence
from report.evidence import goals
from report.evidence.data_access import ReportData
from report.wording.format_values import channel, judged_change, named_sentence, quantity

_NOTHING = msg("No data for this period yet. Import the files that cover it on the page Sources.")

_NO_OUTCOME = msg(
    "No leads, sessions or costs for this period. Import leads or web analytics on the page "
    "Sources."
)


def headline(case: ReportData) -> Sentence:
    """The report in one sentence."""
    if case.as_of is None:
        return named_sentence("headline", _NOTHING)
    first = case.first
    if first is None:
        return named_sentence("headline", _NO_OUTCOME)
    parts = [_number(first), _goal(case), _return_sentence(case)]
    return named_sentence("headline", _sentence([part for part in parts if part is not None]))


def _sentence(parts: list[Message]) -> Message:
    values: dict[str, Part] = {f"p{place}": part for place, part in enumerate(parts)}
    if len(parts) == 1:
        return msg("{p0}.", **values)
    if len(parts) == 2:
        return msg("{p0}. {p1}.", **values)
    return msg("{p0}. {p1}. {p2}.", **values)


def _number(outcome: Headline) -> Message:
    change = judged_change(outcome.change)
    values: dict[str, Part] = {
        "name": outcome.figure.metric.label,
        "value": quantity(outcome.figure),
    }
    if change is None:
        return msg("{name}: {value}", **values)
    return msg("{name}: {value}, {change}", change=change, **values)


def _goal(case: ReportData) -> Message | None:
    progress = goals.most_important(case.progress, case.company.headlines)
    if progress is None:
        return None
    values: dict[str, Part] = {
        "done": goals.inside(progress.done, progress),
        "target": goals.inside(progress.goal.target, progress),
        "end": str(progress.goal.end),
        "goal": scope(progress.goal),
        "status": progress.status.label,
    }
    odds = goals.chance(progress)
    if odds is None:
        return msg("Goal “{goal}”, {target} by {end}: {status}", **values)
    return msg(
        "Goal “{goal}”: {done} so far, target {target} by {end}, likelihood {chance}",
        chance=odds,
        **values,
    )


def highest_spend(case: ReportData) -> tuple[RoiRow, Bounds] | None:
    """The channel with the largest ad spend whose return on it rests on enough deals to be said."""
    # The empty key is the unknown channel, which never counts as the top one.
    candidates = [(row, row.roas) for row in case.returns.rows if row.roas and row.key]
    return max(candidates, key=lambda pair: pair[0].ad_spend or 0.0, default=None)


def _return_sentence(case: ReportData) -> Message | None:
    highest = highest_spend(case)
    return None if highest is None else roi_sentence(*highest, case.returns.currency)


def roi_sentence(row: RoiRow, roas: Bounds, currency: str | None) -> Message:
    """What a channel returned for its ad spend, over models and random variation."""
    low, high, unit = (
        Quantity(end, Unit.MONEY.value, currency) for end in (roas.low, roas.high, 1.0)
    )
    if row.stage is MaturityStage.GROWING:
        return msg(
            "{name} is expected to generate {low} to {high} of revenue for each {unit} of ad "
            "spend, across models and random variation",
            name=channel(row.key),
            low=low,
            high=high,
            unit=unit,
        )
    return msg(
        "{name} generated {low} to {high} of revenue for each {unit} of ad spend, across "
        "models and random variation",
        name=channel(row.key),
        low=low,
        high=high,
        unit=unit,
    )
