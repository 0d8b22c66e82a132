"""Model comparison: credits under every model, and the range over the models."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from i18n.message import Message, Part, msg
from metrics.attribution.answer import Attribution

Keys = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """The credit of a key under each model, in the models' order; 0 where a model gives nothing."""

    keys: Keys
    conversions: tuple[float, ...]
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every key with its range over the models, the largest first."""

    answers: tuple[Attribution, ...]
    spreads: tuple[Spread, ...]

    @property
    def known(self) -> tuple[Spread, ...]:
        """The keys that have a name: the unknown one never comes first."""
        return tuple(spread for spread in self.spreads if any(spread.keys))

    @property
    def leaders(self) -> tuple[Keys, ...]:
        """Who leads under each model; one element when they all agree."""
        firsts = [
            max(self.known, key=lambda spread: spread.conversions[at]).keys
            for at in (range(len(self.answers)) if self.known else ())
        ]
        return tuple(dict.fromkeys(firsts))


def compared(answers: Sequence[Attribution]) -> Comparison:
    """Results of several models for one query, key by key."""
    by_keys = [{c.keys: c for c in answer.credits} for answer in answers]
    spreads = [
        Spread(
            keys,
            tuple(credit[keys].conversions if keys in credit else 0.0 for credit in by_keys),
            tuple(credit[keys].value if keys in credit else None for credit in by_keys),
        )
        for keys in {keys for credit in by_keys for keys in credit}
    ]

    def rank(spread: Spread) -> tuple[float, list[str]]:
        # By the sum over the models, because no single model is the right one.
        return -sum(spread.conversions), [key or "" for key in spread.keys]

    return Comparison(tuple(answers), tuple(sorted(spreads, key=rank)))


def headline(comparison: Comparison, name: Part, counted: Part) -> Message:
    """One sentence about the first known key, called ``name``: its range, and whether it always leads.

    ``counted`` is what the conversions are called, in the plural.
    """
    first = comparison.known[0]
    least, most = round(min(first.conversions)), round(max(first.conversions))
    values: dict[str, Part] = {"what": counted, "name": name, "least": least, "most": most}
    if comparison.leaders == (first.keys,) and least == most:
        del values["least"]
        return msg("{what}: {most} from {name} with every model. It comes first.", **values)
    if comparison.leaders == (first.keys,):
        return msg(
            "{what}: {least} to {most} from {name} depending on the model. It comes first with every model.",
            **values,
        )
    return msg(
        "{what}: {least} to {most} from {name} depending on the model. The top channel changes "
        "with the model.",
        **values,
    )
