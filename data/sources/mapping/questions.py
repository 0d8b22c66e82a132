"""Offering a mapping for a file that nobody knows: the questions, and what answers make of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from zoneinfo import available_timezones

from data.base.issue import Question
from data.base.message import Message, msg
from data.reading.table import RawTable
from data.sources.kit.spec import ReadContext, Source
from data.sources.mapping.propose import Proposal, propose
from data.values.column_mapping import IGNORE, TARGETS, ColumnMapping, choices

ACCEPT, REFUSE = "accept", "refuse"
UTC = "UTC"
_TABLES = {
    "posts": msg("One row per post", fr="Une ligne par publication"),
    "account_days": msg("One row per day of an account", fr="Une ligne par jour d’un compte"),
    "ad_costs": msg("Ad costs", fr="Coûts publicitaires"),
    "web_sessions": msg("Visits to a website", fr="Visites d’un site web"),
    "leads": msg("One row per lead", fr="Une ligne par lead"),
    "mentions": msg("One row per mention of the brand", fr="Une ligne par mention de la marque"),
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
    proposal = propose(raw, given.file, sources, table if table in TARGETS else None)
    if proposal is None:
        return None
    mapping = _answered(proposal, given.answers)
    return MappingQuestions(mapping, tuple(_questions(proposal, mapping, given.answers)))


def _answered(proposal: Proposal, answers: Mapping[str, str]) -> ColumnMapping:
    proposed = dict(proposal.mapping.columns)
    columns: dict[str, str] = {}
    for name in proposal.looks:
        to = answers.get(key_of(name), proposed.get(name, IGNORE))
        if to in choices(proposal.mapping.table) and to not in columns.values():
            columns[name] = to
    return replace(
        proposal.mapping,
        columns=tuple(columns.items()),
        name=answers.get("name") or proposal.mapping.name,
        place=answers.get("network") or proposal.mapping.place,
        zone=zone if (zone := answers.get("zone", "")) in available_timezones() else UTC,
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
            msg("What is this export called?", fr="Comment s’appelle cet export\u00a0?"),
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
            "No known export has these columns. They can be read like this: {pairs}. Is that right?",
            fr="Aucun export connu n’a ces colonnes. Elles peuvent être lues ainsi\u00a0: {pairs}. Est-ce juste\u00a0?",
            pairs=pairs,
        ),
        (
            (
                ACCEPT,
                msg(
                    "Yes, import it so, and every file like it",
                    fr="Oui, importer ainsi, de même que tout fichier semblable",
                ),
            ),
            (REFUSE, msg("No, leave it out", fr="Non, laisser de côté")),
        ),
    )


def _table(mapping: ColumnMapping) -> Question:
    prompt = msg("What does one row stand for?", fr="Que représente une ligne\u00a0?")
    return Question("table", prompt, tuple(_TABLES.items()), mapping.table)


def _place(mapping: ColumnMapping, proposal: Proposal) -> Iterable[Question]:
    schema = TARGETS[mapping.table].schema
    if "platform" in schema:
        prompt = msg(
            "Which ad platform is it from (for example snapchat_ads)?",
            fr="De quelle plateforme publicitaire vient-il (par exemple snapchat_ads)\u00a0?",
        )
        yield Question("network", prompt, (), proposal.mapping.place)
    elif "network" in schema:
        prompt = msg(
            "Which network is it from (for example bluesky)?",
            fr="De quel réseau vient-il (par exemple bluesky)\u00a0?",
        )
        yield Question("network", prompt, (), proposal.mapping.place)


def _zone(mapping: ColumnMapping, proposal: Proposal) -> Iterable[Question]:
    """Asked where times say nothing of their zone."""
    naive = [name for name, _ in mapping.columns if proposal.looks[name].naive]
    if naive:
        prompt = msg(
            "In which time zone are the times of “{name}” (for example Europe/Paris)?",
            fr="Dans quel fuseau horaire sont les heures de « {name} » (par exemple Europe/Paris) ?",
            name=proposal.written[naive[0]],
        )
        yield Question("zone", prompt, (), UTC)


def _column(name: str, proposal: Proposal) -> Question:
    mapping, seen = proposal.mapping, proposal.looks[name]
    prompt = msg(
        "What is “{name}” (such as {examples})?",
        fr="Qu’est-ce que «\u00a0{name}\u00a0» (par exemple {examples})\u00a0?",
        name=proposal.written[name],
        examples=", ".join(seen.examples) or "—",
    )
    options = (
        (IGNORE, msg("Ignore", fr="Ignorer")),
        *((to, Message(to)) for to in choices(mapping.table)),
    )
    return Question(key_of(name), prompt, options, dict(mapping.columns).get(name, IGNORE))
