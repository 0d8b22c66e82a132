"""Attribution credits: the credit of every key under a model, from aggregated path statistics."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from metrics.attribution.daily_aggregates import Matrix, Tallies
from metrics.attribution.model import MarkovChain, Model

FIGURES = ("conversions", "value")


def total_credit(tallies: Tallies, weights: Matrix, figure: str) -> Matrix:
    """All conversions (or their value), per line of ``weights``."""
    # Last touch gives every conversion to exactly one key, so its credits add up to all
    # conversions.
    won: Matrix = weights @ tallies.credits.figures[f"last_touch_{figure}"]
    summed: Matrix = won.sum(axis=1)
    return summed


def solve(model: Model, tallies: Tallies, weights: Matrix, *figures: str) -> list[Matrix]:
    """For each of ``figures``, the credit per line of ``weights`` and key of the tallies.

    A line of ``weights`` says how often each row of the tallies counts. The credits of a line
    add up to what was earned.
    """
    if not isinstance(model.by, MarkovChain):
        credited = tallies.credits.figures
        return [weights @ credited[f"{model.id}_{figure}"] for figure in figures]
    return [
        _scaled(share, total_credit(tallies, weights, figure))
        for share, figure in zip(_markov_effects(tallies, weights, figures), figures, strict=True)
    ]


def _scaled(shares: Matrix, sums: Matrix) -> Matrix:
    whole = shares.sum(axis=1, keepdims=True)
    # Removal effects do not add up to the conversions, so they only set the proportions.
    normalised: Matrix = np.divide(shares, whole, out=np.zeros_like(shares), where=whole != 0)
    return normalised * sums[:, None]


def _markov_effects(tallies: Tallies, weights: Matrix, figures: Sequence[str]) -> list[Matrix]:
    steps = weights @ tallies.steps.figures["steps"]
    won = np.stack([weights @ tallies.steps.figures[figure] for figure in figures], axis=1)
    nothing = np.zeros((len(figures), len(tallies.keys)))
    effects = [
        tallies.graph.removal_effects(taken, ended) if taken.any() else nothing
        for taken, ended in zip(steps, won, strict=True)
    ]
    return list(np.stack(effects, axis=1))
