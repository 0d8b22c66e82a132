"""Figures and days that cannot be, and delimiters that join or split cells."""

import re

from data.reading.names import normalise
from tests.fuzz.mutation import Allowed, body, changed_row, mutation, table, written

_FIGURE = re.compile(r"^\d{1,9}(?:\.\d+)?$")
_YEAR = re.compile(
    r"(?<!\d)20[012]\d(?=[-/.]?\d\d[-/.]?\d\d)|(?<=[-/.]\d\d[-/.])20[012]\d(?!\d)|(?<=\d, )20[012]\d(?!\d)"
)
_FAR = ("2062", "9999", "1970", "0001")
# Net figures of networks: what was taken back may be more than what came.
_MAY_FALL = re.compile(
    r"(?i)like|comment|share|follow|subscri|gained|lost|net|differ|%|growth|react|revenue|amount|total|value|profit"
)
HUGE = ("1000000000001", "9223372036854775807", "1" + "0" * 30, "1e30", "9.22e18")


def _cells(e, pattern, names=lambda _name: True):
    """Places (row, column) of cells that look so, under names that fit."""
    _above, header, rows = table(e)
    return [
        (y, x)
        for y in body(e)
        for x, cell in enumerate(rows[y])
        if pattern.match(cell) and names(header[x])
    ]


def _one_cell(rng, e, places, change):
    if not places:
        return None
    above, header, rows = table(e)
    y, x = rng.choice(places)
    rows[y][x] = change(rows[y][x])
    return written([*above, header, *rows], e.delimiter).encode()


@mutation(Allowed.TOLD)
def a_lost_delimiter(rng, e):
    """Two cells become one, and what follows moves left."""

    def joined(row):
        at = rng.randrange(len(row) - 1)
        return [*row[:at], row[at] + row[at + 1], *row[at + 2 :]]

    return changed_row(rng, e, joined)


@mutation(Allowed.TOLD)
def an_extra_delimiter(rng, e):
    def split(row):
        at = rng.randrange(len(row))
        cut = rng.randint(0, len(row[at]))
        return [*row[:at], row[at][:cut], row[at][cut:], *row[at + 1 :]]

    return changed_row(rng, e, split)


@mutation(Allowed.TOLD)
def a_delimiter_lost_or_extra_in_any_line(rng, e):
    """Also in blocks, in titles and in files of several tables, which have no one header."""
    if not _is_plain(e.content):
        return None
    lines = e.content.decode("utf-8").split("\n")
    signs = [(n, at) for n, line in enumerate(lines) for at, c in enumerate(line) if c in ",;\t"]
    figures = [(n, at) for n, at in signs if re.search(r"\d", lines[n])]
    if not figures:
        return None
    n, at = rng.choice(figures)
    line = lines[n]
    lines[n] = (
        line[:at] + line[at + 1 :]
        if rng.random() < 0.5
        else line[:at] + line[at : at + 1] + line[at:]
    )
    return "\n".join(lines).encode()


def _is_plain(content):
    """Whether it is text without quotation marks: there every such sign ends a cell."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    comma_decimal = re.search(r"\d,\d", text) and ";" in text
    return '"' not in text and "\x00" not in text and not comma_decimal and text[:1] not in "[{<"


@mutation(Allowed.TOLD)
def a_negative_count(rng, e):
    if not e.records:
        return None
    counts = _cells(
        e, re.compile(r"^\d{1,9}$"), lambda name: not _MAY_FALL.search(name) and _is_read(name)
    )
    return _one_cell(rng, e, counts, "-{}".format)


_COUNTS = re.compile(
    r"impression|views|reach|clicks|sessions|events|visits|users|vues|couverture|aufrufe|sitzungen"
    r"|visualiza|alcance|cliques|sesiones"
)


def _is_read(name):
    # Paid and organic views only say what kind of post it is.
    return not re.search("paid|organic", normalise(name)) and _COUNTS.search(normalise(name))


@mutation(Allowed.TOLD)
def an_impossible_count(rng, e):
    if not e.records:
        return None
    return _one_cell(rng, e, _cells(e, _FIGURE, _is_read), lambda _cell: rng.choice(HUGE))


@mutation(Allowed.TOLD)
def a_year_far_away(rng, e):
    """In a row, or in the lines above the table that name its period."""
    if not _is_text(e.content):
        return None
    text = e.content.decode("utf-8", "surrogateescape")
    hits = list(_YEAR.finditer(text))
    if not hits:
        return None
    hit = rng.choice(hits)
    return (text[: hit.start()] + rng.choice(_FAR) + text[hit.end() :]).encode(
        "utf-8", "surrogateescape"
    )


def _is_text(content):
    return content[:2] != b"PK" and not content.startswith(
        (b"\xd0\xcf", b"PAR1", b"\xff\xfe", b"\xfe\xff")
    )


@mutation(Allowed.TOLD)
def a_period_that_ends_before_it_begins(rng, e):
    """The two days of the lines above the table, or of one row, change places."""
    if not e.records:
        return None
    above, header, rows = table(e)
    day = re.compile(r"\d{4}-\d{2}-\d{2}|\d{8}(?!\d)")
    text = "\n".join(e.delimiter.join(record) for record in above)
    found = day.findall(text)
    if len(found) == 2 and found[0] < found[1]:
        swapped = text.replace(found[0], "\0").replace(found[1], found[0]).replace("\0", found[1])
        new = [line.split(e.delimiter) for line in swapped.split("\n")]
        return written([*new, header, *rows], e.delimiter).encode()
    days = [y for y in body(e) if len(_days(rows[y])) >= 2]
    pairs = [(y, *_days(rows[y])[:2]) for y in days]
    pairs = [(y, a, b) for y, a, b in pairs if rows[y][a] < rows[y][b] and rows[y][a][:4].isdigit()]
    if not pairs:
        return None
    y, a, b = rng.choice(pairs)
    rows[y][a], rows[y][b] = rows[y][b], rows[y][a]
    return written([*above, header, *rows], e.delimiter).encode()


def _days(row):
    return [x for x, cell in enumerate(row) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell)]
