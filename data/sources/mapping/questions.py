"""Column mapping questions for an unknown file, and the mapping that the answers give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from zoneinfo import available_timezones

from data.base.issue import Question
from data.reading.table import RawTable
from data.sources.kit.spec import ReadContext, Source
from data.sources.mapping.propose import (
    Proposal,
    mapping_of,
    may_fill,
    names_only_periods,
    propose,
)
from data.sources.mapping.survey import is_survey
from data.tables.schema import LEADS
from data.values.column_mapping import IGNORE, STATUS, TARGETS, ColumnMapping, choices
from i18n.message import Message, msg

ACCEPT, REFUSE = "accept", "refuse"
COMPANY = "company"
_TABLES = {
    "posts": msg("One row per post"),
    "account_days": msg("One row per day of an account"),
    "ad_costs": msg("Ad costs"),
    "web_sessions": msg("Visits to a website"),
    "leads": msg("One row per lead"),
    "mentions": msg("One row per mention of the brand"),
    "conversions": msg("One row per order or payment"),
    "email_sends": msg("One row per sending of an e-mail"),
    "search_days": msg("Search results of a website"),
}


@dataclass(frozen=True, slots=True)
class MappingQuestions:
    """A mapping with the answers so far, and what is still to be asked."""

    mapping: ColumnMapping
    questions: tuple[Question, ...]


def mapping_questions(
    tables: Iterable[RawTable], given: ReadContext, sources: tuple[Source, ...]
) -> MappingQuestions | None:
    """What is offered for the largest of ``tables``; None when nothing plausible is, or it was refused."""
    raw = max((t for t in tables if t.header), key=lambda t: t.frame.height, default=None)
    if raw is None or given.answers.get("mapping") == REFUSE:
        return None
    table = given.answers.get("table")
    if is_survey(raw):
        return MappingQuestions(_unmapped(raw, given.file), ())
    proposal = propose(raw, given.file, sources, table if table in TARGETS else None)
    if proposal is None:
        by_period = names_only_periods(raw, sources)
        return MappingQuestions(_unmapped(raw, given.file), ()) if by_period else None
    mapping = _answered(proposal, given.answers)
    return MappingQuestions(mapping, tuple(_questions(proposal, mapping, given.answers)))


def _unmapped(raw: RawTable, file: str) -> ColumnMapping:
    """A mapping without columns: the source that is made of it says why there is none."""
    return replace(mapping_of(LEADS.name, raw, file, {}, {}), columns=())


def _answered(proposal: Proposal, answers: Mapping[str, str]) -> ColumnMapping:
    proposed = dict(proposal.mapping.columns)
    columns: dict[str, str] = {}
    for name in proposal.looks:
        to = answers.get(key_of(name), proposed.get(name, IGNORE))
        # A column is filled once: of two answers the one further left in the file counts.
        table = proposal.mapping.table
        fits = to in choices(table) and may_fill(table, to, proposal.written[name])
        if fits and to not in columns.values():
            columns[name] = to
    return replace(
        proposal.mapping,
        columns=tuple(columns.items()),
        name=answers.get("name") or proposal.mapping.name,
        place=answers.get("network") or proposal.mapping.place,
        zone=zone if (zone := answers.get("zone", "")) in available_timezones() else "",
    )


def key_of(name: str) -> str:
    """The key of the question what a column is: its normalised name without the signs of keys."""
    return "column." + name.replace("=", " ").replace(":", " ")


def _questions(
    proposal: Proposal,
    mapping: ColumnMapping,
    answers: Mapping[str, str],
) -> Iterable[Question]:
    """All of them; those with a guess go without asking once the proposal is accepted."""
    accepted = answers.get("mapping") == ACCEPT
    asked = (
        _whether(mapping, proposal.written),
        _table(mapping),
        *_place(mapping, proposal),
        *_zone(mapping, proposal),
        Question(
            "name",
            msg("What is this export called?"),
            (),
            proposal.mapping.name,
        ),
        *(_column(name, proposal) for name in proposal.looks),
    )
    for question in asked:
        if question.key not in answers and not (accepted and question.guess is not None):
            yield question


def _whether(mapping: ColumnMapping, written: Mapping[str, str]) -> Question:
    pairs = ", ".join(f"{written[name]} → {to}" for name, to in mapping.columns)
    return Question(
        "mapping",
        msg(
            "No supported export has these columns. They can be read like this: {mapping}. Is "
            "that right?",
            mapping=pairs,
        ),
        (
            (
                ACCEPT,
                msg("Yes, import it and every file like it"),
            ),
            (REFUSE, msg("No, skip it")),
        ),
    )


def _table(mapping: ColumnMapping) -> Question:
    prompt = msg("What does one row stand for?")
    return Question("table", prompt, tuple(_TABLES.items()), mapping.table)


def _place(mapping: ColumnMapping, proposal: Proposal) -> Iterable[Question]:
    schema = TARGETS[mapping.table].schema
    if "platform" in schema:
        prompt = msg("Which ad platform is it from (for example snapchat_ads)?")
        yield Question("network", prompt, (), proposal.mapping.place)
    elif "network" in schema:
        prompt = msg("Which network is it from (for example bluesky)?")
        yield Question("network", prompt, (), proposal.mapping.place)


def _zone(mapping: ColumnMapping, proposal: Proposal) -> Iterable[Question]:
    """Asked where times say nothing of their zone."""
    naive = [name for name, _ in mapping.columns if proposal.looks[name].naive]
    if naive:
        prompt = msg(
            "In which time zone are the times of “{name}”: your company’s, or another (for example Europe/Paris)?",
            name=proposal.written[naive[0]],
        )
        yield Question("zone", prompt, (), COMPANY)


def _column(name: str, proposal: Proposal) -> Question:
    mapping, seen = proposal.mapping, proposal.looks[name]
    prompt = msg(
        "What is “{name}” (such as {examples})?",
        name=proposal.written[name],
        examples=", ".join(seen.examples) or "—",
    )
    if dict(mapping.columns).get(name) == STATUS:
        prompt = msg(
            "What is “{name}” ({values})? Unpaid or refunded orders are skipped.",
            name=proposal.written[name],
            values=", ".join(f"{value}: {count}" for value, count in seen.counts),
        )
    fitting = (
        to for to in choices(mapping.table) if may_fill(mapping.table, to, proposal.written[name])
    )
    options = ((IGNORE, msg("Ignore")), *((to, Message(to)) for to in fitting))
    return Question(key_of(name), prompt, options, dict(mapping.columns).get(name, IGNORE))
