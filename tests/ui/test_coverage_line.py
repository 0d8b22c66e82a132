"""The line below Results: which sources have all days of the period."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from data.facts.coverage import Owner, OwnerCoverage
from data.imports.tool_coverage import TableLane, ToolCoverage
from ui.components.results.coverage import sentence
from ui.components.sources import tools

START, END = date(2026, 3, 1), date(2026, 3, 31)


def owner(network: str, first: date, last: date, *, gap: int = 0) -> OwnerCoverage:
    """Values by day, of which the first ``gap`` days but one are missing."""
    days = np.ones((last - first).days + 1, dtype=bool)
    days[1 : 1 + gap] = False
    whose = Owner("account_days", network, "a", None)
    return OwnerCoverage(whose, ("x",), first, days, days, days, {}, dense=True)


def posts(last: date) -> OwnerCoverage:
    """A post on every second day, so that a few quiet days at the end are usual."""
    days = np.ones((last - START).days + 61, dtype=bool)
    rows = np.arange(len(days)) % 2 == 0
    whose = Owner("posts", "x", "a", None)
    return OwnerCoverage(whose, ("x",), START - timedelta(60), days, rows, rows, {}, dense=False)


def test_only_what_has_all_days_is_said_to_cover_them() -> None:
    """One that begins later, has a gap or ends early does not."""
    whole = owner("linkedin", START, END)
    assert sentence([whole], START, END) == "1 source covers all days until 31 Mar 2026."
    later = owner("x", START + timedelta(1), END)
    gap = owner("tiktok", START, END, gap=1)
    assert sentence([later], START, END) == "No source covers all days until 31 Mar 2026. 1 more covers a part."  # fmt: skip
    said = sentence([whole, later, gap], START, END)
    assert said == "1 source covers all days until 31 Mar 2026. 2 more cover a part."
    early = owner("youtube", START, END - timedelta(1))
    said = sentence([whole, early], START, END)
    assert said.startswith("1 source covers all days")
    assert "Earlier ends: " in said
    assert "30 Mar 2026" in said
    assert "No source has data" in sentence([owner("x", END + timedelta(1), END + timedelta(9))], START, END)  # fmt: skip


def test_quiet_days_after_the_last_post_are_covered() -> None:
    """As many as are usual; one more is an early end."""
    quiet = posts(END).quiet
    assert quiet > 0
    for days, is_late in ((quiet, False), (quiet + 1, True)):
        one = posts(END - timedelta(days))
        assert one.quiet == quiet
        said = sentence([one], START, END)
        assert ("Earlier ends" in said) is is_late
        assert said.startswith("No source covers") is is_late


@pytest.mark.parametrize(
    ("last", "said"),
    [(END, "Complete"), (END - timedelta(1), "Complete, quiet lately")],
)
def test_a_source_without_missing_days_that_ends_early_was_quiet(
    monkeypatch: pytest.MonkeyPatch, last: date, said: str
) -> None:
    """Sources says so, because the bar of its days ends before the frame."""
    monkeypatch.setattr(tools, "period", lambda: (START, END))
    lanes = (TableLane("posts", ((START, last),)),)
    tool = ToolCoverage("x", (), lanes, (), frozenset({"posts"}))
    assert tools.missing_text(tool) == said
