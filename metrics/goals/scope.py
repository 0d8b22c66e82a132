"""What a goal is about, in words."""

from __future__ import annotations

from data.channels import CHANNELS
from data.message import Message, msg
from data.networks import network_name
from metrics.goals.goal import Goal
from metrics.registry import metrics

USES = {
    "organic": msg("Organic", fr="Organique"),
    "paid": msg("Paid", fr="Payant"),
    "unknown": msg("Use not told", fr="Usage non précisé"),
}


def scope(goal: Goal) -> Message:
    """The metric and the selection: “Leads · Email”."""
    parts = [metrics()[goal.metric].label]
    if goal.channel:
        parts.append(
            CHANNELS[goal.channel].label if goal.channel in CHANNELS else Message(goal.channel)
        )
    parts += [USES[goal.use]] if goal.use in USES else []
    said = [part.render("en") for part in parts], [part.render("fr") for part in parts]
    plain = [network_name(goal.network)] if goal.network else []
    plain += [goal.campaign] if goal.campaign else []
    english, french = (" · ".join([*words, *plain]) for words in said)
    return msg("{scope}", fr="{scope_fr}", scope=english, scope_fr=french)
