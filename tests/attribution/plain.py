"""Attribution written out over plain lists: slow, and sharing nothing with the program."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import factorial

DAY = 86_400_000_000


@dataclass(frozen=True)
class Visit:
    """A visit; ``at`` in microseconds."""

    user: str
    session: str
    at: int
    key: str
    direct: bool = False


@dataclass(frozen=True)
class Win:
    """A conversion; ``at`` in microseconds."""

    user: str
    at: int
    value: float = 0.0


def paths(visits: list[Visit], wins: list[Win], days: int) -> list[tuple[list[Visit], Win | None]]:
    """The journeys: of every conversion, and of what people did after their last one."""
    by_user = defaultdict(list)
    for visit in sorted(visits, key=lambda v: (v.at, v.session)):
        by_user[visit.user].append(visit)
    found: list[tuple[list[Visit], Win | None]] = []
    for win in wins:
        seen = [v for v in by_user[win.user] if 0 < win.at - v.at <= days * DAY]
        found.append((seen, win))
    for user, seen in by_user.items():
        done = max((w.at for w in wins if w.user == user), default=None)
        rest = [v for v in seen if done is None or v.at >= done]
        found.append(([v for v in rest if rest[-1].at - v.at <= days * DAY], None))
    return [(seen, win) for seen, win in found if seen]


def weights(  # noqa: PLR0911  # one return per model
    model: str, seen: list[Visit], end: int, half_life: float = 7.0
) -> list[float]:
    """The weight of every visit of a journey that ended at ``end``."""
    n = len(seen)
    if model == "first_touch":
        return [1.0] + [0.0] * (n - 1)
    if model == "last_touch":
        return [0.0] * (n - 1) + [1.0]
    if model == "last_non_direct":
        chosen = max((i for i, v in enumerate(seen) if not v.direct), default=n - 1)
        return [float(i == chosen) for i in range(n)]
    if model == "linear":
        return [1 / n] * n
    if model == "position_based":
        if n <= 2:
            return [1 / n] * n
        return [0.4] + [0.2 / (n - 2)] * (n - 2) + [0.4]
    if model == "time_decay":
        worth = [2 ** (-(end - v.at) / (half_life * DAY)) for v in seen]
        return [w / sum(worth) for w in worth]
    kinds = Counter(v.key for v in seen)
    return [1 / len(kinds) / kinds[v.key] for v in seen]


def credit(
    model: str, journeys: list[tuple[list[Visit], Win | None]]
) -> tuple[dict[str, float], dict[str, float]]:
    """Conversions and value per key under a model of weights."""
    count: dict[str, float] = defaultdict(float)
    value: dict[str, float] = defaultdict(float)
    for seen, win in journeys:
        if win is not None:
            for visit, weight in zip(seen, weights(model, seen, win.at), strict=True):
                count[visit.key] += weight
                value[visit.key] += weight * win.value
    return count, value


def removal(journeys: list[tuple[list[Visit], Win | None]], order: int) -> dict[str, Fraction]:
    """Removal effects by eliminating states one after the other, in fractions."""
    counts: dict[tuple[object, object], int] = Counter()
    keys = set()
    for seen, win in journeys:
        path = [v.key for v in seen]
        keys |= set(path)
        size = min(order, len(path))
        windows: list[object] = [tuple(path[i : i + size]) for i in range(len(path) - size + 1)]
        for a, b in zip(["start", *windows], [*windows, "won" if win else "lost"], strict=True):
            counts[a, b] += 1
    out: dict[object, int] = Counter()
    for (a, _), n in counts.items():
        out[a] += n
    chances = {(a, b): Fraction(n, out[a]) for (a, b), n in counts.items()}
    whole = _reach(chances, None)
    return {k: 1 - _reach(chances, k) / whole if whole else Fraction(0) for k in sorted(keys)}


def _reach(chances: dict[tuple[object, object], Fraction], without: str | None) -> Fraction:
    """The chance to get from start to won when states that hold ``without`` lead nowhere."""
    left = {
        (a, b): p
        for (a, b), p in chances.items()
        if without is None or not any(isinstance(s, tuple) and without in s for s in (a, b))
    }
    for state in {s for pair in left for s in pair} - {"start", "won", "lost"}:
        stay = 1 - left.pop((state, state), Fraction(0))
        into = [(a, p) for (a, b), p in left.items() if b == state]
        onto = [(b, p) for (a, b), p in left.items() if a == state]
        for a, _ in into:
            left.pop((a, state))
        for b, _ in onto:
            left.pop((state, b))
        for a, p in into:
            for b, q in onto:
                left[a, b] = left.get((a, b), Fraction(0)) + p * q / stay
    return left.get(("start", "won"), Fraction(0))


def rate_shapley(journeys: list[tuple[list[Visit], Win | None]]) -> dict[str, Fraction]:
    """Shapley values of conversion rates over every coalition."""
    sets = [(frozenset(v.key for v in seen), win is not None) for seen, win in journeys]
    keys = sorted(frozenset().union(*(members for members, _ in sets)))

    def worth(allowed: frozenset[str]) -> Fraction:
        ended = [won for members, won in sets if members <= allowed]
        return Fraction(sum(ended), len(ended)) if ended else Fraction(0)

    n = len(keys)
    return {
        key: sum(
            (
                Fraction(factorial(size) * factorial(n - size - 1), factorial(n))
                * (worth(frozenset(others) | {key}) - worth(frozenset(others)))
                for size in range(n)
                for others in combinations([k for k in keys if k != key], size)
            ),
            Fraction(0),
        )
        for key in keys
    }
