"""Figures and dates of which some are written in another way than the rest of their column."""

import re

from tests.fuzz.mutation import Allowed, body, mutation, table, written

_FIGURE = re.compile(r"^\d{1,9}$")
_DAY = re.compile(r"^(\d{1,2})/(\d{1,2})(/\d{4}.*)$")
UNITS = ("{}K", "{},2K", "{} k", "{}.5M", "{}%", "{} %", "{}h", "{}:30", "0:{}", "~{}", "<{}", "{}+", "${}", "{} €", "({})", "{}/2")  # fmt: skip


def _columns_of(e, pattern):
    """Positions of the columns in which every filled cell looks so."""
    _above, header, rows = table(e)
    rows = [rows[at] for at in body(e)]
    for at in range(len(header)):
        filled = [row[at] for row in rows if row[at]]
        if len(filled) > 1 and all(pattern.match(cell) for cell in filled):
            yield at


def _some_cells(rng, e, pattern, change):
    if not e.records:
        return None
    columns = list(_columns_of(e, pattern))
    if not columns:
        return None
    above, header, rows = table(e)
    at = rng.choice(columns)
    filled = [row for row in body(e) if rows[row][at]]
    for row in rng.sample(filled, rng.randint(1, len(filled) - 1)):
        rows[row][at] = change(rows[row][at])
    return written([*above, header, *rows], e.delimiter).encode()


@mutation(Allowed.NULLS)
def a_figure_in_another_unit(rng, e):
    unit = rng.choice(UNITS)
    return _some_cells(rng, e, _FIGURE, unit.format)


@mutation(Allowed.NULLS)
def thousands_separated_in_some_rows(rng, e):
    sign = rng.choice([",", " ", "\u00a0", "\u202f", "'"])
    return _some_cells(rng, e, _FIGURE, lambda cell: f"{int(cell):,}".replace(",", sign))


@mutation(Allowed.NOTICED)
def day_and_month_exchanged_in_some_rows(rng, e):
    """Days after the twelfth, so that the column proves both orders."""

    def exchanged(cell):
        first, second, rest = _DAY.match(cell).groups()
        return f"{second}/{first}{rest}"

    data = _some_cells(rng, e, _DAY, exchanged)
    found = _DAY.findall(data.decode().replace(e.delimiter, "\n")) if data else []
    proofs = {(int(a) > 12, int(b) > 12) for a, b, _ in found}
    return data if {(True, False), (False, True)} <= proofs else None
