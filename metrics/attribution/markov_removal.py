"""Markov removal effects: exact, in an absorbing chain, from one matrix inverse.

With N = (I - Q)^-1 the fundamental matrix, v = s N the visits from the start s, h = N r the
chance of a conversion from each state, and S the states that hold a key, sending S to no
conversion loses v[S] N[S, S]^-1 h[S] of the s h conversions: block inversion of I - Q without S.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import splu

from metrics.attribution.statistics import AND, START

DENSE = 5_000
"""States up to which one dense inverse (0.2 GB) is faster than sparse factors, which fill up too."""
_COLUMNS = 256  # columns of N that are solved for together

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class TransitionGraph:
    """Which steps were seen (``came`` is -1 for a first one), and the states that hold each key."""

    states: int
    came: Places
    went: Places
    holding: tuple[Places, ...]

    @classmethod
    def of(cls, steps: pl.DataFrame, keys: Sequence[str]) -> TransitionGraph:
        """The graph of distinct ``before`` and ``state``, in the order of the rows."""
        states = steps["state"].unique().sort().to_list()
        place = {state: n for n, state in enumerate(states)} | {START: -1}
        came = np.array([place[before] for before in steps["before"]], dtype=np.intp)
        went = np.array([place[state] for state in steps["state"]], dtype=np.intp)
        members: dict[str, list[int]] = {key: [] for key in keys}
        for at, state in enumerate(states):
            for key in set(state.split(AND)) & members.keys():
                members[key].append(at)
        holding = tuple(np.array(members[key], dtype=np.intp) for key in keys)
        return cls(len(states), came, went, holding)

    def removal_effects(self, steps: Vector, won: Matrix) -> Matrix:
        """Per line of ``won`` and key, the share of everything won that is lost without the key.

        ``steps`` are how often each step was taken; a line of ``won`` says what the journeys that
        ended with it won (conversions, or their value). Where nothing was won every effect is 0.
        """
        chain = self._chain(steps, won)
        lost = _by_inverse if self.states <= DENSE else _by_solving
        whole, without = lost(chain, self.holding)
        shares: Matrix = np.divide(
            without, whole[:, None], out=np.zeros_like(without), where=whole[:, None] > 0
        )
        return shares

    def _chain(self, steps: Vector, won: Matrix) -> _Chain:
        ways = np.bincount(self.went, steps, self.states)  # into a state as often as out of it
        inner = (self.came >= 0) & (steps > 0)
        came, went = self.came[inner], self.went[inner]
        shape = (self.states, self.states)
        onward = sparse.csr_array((steps[inner] / ways[came], (came, went)), shape=shape)
        first = self.came < 0
        starts = np.bincount(self.went[first], steps[first], self.states) / steps[first].sum()
        ends = np.array([np.bincount(self.went, figure, self.states) for figure in won])
        return _Chain(onward, starts, np.divide(ends, ways, out=ends * 0.0, where=ways > 0).T)


@dataclass(frozen=True, slots=True)
class _Chain:
    """Chances of a step between states, of a start in each, and what an end in each wins."""

    onward: sparse.csr_array
    starts: Vector
    ends: Matrix


def _by_inverse(chain: _Chain, holding: Sequence[Places]) -> tuple[Vector, Matrix]:
    # The fundamental matrix of an absorbing Markov chain: expected visits of each state.
    visits = np.linalg.inv(np.eye(len(chain.starts)) - chain.onward.toarray())
    reached, chance = chain.starts @ visits, visits @ chain.ends
    lost = [reached[at] @ np.linalg.solve(visits[np.ix_(at, at)], chance[at]) for at in holding]
    return chain.starts @ chance, np.array(lost).T


def _by_solving(chain: _Chain, holding: Sequence[Places]) -> tuple[Vector, Matrix]:
    """The same from the factors of I - Q, some columns of N at a time."""
    count = len(chain.starts)
    factors = splu(sparse.csc_array(sparse.eye_array(count) - chain.onward))
    chance, reached = factors.solve(chain.ends), factors.solve(chain.starts, trans="T")
    lost = []
    for group in _groups(holding):
        places = np.unique(np.concatenate(group))
        columns = np.zeros((count, len(places)))
        columns[places, np.arange(len(places))] = 1.0
        # N is never whole in memory: only the columns of this group's states.
        visits = factors.solve(columns)
        for at in group:
            inner = visits[np.ix_(at, np.searchsorted(places, at))]
            lost.append(reached[at] @ np.linalg.solve(inner, chance[at]))
    return chain.starts @ chance, np.array(lost).T


def _groups(holding: Sequence[Places]) -> Iterator[list[Places]]:
    """Keys in their order, of about ``_COLUMNS`` states together."""
    group: list[Places] = []
    for at in holding:
        group.append(at)
        if sum(map(len, group)) >= _COLUMNS:
            yield group
            group = []
    if group:
        yield group
