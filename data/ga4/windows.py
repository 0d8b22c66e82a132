"""Request windows: fetches few days per request, sized by the rows of earlier requests."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from data.base.issue import Issue, Level, Where
from data.ga4.batch import SyncBatch
from data.ga4.calls import ApiError
from data.ga4.error_catalogue import ErrorKind
from data.ga4.pages import Answer, Pages
from data.ga4.reports import REPORTS, ApiReport
from data.ga4.rows import out_of_range_rows, rows_without_date
from i18n.message import msg, plural

MOST_DAYS = 31  # of a request, and of an import: a kill loses one month at most
MOST_ROWS = 250_000  # of an import, unless a single day has more: what is held in memory
_ASKED_ROWS = 80_000  # of a request: fits one page with room for a day that is busier


@dataclass(slots=True)
class Windows:
    """Every report over windows of days, sized by the rows of the last window.

    ``reports`` are those requested; a field that the property refuses is left out from then on
    and reported in ``issues``.
    """

    pages: Pages
    reports: Sequence[ApiReport] = REPORTS
    issues: list[Issue] = field(default_factory=list)
    _rows_a_day: dict[str, float] = field(default_factory=dict)

    def cut(self, run: tuple[date, ...]) -> Iterator[tuple[date, ...]]:
        """A run of days in windows that fill an import; of one day until its size is known."""
        while run:
            size = self._days_of(MOST_ROWS, sum(self._rows_a_day.values()))
            yield run[:size]
            run = run[size:]

    def fetch(self, days: tuple[date, ...], into: SyncBatch, stop: Callable[[], object]) -> None:
        """All reports of some days that follow one another; ``stop`` may raise between requests.

        The batch takes the days only when every report of them is there.
        """
        into.begin(days)
        for number in range(len(self.reports)):
            rows, left = 0, days
            while left:
                stop()
                size = self._days_of(_ASKED_ROWS, self._rows_a_day.get(self.reports[number].id, 0))
                rows += self._report(number, left[:size], into)
                left = left[size:]
            self._rows_a_day[self.reports[number].id] = max(rows / len(days), 1.0)
        into.accept()

    def _days_of(self, rows: int, rows_a_day: float) -> int:
        return max(1, min(MOST_DAYS, int(rows / rows_a_day))) if rows_a_day else 1

    def _report(self, number: int, days: tuple[date, ...], into: SyncBatch) -> int:
        """A report over some days; day by day where Google would sample or group over them."""
        answer = self._answer(number, days)
        if answer is None:
            return 0
        if len(days) > 1 and (answer.notes.sampled or rows_without_date(answer)):
            return sum(self._report(number, (day,), into) for day in days)
        stray = out_of_range_rows(answer, days)
        if stray:
            self._add_issue(_stray(stray))
        into.add(self.reports[number], days, answer, self.pages.calls.quota.to_json())
        return answer.rows.height

    def _answer(self, number: int, days: tuple[date, ...]) -> Answer | None:
        """The answer, requested with fewer fields as often as one is refused; None without any."""
        while self.reports[number].usable and not self._is_repeated(number):
            try:
                return self.pages.read(self.reports[number], min(days), max(days))
            except ApiError as error:
                reduced = self._reduced(self.reports[number], error)
                self._add_issue(error.problem.issue)
                self.reports = [*self.reports[:number], reduced, *self.reports[number + 1 :]]
        return None

    def _is_repeated(self, number: int) -> bool:
        """Whether an earlier report has become the same: its rows would count twice."""
        report = self.reports[number]
        return any(
            (report.table, report.name) == (other.table, other.name)
            for other in self.reports[:number]
        )

    def _reduced(self, report: ApiReport, error: ApiError) -> ApiReport:
        """The report without the field that the error is about. Raises it when there is none."""
        known, refused = error.problem.known, error.problem.field
        if known.kind is not ErrorKind.FIELD or known.missing or refused is None:
            raise error
        reduced = report.without(refused)
        if reduced == report:
            raise error
        return reduced

    def _add_issue(self, issue: Issue) -> None:
        softened = Issue(Level.WARNING, issue.where, issue.what, issue.fix)
        if softened not in self.issues:
            self.issues.append(softened)


def _stray(count: int) -> Issue:
    return Issue(
        Level.WARNING,
        Where("Google Analytics"),
        plural(
            "{n} row was of another day than requested",
            "{n} rows were of other days than requested",
            n=count,
        ),
        msg("They were skipped."),
    )
