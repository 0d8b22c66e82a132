"""Fetching a few days of every report, in requests that are neither too many nor too large."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from data.ga4.batch import Batch
from data.ga4.calls import ApiError
from data.ga4.known import Kind
from data.ga4.pages import Answer, Pages
from data.ga4.reports import REPORTS, Report
from data.ga4.rows import strays, undated
from data.issue import Issue, Level, Where
from data.message import msg

MOST_DAYS = 31  # of a request, and of an import
MOST_ROWS = 250_000  # of an import, unless a single day has more: what is held in memory
_ASKED_ROWS = 80_000  # of a request: fits one page with room for a day that is busier


@dataclass(slots=True)
class Windows:
    """Every report over windows of days, sized by what the last window held.

    ``reports`` are what is asked; a field that the property refuses is left out from then on
    and told among ``issues``.
    """

    pages: Pages
    reports: Sequence[Report] = REPORTS
    issues: list[Issue] = field(default_factory=list)
    _rows_a_day: float | None = None

    def cut(self, run: tuple[date, ...]) -> Iterator[tuple[date, ...]]:
        """A run of days in windows; the size follows what has been fetched meanwhile."""
        while run:
            size = self._size()
            yield run[:size]
            run = run[size:]

    def fetch(self, days: tuple[date, ...], into: Batch, stop: Callable[[], object]) -> None:
        """All reports of some days that follow one another; ``stop`` may raise between requests.

        Nothing gets into the batch before every report is there.
        """
        fetched: list[tuple[Report, tuple[date, ...], Answer]] = []
        for number in range(len(self.reports)):
            stop()
            fetched += [(self.reports[number], *part) for part in self._report(number, days)]
        fullest = max((a.rows.height / len(d) for _, d, a in fetched), default=0.0)
        self._rows_a_day = max(fullest, 1.0)
        for report, told, answer in fetched:
            line = into.kept.add(report.id, answer, self.pages.calls.quota.to_json())
            into.add(report, told, answer, line)

    def _size(self) -> int:
        if self._rows_a_day is None:
            return 1
        return max(1, min(MOST_DAYS, int(_ASKED_ROWS / self._rows_a_day)))

    def _report(self, number: int, days: tuple[date, ...]) -> list[tuple[tuple[date, ...], Answer]]:
        """A report over some days; day by day where Google would estimate or lump over them."""
        answer = self._answer(number, days)
        if answer is None:
            return []
        if len(days) > 1 and (answer.notes.sampled or undated(answer)):
            return [part for day in days for part in self._report(number, (day,))]
        stray = strays(answer, days)
        if stray:
            self._tell(_stray(stray))
        return [(days, answer)]

    def _answer(self, number: int, days: tuple[date, ...]) -> Answer | None:
        """The answer, asked with fewer fields as often as one is refused; None without any."""
        while self.reports[number].usable:
            try:
                return self.pages.read(self.reports[number], min(days), max(days))
            except ApiError as error:
                reduced = self._reduced(self.reports[number], error)
                self._tell(error.problem.issue)
                self.reports = [*self.reports[:number], reduced, *self.reports[number + 1 :]]
        return None

    def _reduced(self, report: Report, error: ApiError) -> Report:
        """The report without the field that the error is about. Raises it when there is none."""
        known, refused = error.problem.known, error.problem.field
        if known.kind is not Kind.FIELD or known.missing or refused is None:
            raise error
        reduced = report.without(refused)
        if reduced == report:
            raise error
        return reduced

    def _tell(self, issue: Issue) -> None:
        softened = Issue(Level.WARNING, issue.where, issue.what, issue.fix)
        if softened not in self.issues:
            self.issues.append(softened)


def _stray(count: int) -> Issue:
    return Issue(
        Level.WARNING,
        Where("Google Analytics"),
        msg(
            "{n} rows were of days that had not been asked for",
            fr="{n} lignes concernaient des jours qui n’avaient pas été demandés",
            n=count,
        ),
        msg("They were left out.", fr="Elles ont été laissées de côté."),
    )
