"""Schema inference: proposes a column mapping from the names and values of a table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from data.base.network import Network
from data.base.networks import networks
from data.reading.dates import DateStyle
from data.reading.names import normalise, tidy
from data.reading.table import RawTable
from data.sources.kit.spec import Source
from data.sources.mapping.value_types import ColumnProfile, ValueType, infer_type
from data.sources.mapping.vocabulary import WORDS
from data.tables.schema import AD_COSTS, LEADS
from data.values.column_mapping import PERSONAL, TARGETS, ColumnMapping, choices

# Of each table, columns one of which must be found, set by set, from the most specific table on.
_NEEDS: dict[str, tuple[frozenset[str], ...]] = {
    "leads": (frozenset({"created_at"}), frozenset({"lead_id", "_email"})),
    "ad_costs": (frozenset({"spend"}), frozenset({"campaign", "date", "ad_group"})),
    "web_sessions": (
        frozenset({"sessions"}),
        frozenset({"date", "source", "medium", "landing_page"}),
    ),
    "posts": (frozenset({"published_at"}), frozenset({"post_id", "permalink", "text"})),
    "account_days": (frozenset({"date"}),),
}
_DATED = {"posts": "published_at", "leads": "created_at", "mentions": "published_at"}
_NUMBERS = frozenset({ValueType.NUMBER, ValueType.EMPTY})
_TIMES = frozenset({ValueType.DAY, ValueType.INSTANT})
# How sure a name is: a word of our own list, a name of some known export, a word inside it.
_LISTED, _KNOWN, _INSIDE = 3, 2, 1
_UNIT = re.compile(r"\s*[(\[].*?[)\]]\s*")


@dataclass(frozen=True, slots=True)
class Proposal:
    """The mapping that fits best.

    ``looks`` is what the columns hold and ``written`` how the file heads them, both by
    normalised name.
    """

    mapping: ColumnMapping
    looks: dict[str, ColumnProfile]
    written: dict[str, str]


def propose(
    raw: RawTable, file: str, sources: Iterable[Source], table: str | None = None
) -> Proposal | None:
    """The most plausible mapping, of the given table if one is given.

    None when no table has the columns it needs and, next to them, a figure or a person.
    """
    looks = _looks(raw)
    names = _vocabulary(sources)
    found = {name: _columns(name, looks, names) for name in ([table] if table else _NEEDS)}
    fitting = [name for name, columns in found.items() if table or _is_plausible(name, columns)]
    best = max(fitting, key=lambda name: len(found[name]), default=None)  # of equals the first
    if best is None:
        return None
    written = {normalise(name): tidy(name) for name in reversed(raw.header)}
    return Proposal(_mapping(best, raw, file, found[best], looks), looks, written)


def _is_plausible(table: str, columns: dict[str, str]) -> bool:
    """Whether what the table needs is there and, next to it, a figure or a person."""
    filled = set(columns.values())
    needed = all(any_of & filled for any_of in _NEEDS[table])
    return needed and (table == LEADS.name or bool(set(TARGETS[table].measures) & filled))


def _looks(raw: RawTable) -> dict[str, ColumnProfile]:
    cells = {name: f"c{at}" for at, name in reversed(list(enumerate(raw.header))) if tidy(name)}
    present = {name: c for name, c in cells.items() if c in raw.frame.columns}
    ordered = dict(reversed(present.items()))
    return {normalise(n): infer_type(raw.frame[c], raw.delimiter) for n, c in ordered.items()}


def _vocabulary(sources: Iterable[Source]) -> dict[str, dict[str, int]]:
    """How well a normalised name fits a canonical column: table → name + column → score."""
    known: dict[str, dict[str, int]] = {name: {} for name in TARGETS}
    for source in sources:
        for sheet in source.sheets:
            if sheet.table.name in known:
                for wanted in sheet.fields:
                    for _, name in wanted.names:
                        known[sheet.table.name][f"{name}\n{wanted.to}"] = _KNOWN
    # The own list comes last, so that it overwrites the lower score of the same name.
    for to, words in WORDS.items():
        for table in TARGETS:
            if to in choices(table):
                for word in words.split("|"):
                    known[table][f"{normalise(word)}\n{to}"] = _LISTED
    return known


def _columns(
    table: str, looks: dict[str, ColumnProfile], names: dict[str, dict[str, int]]
) -> dict[str, str]:
    """Columns paired with what they fill, best fits first; nothing is filled twice."""
    dated = _DATED.get(table, "date")
    fits = sorted(
        (
            (-score, position, name, to)
            for position, (name, seen) in enumerate(looks.items())
            for to in choices(table)
            if (score := _score(table, name, to, names[table])) and _suits(table, to, seen)
        ),  # of equal scores the column further left
    )
    found: dict[str, str] = {}
    for _, _, name, to in fits:
        if name not in found and to not in found.values():
            found[name] = to
    if dated not in found.values():  # the one column of days is the day, whatever it is called
        days = [name for name, seen in looks.items() if seen.shape in _TIMES and name not in found]
        found |= dict.fromkeys(days[:1], dated) if len(days) == 1 else {}
    return {name: found[name] for name in looks if name in found}


def _score(table: str, name: str, to: str, known: dict[str, int]) -> int:
    bare = _UNIT.sub(" ", name).strip(" :*")
    exact = known.get(f"{name}\n{to}") or known.get(f"{bare}\n{to}", 0)
    # An exact name always outweighs a word inside one; for people only exact names count, because
    # “email campaign” is no address.
    if exact or len(bare.split()) < 2 or to in PERSONAL:
        return exact * 2
    dated = _DATED.get(table) == to
    words = {normalise(word) for word in WORDS.get(to, "").split("|")}
    return _INSIDE if dated and any(f" {word} " in f" {bare} " for word in words) else 0


def _suits(table: str, to: str, seen: ColumnProfile) -> bool:
    dtype = TARGETS[table].schema.get(to)
    if dtype is None:
        return True
    if dtype.is_numeric():
        return seen.shape in _NUMBERS
    if dtype.is_temporal():
        return seen.shape in _TIMES
    return to != "permalink" or seen.shape is ValueType.URL


def _mapping(
    table: str, raw: RawTable, file: str, found: dict[str, str], looks: dict[str, ColumnProfile]
) -> ColumnMapping:
    place = _place(raw, file, looks)
    styles = {looks[name].dates for name in found} - {None}
    english = DateStyle.ENGLISH in styles and DateStyle.ASK not in styles
    return ColumnMapping(
        name=_title(file),
        table=table,
        header=tuple(sorted(normalise(name) for name in raw.header if tidy(name))),
        columns=tuple(found.items()),
        place=f"{place}_ads" if place and table == AD_COSTS.name else place,
        dates=DateStyle.ENGLISH if english else DateStyle.ASK,
    )


def _place(raw: RawTable, file: str, looks: dict[str, ColumnProfile]) -> str | None:
    """The one network that file name, title, header or links name."""
    links = [
        value for seen in looks.values() if seen.shape is ValueType.URL for value in seen.examples
    ]
    # The first of these places that names exactly one network decides.
    for texts in ([file, raw.title or ""], list(raw.header), links):
        text = " ".join(texts).lower()
        named = {network.id for network in mentioned() if _is_mentioned(network, text)}
        if len(named) == 1:
            return named.pop()
    return None


def mentioned() -> tuple[Network, ...]:
    """The networks that a file of no known source may be from."""
    return tuple(network for network in networks() if network.mentions)


def _is_mentioned(network: Network, text: str) -> bool:
    return any(re.search(pattern, text) for pattern in network.mentions)


def _title(file: str) -> str:
    """The file's name without its folder, ending and dates: what the next one has too."""
    stem = file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return " ".join(re.sub(r"[\d_\-()]+", " ", stem).split()) or stem
