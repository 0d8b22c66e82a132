"""``python -m metrics goals``: progress and forecast of every goal, or the goals document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from cli.json_output import change_json, goal_row
from cli.options import DAY, Call, common_options, print_json, print_lines
from data.facts.facts import Facts
from data.store import State
from i18n.message import msg
from metrics.definitions.registry import metrics
from metrics.goals.conflicts import Conflict, conflicts
from metrics.goals.forecast.likelihood_text import rounded
from metrics.goals.goals_document import html, markdown
from metrics.goals.goals_overview import evaluate_all
from metrics.goals.guardrail import guard
from metrics.goals.progress import Progress
from metrics.goals.repository import readable_history, stored
from metrics.goals.review import next_review
from metrics.goals.revisions import RevisionChange, changes
from metrics.goals.scope import scope
from metrics.results.plain_text import in_words

_NO_GOALS = msg("No goals yet. Create one on the page Goals.")


@click.command("goals")
@click.option(
    "--as-of", "as_of", type=DAY, default=None, help="The day of the evaluation; by default today."
)
@click.option(
    "--document",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="Write the goals as a document to share: a .md or .html file.",
)
@common_options
def goals_command(call: Call, as_of: datetime | None, document: Path | None) -> None:
    """Show the progress of every goal."""
    with call.store() as store:
        facts = Facts(store)
        day: date = (as_of or datetime.now(tz=ZoneInfo(facts.inputs.zone))).date()
        if document is not None:
            write = html if document.suffix.lower() in {".html", ".htm"} else markdown
            document.write_text(write(facts, store.state, day, call.language), encoding="utf-8")
            print_lines([str(document)])
            return
        found = evaluate_all(facts, stored(store.state), day)
        if call.as_json:
            against = conflicts(facts, [progress.goal for progress in found])
            print_json([_json(facts, store.state, one, against, call.language) for one in found])
            return
    print_lines([_line(one, call.language) for one in found] or [call.text(_NO_GOALS)])


def _line(progress: Progress, language: str) -> str:
    metric = metrics()[progress.goal.metric]
    show = partial(in_words, unit=metric.unit, language=language)
    message = progress.message.render(language, show=show)
    span = f"{progress.goal.start} – {progress.goal.end}"
    status = progress.status.label.render(language)
    return f"{scope(progress.goal).render(language)} ({span}) · {status} · {message}"


def _json(
    facts: Facts, state: State, progress: Progress, against: Sequence[Conflict], language: str
) -> dict[str, Any]:
    goal = progress.goal
    following = next_review(goal, progress.as_of)
    mine = [one for one in against if goal.id in {one.first.id, one.second.id}]
    return goal_row(progress, language) | {
        "guard": _guard(facts, progress, language),
        "next_review": following and following.isoformat(),
        "conflicts": [_conflict(one, goal.id, language) for one in mine],
        "revisions": [
            _revision(one, language) for one in changes(facts, readable_history(state, goal.id))
        ],
    }


def _guard(facts: Facts, progress: Progress, language: str) -> dict[str, Any] | None:
    found = guard(facts, progress.goal, progress.as_of)
    if found is None:
        return None
    moved = change_json(found.change, language)
    return {"now": found.now.value, "before": found.before.value, "change": moved}


def _conflict(found: Conflict, own: str, language: str) -> dict[str, Any]:
    other = found.second if found.first.id == own else found.first
    return {"with": other.id, "message": found.message.render(language), "n": found.n}


def _revision(found: RevisionChange, language: str) -> dict[str, Any]:
    show = partial(in_words, unit=metrics()[found.goal.metric].unit, language=language)
    chances = {"chance_before": found.chance_before, "chance": found.chance}
    return {
        "day": found.day.isoformat(),
        "by": found.by,
        "message": " ".join(m.render(language, show=show) for m in found.messages),
        **{name: None if c is None else rounded(c) for name, c in chances.items()},
    }
