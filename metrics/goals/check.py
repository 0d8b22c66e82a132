"""Whether a goal is Specific, Measurable, Attainable, Relevant and Time-bound, in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from data.base.message import Message, msg
from data.facts.source import FactSource
from metrics.definitions.registry import metrics
from metrics.goals.daily import last_day
from metrics.goals.goal import Goal
from metrics.goals.history import baseline
from metrics.goals.pre_save_odds import odds_before


@dataclass(frozen=True, slots=True)
class SmartCheck:
    """One letter of S.M.A.R.T.: fulfilled or not, what to do about it, and what else is known."""

    letter: str
    ok: bool
    message: Message
    more: tuple[Message, ...] = ()


def check(goal: Goal, facts: FactSource) -> tuple[SmartCheck, ...]:
    """A finding for every letter, and one more for a vanity metric chosen unknowingly."""
    found = (
        _specific(goal),
        _measurable(goal, facts),
        _attainable(goal, facts),
        _relevant(goal),
        _time_bound(goal, facts),
    )
    return (*found, *_vanity(goal))


def _specific(goal: Goal) -> SmartCheck:
    if any((goal.channel, goal.use, goal.network, goal.campaign)):
        said = msg(
            "Specific: one metric of one selection.",
            fr="Spécifique\u00a0: un indicateur sur une sélection précise.",
        )
        return SmartCheck("S", True, said)
    said = msg(
        "Not specific: everything counts. Choose a channel, organic or paid use, a network or a campaign.",
        fr="Pas assez spécifique\u00a0: tout est compté. Choisissez un canal, un usage organique ou payant, un réseau ou une campagne.",
    )
    return SmartCheck("S", False, said)


def _measurable(goal: Goal, facts: FactSource) -> SmartCheck:
    needs = metrics()[goal.metric].needs
    if needs is not None:
        return SmartCheck("M", False, needs)
    found = baseline(facts, goal)
    if found.value is not None or goal.baseline is None:
        return SmartCheck("M", found.value is not None, found.message)
    said = msg(
        "Measured from a baseline entered by hand: {value}.",
        fr="Mesuré à partir d’un point de départ saisi à la main\u00a0: {value}.",
        value=goal.baseline,
    )
    return SmartCheck("M", True, said)


def _attainable(goal: Goal, facts: FactSource) -> SmartCheck:
    found = odds_before(facts, goal, date.max)
    first, *more = found.messages
    return SmartCheck("A", found.ok, first, tuple(more))


def _relevant(goal: Goal) -> SmartCheck:
    if goal.objective.strip() and goal.mission.strip():
        said = msg(
            "Relevant: it serves “{objective}”.",
            fr="Pertinent\u00a0: il sert «\u00a0{objective}\u00a0».",
            objective=goal.objective,
        )
        return SmartCheck("R", True, said)
    said = msg(
        "Not yet relevant: name the business objective it serves, and say in one sentence what the channel is for.",
        fr="Pertinence à préciser\u00a0: indiquez l’objectif commercial servi et, en une phrase, la mission du canal.",
    )
    return SmartCheck("R", False, said)


def _time_bound(goal: Goal, facts: FactSource) -> SmartCheck:
    if goal.start <= goal.end:
        said = msg(
            "Time-bound: from {start} to {end}.",
            fr="Temporel\u00a0: du {start} au {end}.",
            start=str(goal.start),
            end=str(goal.end),
        )
        return SmartCheck("T", True, said, tuple(_calendar(goal, facts)))
    said = msg(
        "Not time-bound: it ends before it starts. Swap the dates.",
        fr="Pas de période valable\u00a0: la fin précède le début. Inversez les dates.",
    )
    return SmartCheck("T", False, said)


def _calendar(goal: Goal, facts: FactSource) -> Iterator[Message]:
    """How long that is, which days of it are off, and whether it is over already."""
    weeks, rest = divmod(goal.days, 7)
    if weeks and not rest:
        yield msg("{weeks} whole weeks.", fr="{weeks} semaines entières.", weeks=weeks)
    else:
        yield msg("{days} days.", fr="{days} jours.", days=goal.days)
    off = sum(goal.start <= day <= goal.end for day in facts.inputs.holidays)
    if off:
        yield msg(
            "{off} of these days are days off: the pace expects less of them.",
            fr="{off} de ces jours sont fériés\u00a0: le rythme en attend moins.",
            off=off,
        )
    elif not facts.inputs.holidays:
        yield msg(
            "No days off are noted yet. Add them under “Holidays”: the pace then expects less of them.",
            fr="Aucun jour chômé n’est encore noté. Ajoutez-les sous «\u00a0Jours chômés\u00a0»\u00a0: le rythme en attendra moins.",
        )
    last = last_day(facts, goal)
    if last is not None and goal.end <= last:
        yield msg(
            "All of these days are past: nothing can change the result any more. Choose a later deadline.",
            fr="Tous ces jours sont passés\u00a0: plus rien ne peut changer le résultat. Choisissez une échéance plus lointaine.",
        )


def _vanity(goal: Goal) -> tuple[SmartCheck, ...]:
    metric = metrics()[goal.metric]
    if not metric.vanity or goal.acknowledged:
        return ()
    partner = metrics()[metric.partner].label if metric.partner else metric.label
    said = msg(
        "This is a vanity figure: it says that people saw or liked, not that it helped. Prefer “{partner}”, or confirm your choice.",
        fr="C’est un indicateur de vanité\u00a0: il dit que l’on a vu ou aimé, non que cela a servi. Préférez «\u00a0{partner}\u00a0» ou confirmez votre choix.",
        partner=partner,
    )
    return (SmartCheck("R", False, said),)
