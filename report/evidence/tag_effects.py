"""Conclusions that the proposed UTM fixes would change: values with and without them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from data.facts.facts import Facts
from data.utm.audit.utm_issue import UtmIssue
from data.utm.rule_preview import with_rule
from i18n.message import Message, Part, msg
from metrics.goals.daily import total
from metrics.goals.scope import scope
from metrics.results.tag_faults import corrected_comparison
from report.document.model import Amount
from report.evidence import goals
from report.evidence.data_access import ReportData
from report.evidence.goal_views import GoalView
from report.evidence.main_result import is_clear


@dataclass(frozen=True, slots=True)
class TagEffect:
    """A conclusion as tagged and with the fixes, each in a cell."""

    label: Message
    tagged: Amount | Message | None
    fixed: Amount | Message | None


@dataclass(frozen=True)
class TagEffects:
    """What the fixes of all UTM issues together would change; ``flipped`` are the goals among it."""

    case: ReportData
    flipped: tuple[GoalView, ...]

    @cached_property
    def effects(self) -> tuple[TagEffect, ...]:
        """The conclusions that change; empty where none does."""
        return (*self._changes(), *self._goals())

    def _changes(self) -> Iterator[TagEffect]:
        """Headlines whose verdict changes."""
        case = self.case
        names = [one.figure.metric.id for one in case.known]
        fixed = corrected_comparison(case.facts, names, case.query, case.request.compare)
        for one in case.known:
            other = fixed.get(one.figure.metric.id)
            if other is None or is_clear(other.change) == is_clear(one.change):
                continue
            unit, code = one.figure.metric.unit, one.figure.currency
            yield TagEffect(
                one.figure.metric.label,
                Amount(one.figure.value, unit, code),
                Amount(other.row["value"], unit, code),
            )

    def _goals(self) -> Iterator[TagEffect]:
        for view in self.flipped:
            fixed = view.fixed
            if fixed is None:
                continue
            yield TagEffect(
                scope(view.goal),
                goals.value(view.now.done, view.now),
                goals.value(fixed.done, fixed),
            )
            odds = goals.chance(view.now), goals.chance(fixed)
            if None not in odds and odds[0] != odds[1]:
                yield TagEffect(_LIKELIHOOD.filled(goal=scope(view.goal)), *odds)

    @cached_property
    def causes(self) -> tuple[UtmIssue, ...]:
        """The issues whose fixes change a goal, the largest first: one where it alone does."""
        fixable = [issue for issue in self.case.faults if issue.repair is not None]
        if not self.flipped or not fixable:
            return tuple(fixable) if self.effects else ()
        touching = [issue for issue in fixable if self._touches(issue)]
        touching.sort(key=lambda issue: -(issue.stake.sessions or 0))
        return tuple(touching)

    def _touches(self, issue: UtmIssue) -> bool:
        facts, repair = self.case.facts, issue.repair
        assert repair is not None  # noqa: S101  # asked before
        alone: Facts = facts.derived(
            ("with one fix", repair), lambda: facts.under(with_rule(facts.inputs.tagging, repair))
        )
        return any(
            total(alone, view.goal, view.now.as_of).value
            != total(facts, view.goal, view.now.as_of).value
            for view in self.flipped
        )


def named(issue: UtmIssue) -> Part:
    """The wrong tag as it is written."""
    return issue.wrong_tag[1] if issue.wrong_tag else issue.check


_LIKELIHOOD = msg("{goal}: likelihood")
