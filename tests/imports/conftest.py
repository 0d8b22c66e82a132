from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from data.base.issue import Issue, Level, Question, Where
from data.facts.facts import canonical
from data.sources.kit.parse_result import ParseResult
from data.tables.schema import TABLES
from i18n.message import msg, verbatim
from tests.languages import both


@dataclass(frozen=True)
class ToyPart:
    file: str
    content: bytes
    loaded: ParseResult
    waits: bool = False
    made: datetime | None = None


def load_toy(name, content, answers, *, today, **_given: object):
    """A toy format: a word for the kind, then ``key,figure`` lines.

    ``posts`` needs nothing, ``days`` asks for the network and then the year, ``leads`` names
    people, a zip is a bundle; anything else is refused.
    """
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as bundle:
            members = [(f"{name}/{m}", bundle.read(m)) for m in bundle.namelist()]
        return tuple(p for m, c in members for p in load_toy(m, c, answers, today=today))
    kind, *lines = content.decode().split("\n")
    cells = [line.split(",") for line in lines if line]
    reader = {"posts": _posts, "days": _days, "leads": _leads}.get(kind)
    loaded = reader(cells, answers, today) if reader else _refused(name)
    return (ToyPart(name, content, loaded),)


def _table(name, columns):
    return {name: canonical(TABLES[name], pl.DataFrame(columns))}


def _posts(cells, _answers, _today):
    good = [(n, c) for n, c in enumerate(cells, 2) if c[1].isdigit()]
    bad = [(n, c) for n, c in enumerate(cells, 2) if not c[1].isdigit()]
    tables = _table(
        "posts",
        {
            "network": ["x"] * len(good),
            "post_id": [c[0] for _, c in good],
            "published_on": [date(2026, 1, 1)] * len(good),
            "views": [int(c[1]) for _, c in good],
            "source_row": [n for n, _ in good],
        },
    )
    reason = json.dumps(msg("no number").to_json())
    quarantine = pl.DataFrame(
        [{"sheet": None, "row": n, "reason": reason, "record": json.dumps(c)} for n, c in bad]
    )
    return ParseResult("toy.posts", "x", "en", "utf-8", 1.0, tables, quarantine=quarantine)


def _days(cells, answers, today):
    ask = []
    if "network" not in answers:
        choices = tuple((n, verbatim(n)) for n in ("facebook", "instagram"))
        ask = [Question("network", msg("Which network?"), choices, "facebook")]
    elif "year" not in answers:
        ask = [Question("year", msg("Which year?"), (), str(today.year))]
    year, network = int(answers.get("year", today.year)), answers.get("network", "facebook")
    tables = _table(
        "account_days",
        {
            "network": [network] * len(cells),
            "date": [date(year, 1, int(c[0])) for c in cells],
            "views": [int(c[1]) for c in cells],
            "source_row": range(2, len(cells) + 2),
        },
    )
    return ParseResult("toy.days", network, "en", "utf-8", 1.0, tables, questions=tuple(ask))


def _leads(cells, _answers, _today):
    header, *people = cells
    tables = _table(
        "leads",
        {
            "lead_id": [p[0] for p in people],
            "person_key": [p[header.index("Email")] for p in people],
            "created_on": [date(2026, 1, 1)] * len(people),
            "source_row": range(3, len(people) + 3),
        },
    )
    reason = json.dumps(msg("no stage").to_json())
    aside = [{"sheet": None, "row": 3, "reason": reason, "record": json.dumps(people[0])}]
    return ParseResult(
        "toy.leads",
        language="en",
        tables=tables,
        quarantine=pl.DataFrame(aside),
        personal=("Email", "Phone"),
    )


def _refused(name):
    issue = Issue(
        Level.ERROR,
        Where(name),
        both("No known export.", fr="Aucun export connu."),
        msg("Export it again."),
    )
    return ParseResult(None, issues=(issue,))


def zipped(members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as bundle:
        for name, content in members.items():
            bundle.writestr(name, content)
    return buffer.getvalue()
