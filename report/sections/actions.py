"""The decision asked, and what to do next: who, until when, and what will be measured."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from data.base.message import Message, Part, joined, msg
from metrics.goals.goal import GoalDirection
from metrics.goals.progress import Progress
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
    GoalStatus.BEHIND: msg("{goal}: change the plan or the target.", fr="{goal}\u00a0: revoir le plan ou la cible."),
    GoalStatus.CLOSE: msg("{goal}: look at it again every week.", fr="{goal}\u00a0: faire le point chaque semaine."),
    GoalStatus.MISSED: msg(
        "{goal}: decide whether it is set anew, and with which target.",
        fr="{goal}\u00a0: décider s’il est reconduit, et avec quelle cible.",
    ),
    GoalStatus.NOT_MEASURABLE: msg(
        "{goal}: import the file that holds its figures.",
        fr="{goal}\u00a0: importer le fichier qui contient ses chiffres.",
    ),
}  # fmt: skip


def _make(case: ReportData) -> Section | None:
    found = goals.worst_first(case.progress)
    items = (*_from_goals(case, found), *_from_findings(case), *_from_faults(case))
    if not found and not items:
        return None
    asked = _decision(found)
    lines = [named_sentence("actions.decision", asked)] if asked else []
    blocks = (
        *((Text("actions.asked", tuple(lines), lead=True),) if lines else ()),
        *((Actions("actions.next", items),) if items else ()),
        *((Text("actions.measured", (named_sentence("actions.measure", _measured(found)),)),) if found else ()),
    )  # fmt: skip
    return Section("actions", named_sentence("actions.title", _title(asked, items)), blocks)


def _title(asked: Message | None, items: tuple[Action, ...]) -> Message:
    if asked is not None:
        return msg(
            "One decision is asked; next steps proposed: {n}",
            fr="Une décision est demandée\u00a0; prochaines étapes proposées\u00a0: {n}",
            n=len(items),
        )
    if items:
        return msg(
            "No decision is asked; next steps proposed: {n}",
            fr="Aucune décision n’est demandée\u00a0; prochaines étapes proposées\u00a0: {n}",
            n=len(items),
        )
    return msg("No decision is asked: go on", fr="Aucune décision n’est demandée\u00a0: poursuivez")


def _decision(found: tuple[Progress, ...]) -> Message | None:
    """What to decide about the goal in the greatest danger, with what either way would take."""
    worst = next((one for one in found if one.status in _IN_DANGER), None)
    if worst is None or worst.outlook is None or not worst.outlook.targets:
        return None
    ahead = worst.outlook
    told: dict[str, Part] = {
        "goal": goals.scope(worst.goal),
        "target": goals.inside(worst.goal.target, worst),
        "easy": goals.inside(ahead.targets[0], worst),
        "end": str(worst.goal.end),
    }
    if ahead.needed is None or ahead.current is None:
        return msg(
            "Decide on “{goal}”: keep the target of {target} by {end} and change the plan, or move it to {easy}, which would have a chance of 80%.",
            fr="À décider pour «\u00a0{goal}\u00a0»\u00a0: garder la cible de {target} d’ici au {end} et changer le plan, ou la porter à {easy}, qui aurait 80\u00a0% de chances.",
            **told,
        )
    told |= {"now": goals.a_day(ahead.current, worst), "needed": goals.a_day(ahead.needed, worst)}
    if worst.goal.direction is GoalDirection.STAY_BELOW:
        return msg(
            "Decide on “{goal}”: a day brings {now} and may bring {needed} at most to stay below {target} by {end}; or move the target to {easy}, which would have a chance of 80%.",
            fr="À décider pour «\u00a0{goal}\u00a0»\u00a0: {now} par jour aujourd’hui, {needed} au plus pour rester sous {target} d’ici au {end}\u00a0; ou porter la cible à {easy}, qui aurait 80\u00a0% de chances.",
            **told,
        )
    return msg(
        "Decide on “{goal}”: raise the pace from {now} to {needed} a day to reach {target} by {end}, or move the target to {easy}, which would have a chance of 80%.",
        fr="À décider pour «\u00a0{goal}\u00a0»\u00a0: passer de {now} à {needed} par jour pour atteindre {target} d’ici au {end}, ou ramener la cible à {easy}, qui aurait 80\u00a0% de chances.",
        **told,
    )


def _from_goals(case: ReportData, found: tuple[Progress, ...]) -> Iterator[Action]:
    due = case.made_at.date() + _SOON
    for one in found:
        if one.status in _TO_DO:
            template = _TO_DO[one.status]
            name = f"action.goal.{one.goal.id}"
            what = Message(template.text, template.fr, (("goal", goals.scope(one.goal)),))
            yield Action(name, named_sentence(name, what), one.goal.owner, due)


def _from_findings(case: ReportData) -> Iterator[Action]:
    due = case.made_at.date() + _SOON
    for one in urgent(case.findings)[:_FINDINGS]:
        name = f"action.finding.{one.id}"
        what = joined([tell_finding(one.message, one.numbers), advice(one)], " ")
        yield Action(name, named_sentence(name, what), "", due)


def _from_faults(case: ReportData) -> Iterator[Action]:
    due = case.made_at.date() + _LATER
    for fault in case.faults[:_FAULTS]:
        name = f"action.fault.{fault.id}"
        what = joined([tell(fault.what), remedy(fault)], " ")
        yield Action(name, named_sentence(name, what), "", due)


def _measured(found: tuple[Progress, ...]) -> Message:
    return msg(
        "What will be measured: {names}.",
        fr="Ce qui sera mesuré\u00a0: {names}.",
        names=listed([goals.scope(one.goal) for one in found]),
    )


SECTION = SectionSpec(
    "actions", msg("Decision and next steps", fr="Décision et prochaines étapes"), 70, _make
)
