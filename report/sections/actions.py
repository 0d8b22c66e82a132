"""Section “Decision and next steps”: decision, actions with owner and date, metrics to watch."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from i18n.message import Message, Part, joined, msg, plural
from metrics.goals.goal import GoalDirection
from metrics.goals.progress import Progress
from metrics.goals.scope import scope
from metrics.goals.status import GoalStatus
from report.document.model import Action, Actions, Section, Text
from report.evidence import goals
from report.evidence.data_access import ReportData
from report.evidence.insights import advice, urgent
from report.evidence.insights import tell as tell_finding
from report.evidence.section import SectionSpec
from report.wording.format_values import listed, named_sentence
from report.wording.utm_issues import remedy, tell

# Dates are proposals, counted from the day the report is made: what endangers a goal comes first.
_SOON, _LATER = timedelta(days=7), timedelta(days=14)
_FAULTS = _FINDINGS = 3
_IN_DANGER = frozenset({GoalStatus.BEHIND, GoalStatus.CLOSE})
_TO_DO = {
    GoalStatus.BEHIND: msg("{goal}: change the plan or the target."),
    GoalStatus.CLOSE: msg("{goal}: review it every week."),
    GoalStatus.MISSED: msg(
        "{goal}: decide whether to renew it, and with which target."
    ),
    GoalStatus.NOT_MEASURABLE: msg(
        "{goal}: import the file with its data."
    ),
}  # fmt: skip


def _make(case: ReportData) -> Section | None:
    progresses = goals.worst_first(case.progress)
    items = (*_from_goals(case, progresses), *_from_findings(case), *_from_faults(case))
    if not progresses and not items:
        return None
    decision = _decision(progresses)
    lines = [named_sentence("actions.decision", decision)] if decision else []
    blocks = (
        *((Text("actions.asked", tuple(lines), lead=True),) if lines else ()),
        *((Actions("actions.next", items),) if items else ()),
        *((Text("actions.measured", (named_sentence("actions.measure", _measured(progresses)),)),) if progresses else ()),
    )  # fmt: skip
    return Section("actions", named_sentence("actions.title", _title(decision, items)), blocks)


def _title(decision: Message | None, items: tuple[Action, ...]) -> Message:
    if decision is not None:
        return plural(
            "1 decision needed · {n} next step", "1 decision needed · {n} next steps", n=len(items)
        )
    if items:
        return plural(
            "No decision needed · {n} next step",
            "No decision needed · {n} next steps",
            n=len(items),
        )
    return msg("No decision needed")


def _decision(progresses: tuple[Progress, ...]) -> Message | None:
    """What to decide about the goal in the greatest danger, with what either way would take."""
    worst = next((progress for progress in progresses if progress.status in _IN_DANGER), None)
    if worst is None or worst.outlook is None or not worst.outlook.targets:
        return None
    ahead = worst.outlook
    values: dict[str, Part] = {
        "goal": scope(worst.goal),
        "target": goals.inside(worst.goal.target, worst),
        "easy": goals.inside(ahead.targets[0], worst),
        "end": str(worst.goal.end),
    }
    if ahead.needed is None or ahead.current is None:
        return msg(
            "“{goal}”: change the plan to reach {target} by {end}, or set the target to {easy} "
            "(likelihood 80%).",
            **values,
        )
    values |= {"now": goals.a_day(ahead.current, worst), "needed": goals.a_day(ahead.needed, worst)}
    if worst.goal.direction is GoalDirection.STAY_BELOW:
        return msg(
            "“{goal}”: go from {now} to at most {needed} per day to stay below {target} until "
            "{end}, or set the target to {easy} (likelihood 80%).",
            **values,
        )
    return msg(
        "“{goal}”: raise the pace from {now} to {needed} per day to reach {target} by {end}, "
        "or set the target to {easy} (likelihood 80%).",
        **values,
    )


def _from_goals(case: ReportData, progresses: tuple[Progress, ...]) -> Iterator[Action]:
    due = case.made_at.date() + _SOON
    for progress in progresses:
        if progress.status in _TO_DO:
            name = f"action.goal.{progress.goal.id}"
            what = _TO_DO[progress.status].filled(goal=scope(progress.goal))
            yield Action(name, named_sentence(name, what), progress.goal.owner, due)


def _from_findings(case: ReportData) -> Iterator[Action]:
    due = case.made_at.date() + _SOON
    for insight in urgent(case.findings)[:_FINDINGS]:
        name = f"action.finding.{insight.id}"
        what = joined([tell_finding(insight.message, insight.numbers), advice(insight)], " ")
        yield Action(name, named_sentence(name, what), "", due)


def _from_faults(case: ReportData) -> Iterator[Action]:
    due = case.made_at.date() + _LATER
    for fault in case.faults[:_FAULTS]:
        name = f"action.fault.{fault.id}"
        what = joined([tell(fault.what), remedy(fault)], " ")
        yield Action(name, named_sentence(name, what), "", due)


def _measured(progresses: tuple[Progress, ...]) -> Message:
    return msg(
        "Measured by: {names}.",
        names=listed([scope(progress.goal) for progress in progresses]),
    )


SECTION = SectionSpec("actions", msg("Decision and next steps"), 70, _make)
