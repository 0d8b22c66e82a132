"""Headings doubled, exchanged, described, grouped or written with signs that nobody sees."""

import csv
import re

from data.reading.names import normalise
from tests.fuzz.mutation import Allowed, mutation, repeats_a_name, table, written

INVISIBLE = ("\u00a0", "\u200b", "\ufeff", "\u2060", "\u00ad", "\u202f", "  ")
_TITLE = re.compile(r"^[^\d,;\t\"]*[^\W\d_]{3}[^\d,;\t\"]*$")


def _with_header(e, change):
    above, header, rows = table(e)
    return written([*above, change(header), *rows], e.delimiter).encode()


@mutation(Allowed.TOLD)
def a_doubled_heading(rng, e):
    """One heading is overwritten by the name next to it."""
    if not e.records or len(e.records[e.header]) < 3 or repeats_a_name(e):
        return None
    at = rng.randrange(len(e.records[e.header]) - 1)
    one, other = rng.choice([(at, at + 1), (at + 1, at)])

    def doubled(header):
        new = list(header)
        new[one] = header[other]
        return new

    return _with_header(e, doubled)


# Nothing in the file says which of two names is above which figures.
@mutation(Allowed.ANYTHING)
def two_headings_swapped(rng, e):
    if not e.records or len(e.records[e.header]) < 3:
        return None
    one, other = rng.sample(range(len(e.records[e.header])), 2)

    def swapped(header):
        new = list(header)
        new[one], new[other] = header[other], header[one]
        return new

    return _with_header(e, swapped)


@mutation(Allowed.SAME)
def invisible_signs_in_headings(rng, e):
    if not e.records:
        return None
    sign = rng.choice(INVISIBLE)
    between = sign if sign.isspace() else f"{sign} "

    def spaced(header):
        return [name.replace(" ", between) + rng.choice([sign, ""]) for name in header]

    return _with_header(e, spaced)


@mutation(Allowed.TOLD)
def a_hash_before_the_first_heading(rng, e):
    if not e.records:
        return None
    mark = rng.choice(["#", "# "])
    return _with_header(e, lambda header: [mark + header[0], *header[1:]])


@mutation(Allowed.TOLD)
def a_group_row_above_the_header(rng, e):
    if not e.records or len(e.records[e.header]) < 4:
        return None
    above, header, rows = table(e)
    cut = rng.randint(1, len(header) - 2)
    groups = ["Details", *[""] * (cut - 1), "Performance", *[""] * (len(header) - cut - 1)]
    return written([*above, groups, header, *rows], e.delimiter).encode()


@mutation(Allowed.TOLD)
def descriptions_under_the_header(rng, e):
    if not e.records or len(e.records[e.header]) < 3:
        return None
    above, header, rows = table(e)
    kind = rng.choice(["The {} of the row", "{} (description)", "col_{}"])
    described = [kind.format(normalise(name) or "?") for name in header]
    return written([*above, header, described, *rows], e.delimiter).encode()


@mutation(Allowed.TOLD)
def a_damaged_title_of_a_block(rng, e):
    """One letter of a line of words that is alone above a block of figures."""
    try:
        lines = e.content.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        return None
    titles = [
        n
        for n, line in enumerate(lines[:-2])
        if _TITLE.match(bare := line.strip('\r ,;\t"\ufeff')) and len(bare) < 60
    ]
    if not titles or len(lines) > 5_000:
        return None
    n = rng.choice(titles)
    letters = [at for at, c in enumerate(lines[n]) if c.isalpha()]
    at = rng.choice(letters)
    lines[n] = lines[n][:at] + rng.choice(["x", "#", "", "Q7"]) + lines[n][at + 1 :]
    return "\n".join(lines).encode()


@mutation(Allowed.SAME)
def blank_columns_inserted(rng, e):
    if not e.records:
        return None
    above, header, rows = table(e)
    at = rng.randint(1, len(header))  # the first column says which rows are totals
    wide = [[*row[:at], "", *row[at:]] if len(row) == len(header) else row for row in rows]
    return written([*above, [*header[:at], "", *header[at:]], *wide], e.delimiter).encode()


@mutation(Allowed.SAME)
def blank_records_inserted(rng, e):
    if not e.records:
        return None
    above, header, rows = table(e)
    for _ in range(rng.randint(1, 3)):
        rows.insert(rng.randint(0, len(rows)), rng.choice([[], [""] * len(header)]))
    return written([*above, header, *rows], e.delimiter).encode()


@mutation(Allowed.SAME)
def semicolons_and_quotes_everywhere(_rng, e):
    """As customer programs and European spreadsheets write; figures with a dot keep it."""
    plain = e.records and not any("," in cell or "." in cell for r in e.records for cell in r)
    if not plain or any(r and r[0].startswith("sep=") for r in e.records):
        return None
    return written(e.records, ";", csv.QUOTE_ALL).encode()
