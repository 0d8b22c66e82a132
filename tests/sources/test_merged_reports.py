"""What was understood of a file that is read in pieces."""

from __future__ import annotations

from data.base.table_report import CheckResult, RecognitionReport
from data.sources.loading.merge import _together
from i18n.message import msg

TOTAL, RATE = msg("total"), msg("rate")


def report(*checks: CheckResult) -> RecognitionReport:
    return RecognitionReport(None, "posts", (), (), (), (), (), None, "iso", checks)


def test_checks_of_pieces_add_up():
    first, second = CheckResult(TOTAL, 2, 1, 3.0), CheckResult(TOTAL, 5, 0, 0.5)
    other = CheckResult(RATE, 1, 0, 0.0)
    [merged] = _together((report(first),), (report(second, other),))
    assert merged.checks == (CheckResult(TOTAL, 7, 1, 3.5), other)


def test_a_piece_without_a_usable_row_takes_nothing_away():
    known = report(CheckResult(TOTAL, 2, 1, 3.0))
    assert _together((known,), ()) == (known,)
    assert _together((), (known,)) == (known,)
    assert _together((known,), (known, report())) == (
        report(CheckResult(TOTAL, 4, 2, 6.0)),
        report(),
    )
