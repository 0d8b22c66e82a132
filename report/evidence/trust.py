"""Can the figures be trusted: which days each source covers, and how much is not known yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from data.facts.coverage import OwnerCoverage, coverage
from i18n.message import Message
from metrics.comparison.like_for_like import owners_of
from metrics.definitions.registry import metrics
from metrics.maturing.maturity import MaturityStage
from metrics.results.results import Headline
from report.evidence.data_access import ReportData
from report.wording.sources import owner_label

COVERED = 0.95  # share of the days of a period from which on a source counts as complete
_SKIPPED = frozenset({"posts", "email_sends"})  # a company that does not post has no gap


@dataclass(frozen=True, slots=True)
class SourceDays:
    """The days that a source covers; ``share`` is that of the days of the period."""

    label: Message
    owner: OwnerCoverage
    share: float

    @property
    def is_complete(self) -> bool:
        """Whether it covers the period."""
        return self.share >= COVERED

    @property
    def spans(self) -> tuple[tuple[date, date], ...]:
        """Runs of covered days."""
        return self.owner.spans


@dataclass(frozen=True)
class Trust:
    """What the figures of a period rest on."""

    case: ReportData

    @cached_property
    def sources(self) -> tuple[SourceDays, ...]:
        """The sources with days in the period or the year before it, the incomplete ones first."""
        start, end = self.case.request.start, self.case.request.end
        found = []
        for owner in coverage(self.case.facts):
            if owner.last < start.replace(year=start.year - 1, day=1) or owner.first > end:
                continue
            share = owner.share(start, end)
            found.append(SourceDays(owner_label(owner), owner, share))
        return tuple(sorted(found, key=lambda one: (round(one.share, 3), str(one.label))))

    @cached_property
    def late(self) -> tuple[SourceDays, ...]:
        """Sources of the headlines that have days of the period, and not all of them."""
        return tuple(
            one
            for one in self.sources
            if 0 < one.share < COVERED and one.owner.owner.table not in _SKIPPED
        )

    @property
    def complete(self) -> int:
        """How many sources cover the period."""
        return sum(one.is_complete for one in self.sources)

    @cached_property
    def growing(self) -> tuple[Headline, ...]:
        """Figures of which a part is not known yet."""
        return tuple(self._growing())

    def _growing(self) -> Iterator[Headline]:
        for one in self.case.known:
            if one.maturity is not None and one.maturity.stage is not MaturityStage.MATURE:
                yield one

    @cached_property
    def measures_sessions(self) -> bool:
        """Whether files of the period count sessions on the website."""
        found = owners_of(self.case.facts, metrics()["sessions"], self.case.query)
        return any(
            owner.share(self.case.request.start, self.case.request.end) for owner, _ in found
        )
