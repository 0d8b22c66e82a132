"""A plugin of pytest for ``make quick``: tests that have not begun when the time is used up are left out."""

from __future__ import annotations

import os
import time
from collections import Counter

import pytest

UNTIL, CHANGED = "QUICK_UNTIL", "QUICK_CHANGED"
"""Where the moment (seconds since 1970) and the changed files are handed over."""
THRESHOLDS = "tests/test_thresholds.py"
_left: Counter[str] = Counter()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of the cases of thresholds only those of changed files are tried."""
    given = os.environ[CHANGED].split()
    items[:] = [item for item in items if _wanted(item.nodeid, given)]


def _wanted(name: str, given: list[str]) -> bool:
    case = name.startswith(THRESHOLDS) and "[" in name
    return not case or any(path in name for path in given)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> bool | None:
    """Counts a test instead of running it when it is too late."""
    if time.time() < float(os.environ[UNTIL]):
        return None
    _left[item.nodeid.partition("::")[0]] += 1
    return True


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says what was left out."""
    if _left:
        terminalreporter.write_line("Left out, for want of time (make test runs them):")
    for file, count in _left.items():
        terminalreporter.write_line(f"  {file}: {count}")
