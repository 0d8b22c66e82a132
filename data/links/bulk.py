"""Bulk links: many links from a table, each row validated, written back as CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from io import BytesIO

import polars as pl

from data.base.issue import Issue, Level, Where
from data.facts.rows import write_csv
from data.links.validate import ValidationResult
from data.reading import RawTable, read
from data.values.link import Draft
from data.values.tags import PARTS, Tags
from i18n.message import msg, plural

COLUMNS = ("destination", *PARTS, "network", "post", "note")
MOST = 5_000  # links of one file
_EXAMPLE = {
    "destination": "https://www.example.com/page",
    "source": "facebook",
    "medium": "social",
    "campaign": "spring-sale",
    "content": "post-1",
}
_NAMES = {
    **{name: name for name in COLUMNS},
    **{f"utm_{part}": part for part in PARTS},
    **dict.fromkeys(("url", "link", "address", "adresse", "lien", "page", "landing page"), "destination"),
    **dict.fromkeys(("campagne", "campaign name"), "campaign"),
    "support": "medium", "contenu": "content", "terme": "term", "campaign id": "id",
    "reseau": "network", "réseau": "network", "publication": "post", "remarque": "note",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bulk:
    """The drafts of a file with the numbers of their rows, and what was noticed on the way."""

    drafts: tuple[Draft, ...] = ()
    rows: tuple[int, ...] = ()
    issues: tuple[Issue, ...] = ()


def template() -> bytes:
    """The CSV to fill in, with one line as an example."""
    example = {name: [_EXAMPLE.get(name, "")] for name in COLUMNS}
    return b"\xef\xbb\xbf" + pl.DataFrame(example).write_csv().encode()


def read_drafts(name: str, content: bytes) -> Bulk:
    """The links that a text file or workbook asks for, whatever its encoding and separator.

    Never raises: a file that holds none has issues that say why.
    """
    document = read(name, content)
    known = [(table, _columns(table)) for table in document.tables]
    tables = [(table, columns) for table, columns in known if "destination" in columns]
    if not tables:
        headers = ", ".join(document.tables[0].header) if document.tables else ""
        return Bulk(issues=document.issues or (_no_links(name, headers),))
    table, columns = tables[0]
    numbered_drafts = list(_drafts(table, columns))
    issues = [*document.issues, *_unused_columns(name, table)]
    if len(numbered_drafts) > MOST:
        issues.append(_too_many(name, len(numbered_drafts)))
    first_drafts = numbered_drafts[:MOST]
    return Bulk(tuple(d for _, d in first_drafts), tuple(n for n, _ in first_drafts), tuple(issues))


def finished(rows: Sequence[int], links: Sequence[ValidationResult], language: str) -> pl.DataFrame:
    """The table to give back: every row with its finished link, its channel and its warnings."""
    records = [
        {
            "row": row,
            "destination": link.draft.destination,
            **{part: link.draft.tags.get(part) for part in PARTS},
            "network": link.draft.network,
            "post": link.draft.post,
            "note": link.draft.note,
            "link": link.url,
            "channel": link.channel or "",
            "warnings": " ".join(
                f"{caution.what.render(language)} {caution.advice.render(language)}"
                for caution in link.cautions
            ),
        }
        for row, link in zip(rows, links, strict=True)
    ]
    text = dict.fromkeys((*COLUMNS, "link", "channel", "warnings"), pl.String())
    return pl.DataFrame(records, schema={"row": pl.Int64(), **text})


def as_csv(frame: pl.DataFrame) -> bytes:
    """A table as UTF-8 CSV with a BOM (for Excel), safe from formula injection."""
    out = BytesIO(b"\xef\xbb\xbf")
    out.seek(3)
    write_csv(frame.lazy(), out)
    return out.getvalue()


def _columns(table: RawTable) -> dict[str, str]:
    """Which column of the frame holds which field; of two of one name the first."""
    by_field: dict[str, str] = {}
    for place, header in enumerate(table.header):
        field = _NAMES.get(_plain(header))
        if field is not None:
            by_field.setdefault(field, f"c{place}")
    return by_field


def _plain(header: str) -> str:
    return " ".join(header.strip().lower().split())


def _drafts(table: RawTable, columns: dict[str, str]) -> Iterator[tuple[int, Draft]]:
    named = {field: column for field, column in columns.items() if column in table.frame.columns}
    texts = [pl.col(column).fill_null("").alias(field) for field, column in named.items()]
    filled = table.frame.filter(pl.any_horizontal(pl.col(c).is_not_null() for c in named.values()))
    own = {field.name for field in fields(Draft)} & named.keys()
    for record in filled.select("row", *texts).iter_rows(named=True):
        rest = {name: record[name].strip() for name in own}
        yield record["row"], Draft(**rest, tags=Tags.of(record))


def _unused_columns(name: str, table: RawTable) -> Iterator[Issue]:
    for header in table.header:
        if header.strip() and _NAMES.get(_plain(header)) is None:
            yield Issue(
                Level.NOTE,
                Where(name, table.sheet, column=header),
                msg("This column is not used."),
                msg("Nothing to do, unless it should be one of the columns of the template."),
            )


def _no_links(name: str, headers: str) -> Issue:
    return Issue(
        Level.ERROR,
        Where(name),
        msg(
            "There is no column “destination”. The columns are: {headers}.",
            headers=headers[:300] or "–",
        ),
        msg("Use the template, with one line per link and the column names in the first line."),
    )


def _too_many(name: str, rows: int) -> Issue:
    return Issue(
        Level.WARNING,
        Where(name),
        plural(
            "The file has {rows} link. Only the first {most} are read.",
            "The file has {rows} links. Only the first {most} are read.",
            rows=rows,
            most=MOST,
        ),
        msg("Split the file."),
    )
