"""``python -m metrics outcomes``: what counts for the company, as guessed or chosen."""

from __future__ import annotations

from typing import Any

import click

from changes.outcomes import set_outcomes
from cli.options import Call, by_option, common_options, print_json, print_lines
from data.facts.facts import Facts
from data.values.audit import Actor
from data.values.outcomes import OutcomeWord
from i18n.message import msg
from metrics.definitions.registry import metrics
from metrics.results.outcomes import OutcomeSet, outcomes

_GUESSED = msg(
    "Guessed from your files. Confirm or change it: python -m metrics outcomes --set ID,ID"
)
_NAMED = msg("Other events in your files that you can count: {names}")
_SHOWN = 10  # names of events in the text; JSON has all
_CHOSEN = msg("Saved. Results, attribution, costs, goals, insights and reports use it.")


@click.command("outcomes")
@click.option(
    "--set",
    "results",
    metavar="ID,ID",
    help="The metrics that count, the main one first; empty: as the files suggest.",
)
@click.option(
    "--word",
    "words",
    multiple=True,
    metavar="ID=WORD",
    help="Your word for a metric, in the language of --lang; an empty word deletes it.",
)
@by_option
@common_options
def outcomes_command(call: Call, who: Actor, results: str | None, words: tuple[str, ...]) -> None:
    """Show or choose what counts: orders, leads, sign-ups, key events, clicks."""
    with call.store() as store:
        company = outcomes(Facts(store))
        if results is not None or words:
            chosen = company.results if company.is_chosen else ()
            if results is not None:
                chosen = tuple(name.strip() for name in results.split(",") if name.strip())
            set_outcomes(store, _known(chosen), _words(company, words, call.language), who)
            company = outcomes(Facts(store))
    if call.as_json:
        print_json(_entry(company, call))
        return
    lines = [call.text(_CHOSEN if company.is_chosen else _GUESSED)]
    lines += [f"{name}: {call.text(company.metric(name).label)}" for name in company.results]
    others = [name for name in company.events if name not in company.results]
    named = [call.text(_NAMED.filled(names=", ".join(others[:_SHOWN])))] if others else []
    print_lines([*lines, *named, *([call.text(company.missing)] if company.missing else [])])


def _known(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names. Raises UsageError for one that no metric with a value has."""
    unknown = [name for name in names if name not in metrics() or not metrics()[name].numerator]
    if unknown:
        raise click.UsageError(f"No such metric: {', '.join(unknown)}. See: catalogue")
    return names


def _words(company: OutcomeSet, given: tuple[str, ...], language: str) -> list[OutcomeWord]:
    """The words in force after those given. Raises UsageError for one that cannot be a label."""
    pairs = [text.partition("=") for text in given]
    _known(tuple(name for name, _, _ in pairs))
    said = {name: word.strip() for name, _, word in pairs}
    others = [w for w in company.words if w.language != language or w.metric not in said]
    try:
        own = [OutcomeWord(name, language, word) for name, word in said.items() if word]
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    return [*others, *own]


def _entry(company: OutcomeSet, call: Call) -> dict[str, Any]:
    return {
        "chosen": company.is_chosen,
        "business": company.business.id,
        "main": company.main,
        "results": [
            {"metric": name, "label": call.text(company.metric(name).label)}
            for name in company.results
        ],
        "events": list(company.events),
        "headlines": list(company.headlines),
        "missing": None if company.missing is None else call.text(company.missing),
    }
