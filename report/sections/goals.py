"""Section “Goals”: progress, forecast and likelihood of every goal."""

from __future__ import annotations

from collections.abc import Sequence

from i18n.message import Message, Part, msg, msg_in, plural
from metrics.definitions.registry import Unit
from metrics.goals.progress import Progress
from metrics.goals.scope import scope
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
    ReportColumn("done", msg("Actual"), Unit.COUNT),
    ReportColumn("target", msg("Target"), Unit.COUNT),
    ReportColumn("end", msg_in("deadline", "By")),
    ReportColumn("expected", msg("Expected by now"), Unit.COUNT),
    ReportColumn("projected", msg("Forecast (80% range)"), Unit.COUNT),
    ReportColumn("chance", msg("Likelihood")),
    ReportColumn("status", msg("Status")),
)


def _make(case: ReportData) -> Section | None:
    progresses = goals.worst_first(case.progress)
    if not progresses:
        return None
    basis = _basis(case, progresses)
    sentences = tuple(
        named_sentence(f"goals.{progress.goal.id}", _line(progress)) for progress in progresses
    )
    blocks = (
        _table(progresses, basis),
        *_pictures(case, progresses),
        *((Text("goals.words", sentences),) if case.shows(Audience.MANAGER) else ()),
    )
    return Section(
        "goals", named_sentence("goals.title", _title(progresses)), blocks, _notes(progresses)
    )


def _table(progresses: Sequence[Progress], basis: Provenance) -> ReportTable:
    return ReportTable(
        "goals.table",
        msg("All goals of the period"),
        _COLUMNS,
        tuple(
            (
                scope(progress.goal),
                progress.goal.owner or None,
                goals.value(progress.done, progress),
                goals.value(progress.goal.target, progress),
                progress.goal.end,
                goals.value(progress.expected_today, progress),
                goals.projected(progress),
                goals.chance(progress),
                progress.status.label,
            )
            for progress in progresses
        ),
        basis,
    )


def _pictures(case: ReportData, progresses: Sequence[Progress]) -> list[Chart]:
    """The most important goal, and the worst where that is another one."""
    first, worst = goals.most_important(progresses, case.company.headlines), progresses[0]
    chosen = [
        progress
        # Often one goal is both, and its picture is drawn once.
        for progress in dict.fromkeys((first, worst))
        if progress and progress.done is not None
    ]
    return [goals.picture(case, progress, _basis(case, [progress])) for progress in chosen]


def _basis(case: ReportData, progresses: Sequence[Progress]) -> Provenance:
    n = sum(progress.figure.rows for progress in progresses if progress.figure)
    repaired = sum(progress.figure.repaired for progress in progresses if progress.figure)
    return case.basis(dict.fromkeys(progress.goal.metric for progress in progresses), n, repaired)


def _line(progress: Progress) -> Message:
    return msg("{goal}: {told}", goal=scope(progress.goal), told=goals.tell(progress))


def _title(progresses: Sequence[Progress]) -> Message:
    danger = [progress for progress in progresses if progress.status in _IN_DANGER]
    values: dict[str, Part] = {
        "k": len(danger),
        "n": len(progresses),
        "goal": scope(progresses[0].goal),
    }
    if danger:
        return plural(
            "{k} goal out of {n} is at risk or missed: “{goal}”",
            "{k} goals out of {n} are at risk or missed, first “{goal}”",
            **values,
        )
    if any(progress.status is GoalStatus.CLOSE for progress in progresses):
        return msg("No goal is at risk or missed, but “{goal}” is uncertain", **values)
    if any(progress.status is GoalStatus.NOT_MEASURABLE for progress in progresses):
        return msg("“{goal}” has no data yet", **values)
    return msg("Every goal is on track or reached ({n})", **values)


def _notes(progresses: Sequence[Progress]) -> tuple[Message, ...]:
    """What each forecast does not know, and how its bands did; sentences of several goals once."""
    known = [(progress, progress.outlook) for progress in progresses if progress.outlook]
    limits = [_limit(progress, limit) for progress, ahead in known for limit in ahead.limits]
    records = [ahead.calibration.message for _, ahead in known if ahead.calibration]
    return tuple(dict.fromkeys([*limits, *records]))


def _limit(progress: Progress, limit: Message) -> Message:
    """The sentence; one with figures of its own says which goal it is about."""
    if not limit.values:
        return limit
    return msg("{goal}: {told}", goal=scope(progress.goal), told=limit)


SECTION = SectionSpec("goals", msg("Goals"), 20, _make)
