"""What the name of a column says: which canonical columns it may fill, and how surely."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from data.sources.kit.spec import Source
from data.sources.mapping.spoken_names import is_percentage, spoken
from data.sources.mapping.vocabulary import WORDS
from data.values.column_mapping import PERSONAL, TARGETS, UNITS, choices

# How sure a name is: a word of our own list, a name of some known export, a word inside it.
_LISTED, _KNOWN, _INSIDE = 3, 2, 1
# Of these the names that some export uses (“Name”, “ID”) mean anything in another file.
_OWN_WORDS = frozenset({"transaction_id", "user_key", "session_id", "send_id", "account", "site"})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """For each table: how well the words of a name fit a canonical column."""

    scores: Mapping[str, Mapping[tuple[str, str], int]]

    @classmethod
    def of(cls, sources: Iterable[Source]) -> Vocabulary:
        """The names of the known exports, and our own words, which go before them."""
        known: dict[str, dict[tuple[str, str], int]] = {name: {} for name in TARGETS}
        for source in sources:
            for sheet in source.sheets:
                for wanted in sheet.fields if sheet.table.name in known else ():
                    if wanted.to not in _OWN_WORDS:
                        for _, name in wanted.names:
                            known[sheet.table.name][name, wanted.to] = _KNOWN
        for table in TARGETS:
            own = ((word, to) for to in choices(table) for word in words_of(table, to))
            known[table] |= dict.fromkeys(own, _LISTED)
        return cls(known)

    def score(self, table: str, name: str, to: str) -> int:
        """0 where the column ``name`` does not fill ``to``; the first of its forms that fits counts.

        An exact name always outweighs a word inside one.
        """
        dtype = TARGETS[table].schema.get(to)
        if dtype is not None and dtype.is_numeric() and is_percentage(name):
            return 0
        known = self.scores[table]
        forms = spoken(name)
        for place, form in enumerate(forms):
            if found := known.get((form, to), 0):
                # A name that fits as a whole goes before one that fits without its first words.
                return 10 * found - min(place, 9)
        return 0

    def inside(self, table: str, name: str, to: str) -> int:
        """Whether a word for ``to`` is among others in ``name``.

        For people only exact names count, because “email campaign” is no address.
        """
        forms = [form for form in spoken(name) if " " in form]
        if to in PERSONAL:
            return 0
        words = words_of(table, to)
        return _INSIDE if any(f" {w} " in f" {form} " for form in forms for w in words) else 0


@cache
def words_of(table: str, to: str) -> frozenset[str]:
    """Our own words for a canonical column of ``table``, in every form that names are compared in."""
    listed = WORDS.get(f"{table}.{to}") or WORDS.get(to) or ""
    return frozenset(form for word in listed.split("|") if word for form in (word, *spoken(word)))


@cache
def _listed(words: str) -> frozenset[str]:
    return frozenset(form for word in words.split("|") for form in (word, *spoken(word)))


def is_named(name: str, words: str) -> bool:
    """Whether a column is called one of ``words``, which ``|`` separates."""
    return not _listed(words).isdisjoint(spoken(name))


def unit_of(name: str) -> str | None:
    """The helper column of weeks, months, quarters or years that ``name`` means, if any."""
    forms = spoken(name)
    return next((unit for unit in UNITS if not words_of("", unit).isdisjoint(forms)), None)
