"""The goals: where each stands, where it is heading, and the chance of reaching it."""

from __future__ import annotations

from collections.abc import Sequence

from i18n.message import Message, Part, msg, msg_in, plural
from metrics.definitions.registry import Unit
from metrics.goals.progress import Progress
from metrics.goals.status import GoalStatus
from report.document.model import (
    Audience,
    Chart,
    Provenance,
    ReportColumn,
    ReportTable,
    Section,
    Text,
)
from report.evidence import goals
from report.evidence.data_access import ReportData
from report.evidence.section import SectionSpec
from report.wording.format_values import named_sentence

_IN_DANGER = frozenset({GoalStatus.BEHIND, GoalStatus.MISSED})
_COLUMNS = (
    ReportColumn("goal", msg("Goal")),
    ReportColumn("owner", msg("Owner")),
    ReportColumn("done", msg("Done"), Unit.COUNT),
    ReportColumn("target", msg("Target"), Unit.COUNT),
    ReportColumn("end", msg_in("deadline", "By")),
    ReportColumn("expected", msg("Expected by now"), Unit.COUNT),
    ReportColumn("projected", msg("Heading for (80%)"), Unit.COUNT),
    ReportColumn("chance", msg("Chance")),
    ReportColumn("status", msg("Status")),
)


def _make(case: ReportData) -> Section | None:
    found = goals.worst_first(case.progress)
    if not found:
        return None
    basis = _basis(case, found)
    sentences = tuple(named_sentence(f"goals.{one.goal.id}", _line(one)) for one in found)
    blocks = (
        _table(found, basis),
        *_pictures(case, found),
        *((Text("goals.words", sentences),) if case.shows(Audience.MANAGER) else ()),
    )
    return Section("goals", named_sentence("goals.title", _title(found)), blocks, _notes(found))


def _table(found: Sequence[Progress], basis: Provenance) -> ReportTable:
    return ReportTable(
        "goals.table",
        msg("Every goal of the period"),
        _COLUMNS,
        tuple(
            (
                goals.scope(one.goal),
                one.goal.owner or None,
                goals.value(one.done, one),
                goals.value(one.goal.target, one),
                one.goal.end,
                goals.value(one.expected_today, one),
                goals.projected(one),
                goals.chance(one),
                one.status.label,
            )
            for one in found
        ),
        basis,
    )


def _pictures(case: ReportData, found: Sequence[Progress]) -> list[Chart]:
    """The most important goal, and the worst where that is another one."""
    first, worst = goals.most_important(found), found[0]
    chosen = [one for one in dict.fromkeys((first, worst)) if one and one.done is not None]
    return [goals.picture(case, one, _basis(case, [one])) for one in chosen]


def _basis(case: ReportData, found: Sequence[Progress]) -> Provenance:
    n = sum(one.figure.n for one in found if one.figure)
    repaired = sum(one.figure.repaired for one in found if one.figure)
    return case.basis(dict.fromkeys(one.goal.metric for one in found), n, repaired)


def _line(found: Progress) -> Message:
    return msg("{goal}: {told}", goal=goals.scope(found.goal), told=goals.tell(found))


def _title(found: Sequence[Progress]) -> Message:
    danger = [one for one in found if one.status in _IN_DANGER]
    told: dict[str, Part] = {"k": len(danger), "n": len(found), "goal": goals.scope(found[0].goal)}
    if danger:
        return plural(
            "{k} goal out of {n} at risk or missed: “{goal}”",
            "{k} goals out of {n} at risk or missed, “{goal}” first",
            **told,
        )
    if any(one.status is GoalStatus.CLOSE for one in found):
        return msg("No goal is lost, but “{goal}” can still go either way", **told)
    if any(one.status is GoalStatus.NOT_MEASURABLE for one in found):
        return msg("“{goal}” cannot be measured yet", **told)
    return msg("Every goal is on track or reached ({n})", **told)


def _notes(found: Sequence[Progress]) -> tuple[Message, ...]:
    records = [one.outlook.calibration for one in found if one.outlook and one.outlook.calibration]
    return tuple(dict.fromkeys(record.message for record in records))


SECTION = SectionSpec("goals", msg("Goals"), 20, _make)
