"""The list of everything that is said of figures, with its conditions."""

from __future__ import annotations

from pathlib import Path

from cli.docs.statements import PLACES, Statement, page, statements
from tests.conftest import ROOT

CODE = '''
"""A module."""
from i18n.message import msg, plural
_QUIET = msg("Nothing moved.")
ELSEWHERE = msg("Said elsewhere.")
def verdict(n, sure):
    """The verdict of a figure."""
    if n < 8:
        return plural("Only {n} day.", "Only {n} days.", n=n)
    if sure:
        return msg("It rose.") if n > 9 else msg("It fell.")
    return _QUIET
'''


def test_each_sentence_has_the_tests_on_the_way_to_it(tmp_path: Path) -> None:
    """An ``if`` that returned before counts as false."""
    path = tmp_path / "module.py"
    path.write_text(CODE, "utf-8")
    assert list(statements(path)) == [
        Statement("Only {n} days.", "The verdict of a figure.", ("n < 8",)),
        Statement("It rose.", "The verdict of a figure.", ("not (n < 8)", "sure", "n > 9")),
        Statement("It fell.", "The verdict of a figure.", ("not (n < 8)", "sure", "not (n > 9)")),
        Statement("Nothing moved.", "The verdict of a figure.", ("not (n < 8)", "not (sure)")),
        Statement("Said elsewhere.", "", ()),
    ]


def test_the_page_is_what_the_code_generates() -> None:
    """`python -m metrics docs` would change nothing."""
    assert (ROOT / "docs" / "statements.md").read_text("utf-8") == page()


def test_every_place_exists_and_has_sentences() -> None:
    """A folder that was renamed would leave its sentences out."""
    text = page()
    for places in PLACES.values():
        assert all((ROOT / place).exists() for place in places)
    assert text.count("\n| ") > 200
