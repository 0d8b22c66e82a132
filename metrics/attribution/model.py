"""The attribution model interface, and the registry of models: one file each in ``models``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import narwhals as nw

from data.base.discovery import discover
from i18n.message import Message

HIGHEST_ORDER = 4


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Settings of attribution models.

    ``first`` and ``last`` are the shares of the first and the last touch in the position-based
    model, ``half_life_days`` the time in which a touch loses half its weight, ``order`` how many
    touches in a row make a state of the Markov chain. Raises ValueError on anything impossible.
    """

    first: float = 0.4
    last: float = 0.4
    half_life_days: float = 7.0
    order: int = 1

    def __post_init__(self) -> None:
        if self.first < 0 or self.last < 0 or not 0 < self.first + self.last <= 1:
            raise ValueError("the shares of first and last touch lie between 0 and 1 together")
        if self.half_life_days <= 0:
            raise ValueError("the half-life is longer than nothing")
        if not 1 <= self.order <= HIGHEST_ORDER:
            raise ValueError(f"the order is 1 to {HIGHEST_ORDER}")


@dataclass(frozen=True, slots=True)
class Weighted:
    """Each touch earns a weight of its journey's conversion, from columns of ``journeys``.

    The weights of one journey add up to 1; with ``relative`` they are only in proportion, and
    are divided by their sum.
    """

    weight: Callable[[ModelSettings], nw.Expr]
    relative: bool = False


@dataclass(frozen=True, slots=True)
class MarkovChain:
    """Credit by what removing a key takes away from the chance of a conversion."""


@dataclass(frozen=True, slots=True)
class Model:
    """One way to share conversions out; ``assumes`` says in a sentence what must hold for it."""

    id: str
    label: Message
    assumes: Message
    by: Weighted | MarkovChain
    order: int


@cache
def registered() -> dict[str, Model]:
    """Every model by id, in the order they are shown."""
    models: list[Model] = discover("metrics.attribution.models", "MODEL")
    return {model.id: model for model in sorted(models, key=lambda model: model.order)}
