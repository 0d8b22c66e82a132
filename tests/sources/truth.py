"""The truth about real exports, where they lie next to the repository, as plain values."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from data.sources.kit.parse_result import ParseResult
from data.sources.registry import SOURCES, load
from tests.conftest import EXPORTS

TODAY = date(2026, 11, 23)
OURS = {"formats": "breakdown", "follower_activity": "breakdown_days"}
VIEWS = {"audience": "breakdown"}  # page views by group are no people
# One source reads reports and overviews. Of a hand-trimmed one nothing says the period, and the
# dashboard of an app tells of no sessions at all.
READ_BY = {"ga4.overview": "ga4.report"}
REFUSED = {"ga4ui-timeseries-handtrimmed-en-01.csv", "ga4ui-firebasedashboard2021-en-01.csv"}
MISSING = "the real exports do not lie next to this repository"


@dataclass(frozen=True)
class Case:
    file: str
    truth: dict[str, Any]

    def __str__(self) -> str:
        return self.file

    @property
    def sure(self) -> bool:
        return self.truth.get("confidence") == "sure"

    @property
    def header_only(self) -> bool:
        return bool(self.truth.get("header_only"))


def cases() -> list[Case]:
    """The files of every source that is registered."""
    if not EXPORTS.exists():
        return []
    entries = json.loads((EXPORTS / "expected.json").read_text())
    named = [
        entry | {"source": READ_BY.get(entry.get("source"), entry.get("source"))}
        for entry in entries
    ]
    return [
        Case(e["file"], e) for e in named if e["source"] in SOURCES and e["file"] not in REFUSED
    ]


def sample_rows() -> list[dict[str, Any]]:
    if not EXPORTS.exists():
        return []
    rows = map(json.loads, (EXPORTS / "sample_rows.jsonl").read_text().splitlines())
    return [row for row in rows if row["source"] in SOURCES]


@cache
def loaded(file: str) -> ParseResult:
    """The single part of ``file``; questions are answered from the truth."""
    entry = next(case.truth for case in cases() if case.file == file)
    path = EXPORTS / entry["folder"] / file
    (part,) = load(file, path.read_bytes(), answers(entry), today=TODAY)
    return part.loaded


def answers(entry: dict[str, Any]) -> dict[str, str]:
    known = [t["dates_if_year_known"] for t in tables(entry).values() if "dates_if_year_known" in t]
    year = known[0]["year_of_last_row"] if known else TODAY.year
    return {
        "network": "facebook",
        "year": str(year),
        "date_order": "mdy",
        "as_of": TODAY.isoformat(),
        "period_from": "2026-01-01",
        "period_to": "2026-01-31",
    }


def tables(entry: dict[str, Any]) -> dict[str, Any]:
    """Tables by the name under which they are found here."""
    ours = OURS | (VIEWS if entry["source"] == "linkedin.page_visitors" else {})
    return {ours.get(name, name): truth for name, truth in entry.get("tables", {}).items()}
