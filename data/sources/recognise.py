"""Which source a file comes from, how sure that is, and what is missing when none fits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.issue import Level
from data.message import Message, msg
from data.reading.names import normalise
from data.reading.table import Finding, RawTable
from data.sources.declare import Field, Sheet, Source

_CURRENCY = re.compile(r"\b([a-z]{3})\b")
_NEAR = 0.5  # share of a sheet's columns that makes a file “almost” that export
_ALL_BUT = 0.8  # share needed when only something besides the columns speaks against it


@dataclass(frozen=True, slots=True)
class Located:
    """Where the fields of a sheet stand in a header: position by canonical name."""

    positions: Mapping[str, int]
    languages: tuple[str, ...]
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A table recognised as one sheet of a source. ``confidence`` is 0..1."""

    source: Source
    sheet: Sheet
    raw: RawTable
    located: Located
    confidence: float


def recognise(tables: Iterable[RawTable], sources: Iterable[Source]) -> tuple[Match, ...]:
    """The tables that belong to one source, in file order; empty when none is known.

    A table goes to the source whose signature says most about it, and the file to the source
    that has most of its rows.
    """
    sources = tuple(sources)
    found = [max(fitting, key=_strength) for raw in tables if (fitting := _fitting(raw, sources))]
    if not found:
        return ()
    rows: Counter[str] = Counter()
    for match in found:
        rows[match.source.id] += match.raw.frame.height
    best = max(rows, key=lambda source: rows[source])
    mine = [match for match in found if match.source.id == best]
    chosen = mine[0].source.choose(tuple(match.raw for match in mine))
    return tuple(match for match in mine if any(match.raw is raw for raw in chosen))


def _fitting(raw: RawTable, sources: Iterable[Source]) -> list[Match]:
    return [match for source in sources for match in fits(raw, source)]


def language_of(matches: tuple[Match, ...]) -> str | None:
    """The language in which most recognised header names are written; English wins ties."""
    for match in matches:
        if (told := match.sheet.language(match.raw)) is not None:
            return told
    votes = Counter(language for match in matches for language in match.located.languages)
    return max(votes, key=lambda lang: (votes[lang], lang == "en")) if votes else None


def refusal(tables: Iterable[RawTable], sources: Iterable[Source]) -> Finding:
    """Why no source fits: what the closest one misses, or what was found instead."""
    tables = [raw for raw in tables if raw.header or raw.preamble]
    close = [
        (_share(located, sheet), source, sheet, raw, located)
        for raw in tables
        for source in sources
        for sheet in source.sheets
        for located in (locate(raw.header, sheet),)
    ]
    near = max(close, key=lambda candidate: candidate[0], default=None)
    if near is None or near[0] < _enough(near[2], near[4]):
        return _unknown(tables)
    return _almost(*near[1:])


def locate(header: tuple[str, ...], sheet: Sheet) -> Located:
    """Positions of the sheet's fields; of equal header names the first one counts."""
    names: dict[str, int] = {}
    for position, name in enumerate(header):
        names.setdefault(normalise(name), position)
    positions: dict[str, int] = {}
    languages: list[str] = []
    currency = None
    for wanted in sheet.fields:
        hit = _find(wanted, names)
        if wanted.at is not None and wanted.at < len(header):
            positions[wanted.to] = wanted.at
        if hit is not None:
            positions[wanted.to], spoken, code = hit
            languages.extend(spoken)
            currency = currency or code
    return Located(positions, tuple(languages), currency)


def _find(
    wanted: Field, names: Mapping[str, int]
) -> tuple[int, tuple[str, ...], str | None] | None:
    for _, name in wanted.names:
        hit = next(((at, code) for at, found, code in _same(name, names) if found), None)
        if hit is not None:
            spoken = tuple(language for language, other in wanted.names if other == name)
            return hit[0], spoken, hit[1]
    return None


def _same(name: str, names: Mapping[str, int]) -> Iterable[tuple[int, bool, str | None]]:
    if "{currency}" not in name:
        if name in names:
            yield names[name], True, None
        return
    before, after = name.split("{currency}")
    for header, at in names.items():
        middle = header.removeprefix(before).removesuffix(after)
        code = _CURRENCY.fullmatch(middle)
        if code and header == f"{before}{middle}{after}":
            yield at, True, code[1].upper()


def fits(raw: RawTable, source: Source) -> Iterable[Match]:
    """The table as the first sheet of ``source`` that it fits, if any."""
    for sheet in source.sheets:
        located = locate(raw.header, sheet)
        if all(to in located.positions for to in sheet.signature) and sheet.unfit(raw) is None:
            share = len(located.positions) / len(sheet.fields)
            yield Match(source, sheet, raw, located, round(0.6 + 0.4 * share, 2))
            return


def _strength(match: Match) -> tuple[int, float]:
    return len(match.sheet.signature), match.confidence


def _share(located: Located, sheet: Sheet) -> float:
    """How many of the columns that a sheet knows by name are there."""
    named = [wanted for wanted in sheet.fields if wanted.names]
    return sum(wanted.to in located.positions for wanted in named) / len(named)


def _enough(sheet: Sheet, located: Located) -> float:
    complete = all(to in located.positions for to in sheet.signature)
    return _ALL_BUT if complete else _NEAR


def _almost(source: Source, sheet: Sheet, raw: RawTable, located: Located) -> Finding:
    missing = [to for to in sheet.signature if to not in located.positions]
    label = {"source": source.label.text, "source_fr": source.label.fr or source.label.text}
    if not missing and (objection := sheet.unfit(raw)) is not None:
        return Finding(Level.ERROR, objection, _unchanged_please())
    columns = ", ".join(f"“{_shown(sheet.field_named(to))}”" for to in missing)
    return Finding(
        Level.ERROR,
        msg(
            "This looks like {source}, but the column {columns} is missing",
            fr="Ce fichier ressemble à {source_fr}, mais la colonne {columns} manque",
            columns=columns,
            **label,
        ),
        msg(
            "Was a column deleted or renamed? Export the file again and import it unchanged.",
            fr="Une colonne a-t-elle été supprimée ou renommée ? Exportez à nouveau le fichier et importez-le tel quel.",
        ),
    )


def _shown(wanted: Field) -> str:
    return wanted.names[0][1] if wanted.names else wanted.to


def _unchanged_please() -> Message:
    return msg(
        "Import the file exactly as it was downloaded.",
        fr="Importez le fichier exactement tel qu’il a été téléchargé.",
    )


def _unknown(tables: list[RawTable]) -> Finding:
    headers = [raw.header for raw in tables if raw.header]
    if not headers:
        return Finding(
            Level.ERROR,
            msg(
                "No table was found in the file", fr="Aucun tableau n’a été trouvé dans le fichier"
            ),
            msg(
                "Check that the export holds data for the chosen period.",
                fr="Vérifiez que l’export contient des données pour la période choisie.",
            ),
        )
    widest = max(headers, key=len)
    columns = ", ".join(f"“{name.strip()}”" for name in widest[:8])
    return Finding(
        Level.ERROR,
        msg(
            "No known export has these columns: {columns}",
            fr="Aucun export connu n’a ces colonnes : {columns}",
            columns=columns,
        ),
        msg(
            "See the list of supported exports; a report may need another format or fewer breakdowns.",
            fr="Consultez la liste des exports pris en charge ; un autre format ou moins de ventilations peuvent suffire.",
        ),
    )
