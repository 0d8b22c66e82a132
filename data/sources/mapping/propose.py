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
from data.sources.mapping.column_names import Vocabulary, is_named, unit_of
from data.sources.mapping.order_status import GIVEN_BACK, PAID
from data.sources.mapping.spoken_names import seconds_in
from data.sources.mapping.survey import asks_questions
from data.sources.mapping.value_types import ColumnProfile, ValueType, infer_type
from data.sources.mapping.vocabulary import ADVERTISING
from data.tables.schema import ACCOUNT_DAYS, AD_COSTS, LEADS, MENTIONS
from data.values.column_mapping import STATUS, TARGETS, UNITS, ColumnMapping, choices

_Needs = tuple[frozenset[str], ...]
_PERIODS = frozenset({"date", "period_from", *UNITS})
# Figures that only an account itself has: clicks and impressions alone may be those of ads or of a
# search engine.
_OF_ACCOUNTS = frozenset(
    {"followers", "follows", "net_follows", "unfollows", "viewers", "reach", "views", "reactions"}
    | {"comments", "shares", "saves", "interactions", "profile_visits", "posts_published"}
    | {"watch_seconds"}
)
# Of each table, columns one of which must be found, set by set. The tables of a tier are only
# looked at where none of the tier before has what it needs: their columns tell them for sure.
_TIERS: tuple[dict[str, _Needs], ...] = (
    {
        "ad_costs": (frozenset({"spend"}), frozenset({"campaign", "ad_group", "ad", *_PERIODS})),
        "search_days": (
            *(frozenset({name}) for name in ("impressions", "clicks", "position")),
            frozenset({"query", "page", *_PERIODS}),
        ),
        "email_sends": (
            frozenset({"sent_at"}),
            frozenset({"recipients", "delivered"}),
            frozenset({"opens", "clicks", "bounces", "unsubscribes"}),
        ),
    },
    {
        "conversions": tuple(frozenset({n}) for n in ("converted_at", "transaction_id", "value")),
        "leads": (
            frozenset({"created_at"}),
            frozenset({"lead_id", "_email", "_phone"}),
            frozenset({"_email", "_phone", "stage", "amount", "source", "medium", "campaign"}),
        ),
        "web_sessions": (
            frozenset({"sessions"}),
            frozenset({"source", "medium", "_source_medium", "landing_page", *_PERIODS}),
        ),
        "posts": (frozenset({"published_at"}), frozenset({"post_id", "permalink", "text"})),
        "account_days": (frozenset({"date"}), _OF_ACCOUNTS),
        "mentions": (
            frozenset({"published_at"}),
            frozenset({"title", "text", "permalink"}),
            frozenset({"outlet", "sentiment", "mention_id"}),
        ),
    },
)
_NEEDS: dict[str, _Needs] = {name: needs for tier in _TIERS for name, needs in tier.items()}
# Columns that another table fills say that a file is not of this one, whatever their values are.
_OTHERS: dict[str, tuple[tuple[str, str], ...]] = {
    "search_days": (("ad_costs", "spend"),),
    "email_sends": (("ad_costs", "spend"),),
    "conversions": (("ad_costs", "spend"), ("leads", "stage"), ("leads", "lead_id")),
    "web_sessions": (("ad_costs", "spend"),),
    "leads": (("ad_costs", "spend"), ("posts", "reactions")),
    "posts": (
        *(("ad_costs", "spend"), ("search_days", "position"), ("email_sends", "recipients")),
        ("email_sends", "opens"),
    ),
    "account_days": (
        *(("ad_costs", "spend"), ("ad_costs", "campaign"), ("ad_costs", "ad_group")),
        *(("ad_costs", "conversions"), ("search_days", "position"), ("search_days", "query")),
        *(("email_sends", "recipients"), ("email_sends", "opens"), ("web_sessions", "sessions")),
        ("conversions", "transaction_id"),
    ),
}
_WITHOUT_FIGURES = frozenset({LEADS.name, MENTIONS.name})
_UNPAID = frozenset({"posts", "account_days", "web_sessions"})
# “id” is that of a payment where its amount, its currency and whether it was paid are next to it.
_MEANT_BY_ID = ("id", "transaction_id", frozenset({"value", "currency", "converted_at", STATUS}))
_DATED = {
    "posts": "published_at",
    "leads": "created_at",
    "mentions": "published_at",
    "conversions": "converted_at",
    "email_sends": "sent_at",
}
_NUMBERS = frozenset({ValueType.NUMBER, ValueType.EMPTY})
_TIMES = frozenset({ValueType.DAY, ValueType.INSTANT})


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
    written = {normalise(name): tidy(name) for name in reversed(raw.header)}
    names = Vocabulary.of(sources)
    if table is not None:
        found = _columns(table, looks, written, names)
        return Proposal(mapping_of(table, raw, file, found, looks), looks, written)
    for tier in _TIERS:
        every = {name: _columns(name, looks, written, names) for name in tier}
        fitting = [name for name in tier if _is_plausible(name, every[name], raw, names)]
        # Of equals the first.
        best = max(fitting, key=lambda name: len(every[name]), default=None)  # used at once
        if best is not None:
            return Proposal(mapping_of(best, raw, file, every[best], looks), looks, written)
    return None


def names_only_periods(raw: RawTable, sources: Iterable[Source]) -> bool:
    """Whether all that figures of an account lack is a day: the file names weeks, months or years."""
    table = ACCOUNT_DAYS.name
    if not any(unit_of(name) for name in raw.header):
        return False
    written = {normalise(name): tidy(name) for name in reversed(raw.header)}
    names = Vocabulary.of(sources)
    found = _columns(table, _looks(raw), written, names)
    return _is_plausible(table, {**found, "": "date"}, raw, names)


def _is_plausible(table: str, columns: dict[str, str], raw: RawTable, names: Vocabulary) -> bool:
    """Whether what the table needs is there, a figure or a person besides, and nothing against it."""
    filled = set(columns.values())
    if table == ACCOUNT_DAYS.name:
        # “Likes received” fills nothing by itself, but no one likes an ad account or a search engine.
        filled |= {to for to in _OF_ACCOUNTS for n in raw.header if names.inside(table, n, to)}
    if not all(any_of & filled for any_of in _NEEDS[table]):
        return False
    if table == LEADS.name and asks_questions(raw):
        return False
    if table in _UNPAID and any(is_named(name, ADVERTISING) for name in raw.header):
        return False
    others = _OTHERS.get(table, ())
    spare = [name for name in raw.header if normalise(name) not in columns]
    if any(names.score(other, name, to) for other, to in others for name in spare):
        return False
    return table in _WITHOUT_FIGURES or bool(set(TARGETS[table].measures) & set(columns.values()))


def _looks(raw: RawTable) -> dict[str, ColumnProfile]:
    cells = {name: f"c{at}" for at, name in reversed(list(enumerate(raw.header))) if tidy(name)}
    present = {name: c for name, c in cells.items() if c in raw.frame.columns}
    ordered = dict(reversed(present.items()))
    return {normalise(n): infer_type(raw.frame[c], raw.delimiter) for n, c in ordered.items()}


def _columns(
    table: str, looks: dict[str, ColumnProfile], written: dict[str, str], names: Vocabulary
) -> dict[str, str]:
    """Columns paired with what they fill, best fits first; nothing is filled twice."""
    dated = _DATED.get(table, "date")
    fits = sorted(
        (
            (-score, position, name, to)
            for position, (name, seen) in enumerate(looks.items())
            for to in choices(table)
            if (score := _score(table, written[name], to, names))
            and may_fill(table, to, written[name])
            and _suits(table, to, seen)
        ),  # of equal scores the column further left
    )
    found: dict[str, str] = {}
    for _, _, name, to in fits:
        if name not in found and to not in found.values():
            found[name] = to
    by_id, meant, beside = _MEANT_BY_ID
    if meant in choices(table) and by_id in looks and beside <= set(found.values()):
        status = next(name for name, to in found.items() if to == STATUS)
        if {value.lower() for value, _ in looks[status].counts} & {*PAID, *GIVEN_BACK}:
            found.setdefault(by_id, meant)
    if dated not in found.values():  # the one column of days is the day, whatever it is called
        days = [
            name
            for name, seen in looks.items()
            if seen.shape in _TIMES and name not in found and may_fill(table, dated, written[name])
        ]
        found |= dict.fromkeys(days[:1], dated) if len(days) == 1 else {}
    kept = {name: to for name, to in found.items() if not _is_spare(to, found)}
    return {name: kept[name] for name in looks if name in kept}


def _is_spare(to: str, found: dict[str, str]) -> bool:
    """Whether a shorter column of time says more: a day goes before its week, a week before a month."""
    times = [time for time in ("date", *UNITS) if time in found.values()]
    return to in UNITS and to != times[0]


def _score(table: str, name: str, to: str, names: Vocabulary) -> int:
    exact = names.score(table, name, to)
    return exact or (names.inside(table, name, to) if _DATED.get(table) == to else 0)


def may_fill(table: str, to: str, name: str) -> bool:
    """Whether a column of this name may fill ``to``: a week or a month is no day, minutes are no count."""
    dtype = TARGETS[table].schema.get(to)
    if dtype is None:
        return True
    if dtype.is_temporal():
        return unit_of(name) is None
    is_duration = seconds_in(name) is not None
    return not (dtype.is_numeric() and is_duration) or to.endswith("_seconds")


def _suits(table: str, to: str, seen: ColumnProfile) -> bool:
    dtype = TARGETS[table].schema.get(to)
    if dtype is None:
        return True
    if dtype.is_numeric():
        return seen.shape in _NUMBERS
    if dtype.is_temporal():
        return seen.shape in _TIMES
    return to != "permalink" or seen.shape is ValueType.URL


def mapping_of(
    table: str, raw: RawTable, file: str, found: dict[str, str], looks: dict[str, ColumnProfile]
) -> ColumnMapping:
    """The mapping under the header of ``raw`` in which the columns fill what ``found`` says."""
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
