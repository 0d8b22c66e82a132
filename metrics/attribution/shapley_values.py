"""Exact Shapley values of conversion rates over coalitions of keys."""

from __future__ import annotations

from math import factorial
from typing import Any

import numpy as np
from numpy.typing import NDArray

MOST_PLAYERS = 20  # 2^20 sets take about a second

Numbers = NDArray[np.float64]
Members = NDArray[np.integer[Any]]


def rate_values(members: Members, won: Numbers, ended: Numbers, players: int) -> Numbers:
    """Per player, the Shapley value of v(S) = won / ended journeys of those whose keys lie in S.

    ``members`` are sets of players as bits, ``won`` and ``ended`` what the journeys of exactly
    that set won and how many there were. The values add up to the rate of all journeys; one is
    below zero where a key goes with fewer conversions.
    """
    sets = 1 << players
    # bincount lays out all 2^players coalitions, also those that no journey has.
    wins = _inside(np.bincount(members, won, sets).astype(np.float64))
    ways = _inside(np.bincount(members, ended, sets).astype(np.float64))
    worth = np.divide(wins, ways, out=np.zeros(sets), where=ways > 0)
    sizes = np.bitwise_count(np.arange(sets, dtype=np.uint64)).astype(np.intp)
    # Shapley's weights: |S|! (n - |S| - 1)! / n! for a coalition S that the player joins.
    orders = [factorial(n) * factorial(players - n - 1) for n in range(players)]
    weights = np.array(orders) / factorial(players)
    return np.array([_marginal(worth, weights, sizes, player) for player in range(players)])


def _inside(sums: Numbers) -> Numbers:
    """For every set, the sum over its subsets (the zeta transform), one player at a time."""
    totals = sums.copy()
    for player in range(len(sums).bit_length() - 1):
        halves = totals.reshape(-1, 2, 1 << player)
        halves[:, 1] += halves[:, 0]
    return totals


def _marginal(worth: Numbers, weights: Numbers, sizes: Members, player: int) -> float:
    """What the player adds, on average over every order in which players may join."""
    halves = worth.reshape(-1, 2, 1 << player)
    joined = sizes.reshape(-1, 2, 1 << player)[:, 0]
    return float(((halves[:, 1] - halves[:, 0]) * weights[joined]).sum())
