"""From tallies to the credit of every key under a model."""

from __future__ import annotations

import numpy as np

from metrics.attribution.game import rate_values
from metrics.attribution.model import Chain, Game, Model
from metrics.attribution.tally import Matrix, Tallies

FIGURES = ("conversions", "value")


def earned(tallies: Tallies, weights: Matrix, figure: str) -> Matrix:
    """What the journeys won altogether, per line of ``weights``."""
    won: Matrix = weights @ tallies.credits.figures[f"last_touch_{figure}"]
    summed: Matrix = won.sum(axis=1)
    return summed


def names(model: Model, tallies: Tallies) -> tuple[str, ...]:
    """What the credits that ``solve`` gives belong to, in their order."""
    return tallies.players if isinstance(model.by, Game) else tallies.keys


def solve(model: Model, tallies: Tallies, weights: Matrix, figure: str) -> Matrix:
    """Credit per line of ``weights`` and key (for a game: player).

    A line of ``weights`` says how often each row of the tallies counts. The credits of a line
    add up to what was earned.
    """
    if isinstance(model.by, Chain):
        shares = _chain(tallies, weights, figure)
    elif isinstance(model.by, Game):
        shares = _game(tallies, weights, figure)
    else:
        given: Matrix = weights @ tallies.credits.figures[f"{model.id}_{figure}"]
        return given
    whole = shares.sum(axis=1, keepdims=True)
    told = np.divide(shares, whole, out=np.zeros_like(shares), where=whole != 0)
    credit: Matrix = told * earned(tallies, weights, figure)[:, None]
    return credit


def _chain(tallies: Tallies, weights: Matrix, figure: str) -> Matrix:
    steps = weights @ tallies.steps.figures["steps"]
    won = weights @ tallies.steps.figures[figure]
    effects = [
        tallies.graph.removal_effects(taken, ended) if taken.any() else np.zeros(len(tallies.keys))
        for taken, ended in zip(steps, won, strict=True)
    ]
    return np.array(effects)


def _game(tallies: Tallies, weights: Matrix, figure: str) -> Matrix:
    members = tallies.sets.cases["members"].to_numpy()
    figures = tallies.sets.figures
    won = weights @ figures[figure]
    ended = weights @ (figures["conversions"] + figures["lost"])
    players = len(tallies.players)
    return np.array([rate_values(members, w, e, players) for w, e in zip(won, ended, strict=True)])
