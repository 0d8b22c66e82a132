"""The goals: where each stands, where it is heading, and the chance of reaching it."""

from __future__ import annotations

from collections.abc import Sequence

from data.base.message import Message, Part, msg
from metrics.engine.registry import Unit
from metrics.goals.progress import Progress
from metrics.goals.status import Status
from report.document.model import Audience, Basis, Chart, Column, Section, Table, Text
from report.evidence import goals
from report.evidence.data_access import Case
from report.evidence.section import Kind
from report.wording.format_values import said

_IN_DANGER = frozenset({Status.BEHIND, Status.MISSED})
_COLUMNS = (
    Column("goal", msg("Goal", fr="Objectif")),
    Column("owner", msg("Owner", fr="Responsable")),
    Column("done", msg("Done", fr="Réalisé"), Unit.COUNT),
    Column("target", msg("Target", fr="Cible"), Unit.COUNT),
    Column("end", msg("By", fr="Échéance")),
    Column("expected", msg("Expected by now", fr="Attendu à ce jour"), Unit.COUNT),
    Column("projected", msg("Heading for (80%)", fr="Projection (80\u00a0%)"), Unit.COUNT),
    Column("chance", msg("Chance", fr="Probabilité")),
    Column("status", msg("Status", fr="Statut")),
)


def _make(case: Case) -> Section | None:
    found = goals.worst_first(case.progress)
    if not found:
        return None
    basis = _basis(case, found)
    sentences = tuple(said(f"goals.{one.goal.id}", _line(one)) for one in found)
    blocks = (
        _table(found, basis),
        *_pictures(case, found),
        *((Text("goals.words", sentences),) if case.shows(Audience.MANAGER) else ()),
    )
    return Section("goals", said("goals.title", _title(found)), blocks, _notes(found))


def _table(found: Sequence[Progress], basis: Basis) -> Table:
    return Table(
        "goals.table",
        msg("Every goal of the period", fr="Tous les objectifs de la période"),
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


def _pictures(case: Case, found: Sequence[Progress]) -> list[Chart]:
    """The most important goal, and the worst where that is another one."""
    first, worst = goals.most_important(found), found[0]
    chosen = [one for one in dict.fromkeys((first, worst)) if one and one.done is not None]
    return [goals.picture(case, one, _basis(case, [one])) for one in chosen]


def _basis(case: Case, found: Sequence[Progress]) -> Basis:
    n = sum(one.figure.n for one in found if one.figure)
    repaired = sum(one.figure.repaired for one in found if one.figure)
    return case.basis(dict.fromkeys(one.goal.metric for one in found), n, repaired)


def _line(found: Progress) -> Message:
    return msg(
        "{goal}: {told}",
        fr="{goal}\u00a0: {told}",
        goal=goals.scope(found.goal),
        told=goals.tell(found),
    )


def _title(found: Sequence[Progress]) -> Message:
    danger = [one for one in found if one.status in _IN_DANGER]
    told: dict[str, Part] = {"n": len(found), "k": len(danger), "goal": goals.scope(found[0].goal)}
    if danger:
        return msg(
            "{k} of {n} goals at risk or missed, “{goal}” first",
            fr="Objectifs menacés ou manqués\u00a0: {k} sur {n}, à commencer par «\u00a0{goal}\u00a0»",
            **told,
        )
    if any(one.status is Status.CLOSE for one in found):
        return msg(
            "No goal is lost, but “{goal}” can still go either way",
            fr="Aucun objectif n’est perdu, mais rien n’est joué pour «\u00a0{goal}\u00a0»",
            **told,
        )
    if any(one.status is Status.NOT_MEASURABLE for one in found):
        return msg(
            "“{goal}” cannot be measured yet",
            fr="«\u00a0{goal}\u00a0» n’est pas encore mesurable",
            **told,
        )
    return msg(
        "Every goal is on track or reached ({n})",
        fr="Tous les objectifs sont en bonne voie ou atteints ({n})",
        **told,
    )


def _notes(found: Sequence[Progress]) -> tuple[Message, ...]:
    records = [one.outlook.calibration for one in found if one.outlook and one.outlook.calibration]
    return tuple(dict.fromkeys(record.message for record in records))


SECTION = Kind("goals", msg("Goals", fr="Objectifs"), 20, _make)
