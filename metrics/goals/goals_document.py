"""The goals document: a shareable Markdown or HTML page of all goals, for a whole team."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from html import escape

from data.facts.source import FactSource
from data.store import State
from i18n.message import Message, msg
from metrics.definitions.registry import metrics
from metrics.goals.conflicts import conflicts
from metrics.goals.goal import Goal
from metrics.goals.goals_overview import evaluate_all
from metrics.goals.objectives import Branch, advice, missions, objectives, tree
from metrics.goals.progress import Progress
from metrics.goals.repository import readable_history, stored
from metrics.goals.review import RHYTHMS, next_review
from metrics.goals.revisions import changes
from metrics.goals.scope import scope
from metrics.results.plain_text import in_words, shown

_TITLE = msg("Goals")
_STAND = msg("As of {day}")
_LOOSE = msg("Without a business objective")
_MISSIONS = msg("Mission of each channel")
_AGAINST = msg("Goals that contradict each other")
_NONE = msg("There are no goals yet.")


@dataclass(frozen=True, slots=True)
class DocumentBlock:
    """A piece of the document: a heading of a level, or (level 0) a paragraph, (-1) a list item."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class GoalsDocument:
    """What the document is made from."""

    facts: FactSource
    state: State
    as_of: date
    language: str

    def say(self, message: Message) -> str:
        """The message in the document's language."""
        return message.render(self.language)


def markdown(facts: FactSource, state: State, as_of: date, language: str) -> str:
    """The document as Markdown."""
    marks = {0: "", -1: "- "}
    blocks = _blocks(GoalsDocument(facts, state, as_of, language))
    lines = [marks.get(b.level, "#" * b.level + " ") + _escaped(b.text) for b in blocks]
    return "\n\n".join(lines).replace("\n\n- ", "\n- ") + "\n"


def html(facts: FactSource, state: State, as_of: date, language: str) -> str:
    """The document as one plain page that prints well."""
    paper = GoalsDocument(facts, state, as_of, language)
    body = "\n".join(_element(block) for block in _blocks(paper))
    title = escape(paper.say(_TITLE))
    style = (
        "body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}"
    )
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _escaped(text: str) -> str:
    """The text with Markdown's special characters escaped."""
    return "".join("\\" + letter if letter in "\\*_`[]<>#|" else letter for letter in text)


def _element(block: DocumentBlock) -> str:
    tag = f"h{block.level}" if block.level > 0 else ("p" if block.level == 0 else "li")
    return f"<{tag}>{escape(block.text)}</{tag}>"


def _blocks(paper: GoalsDocument) -> Iterator[DocumentBlock]:
    goals = stored(paper.state)
    yield DocumentBlock(1, paper.say(_TITLE))
    yield DocumentBlock(0, paper.say(_STAND.filled(day=paper.as_of.isoformat())))
    if not goals:
        yield DocumentBlock(0, paper.say(_NONE))
    elif (message := advice(goals)) is not None:
        yield DocumentBlock(0, paper.say(message))
    by_id = {p.goal.id: p for p in evaluate_all(paper.facts, goals, paper.as_of)}
    for branch in tree(objectives(paper.state), goals):
        yield from _branch(paper, branch, by_id)
    yield from _against(paper, goals)
    if channel_missions := missions(paper.state):
        yield DocumentBlock(2, paper.say(_MISSIONS))
        yield from (
            DocumentBlock(-1, f"{channel}: {message}")
            for channel, message in channel_missions.items()
        )


def _branch(
    paper: GoalsDocument, branch: Branch, by_id: dict[str, Progress]
) -> Iterator[DocumentBlock]:
    name = branch.objective.name or paper.say(_LOOSE)
    yield DocumentBlock(2 + min(branch.depth, 2), name)
    for goal in branch.goals:
        yield DocumentBlock(0, _headline(paper, by_id[goal.id]))
        yield from (DocumentBlock(-1, text) for text in _details(paper, by_id[goal.id]))


def _headline(paper: GoalsDocument, progress: Progress) -> str:
    return f"{paper.say(scope(progress.goal))} — {paper.say(progress.status.label)}"


def _details(paper: GoalsDocument, progress: Progress) -> Iterator[str]:
    goal, unit = progress.goal, metrics()[progress.goal.metric].unit
    currency = progress.figure.currency if progress.figure else None
    target = shown(goal.target, unit, paper.language, currency)
    yield f"{target}, {goal.start.isoformat()} – {goal.end.isoformat()}"
    write = partial(in_words, unit=unit, language=paper.language)
    yield progress.message.render(paper.language, show=write)
    if progress.outlook is not None:
        yield from map(paper.say, progress.outlook.limits)
    if goal.mission:
        yield goal.mission
    named = (
        (goal.owner, msg("Owner: {value}", value=goal.owner)),
        (goal.guard, _guarded(goal, paper.language)),
        (goal.review, _reviewed(goal, paper.as_of, paper.language)),
    )
    yield from (paper.say(message) for value, message in named if value)
    for change in changes(paper.facts, readable_history(paper.state, goal.id)):
        words = " ".join(m.render(paper.language, show=write) for m in change.messages)
        yield f"{change.day.isoformat()}: {words}"


def _guarded(goal: Goal, language: str) -> Message:
    label = metrics()[goal.guard].label.render(language) if goal.guard else ""
    return msg("Guardrail metric: {value}", value=label)


def _reviewed(goal: Goal, as_of: date, language: str) -> Message:
    following = next_review(goal, as_of)
    rhythm = RHYTHMS[goal.review].render(language) if goal.review in RHYTHMS else ""
    if following is None:
        return msg("Review: {rhythm}", rhythm=rhythm)
    return msg("Review: {rhythm}, next on {day}", rhythm=rhythm, day=following.isoformat())


def _against(paper: GoalsDocument, goals: Sequence[Goal]) -> Iterator[DocumentBlock]:
    conflicting = conflicts(paper.facts, goals)
    if conflicting:
        yield DocumentBlock(2, paper.say(_AGAINST))
    for conflict in conflicting:
        pair = " / ".join(paper.say(scope(goal)) for goal in (conflict.first, conflict.second))
        yield DocumentBlock(-1, f"{pair}: {paper.say(conflict.message)}")
