"""Totals rows renamed, moved, rounded or doubled, and totals added to exports without one."""

import re

from tests.fuzz.mutation import Allowed, body, mutation, table, written

_WORD = re.compile(r"(?i)^\s*(?:grand )?totals?:?\s*$|^(?:total|gesamt|insgesamt|totaux)\b.{0,20}$")
_FIGURE = re.compile(r"^-?\d+(?:\.\d+)?$")


def _place(e):
    """Row and column of the word that marks the only totals row, None without one."""
    if not e.records:
        return None
    _above, _header, rows = table(e)
    found = [(y, x) for y in body(e) for x, cell in enumerate(rows[y]) if _WORD.match(cell)]
    return found[0] if len(found) == 1 and len(rows) > 3 else None


def _changed(e, change):
    place = _place(e)
    if place is None:
        return None
    above, header, rows = table(e)
    return written([*above, header, *change(rows, *place)], e.delimiter).encode()


@mutation(Allowed.TOLD)
def a_totals_row_renamed(rng, e):
    def renamed(rows, y, x):
        rows[y][x] = rng.choice(["GRAND TOTAL", "Sum total", "Summe", "TOTAL:", "Totaal"])
        return rows

    return _changed(e, renamed)


@mutation(Allowed.TOLD)
def a_totals_row_on_top(_rng, e):
    return _changed(e, lambda rows, y, _x: [rows[y], *rows[:y], *rows[y + 1 :]])


@mutation(Allowed.TOLD)
def a_totals_row_at_the_end(_rng, e):
    return _changed(e, lambda rows, y, _x: [*rows[:y], *rows[y + 1 :], rows[y]])


@mutation(Allowed.TOLD)
def a_totals_row_rounded(_rng, e):
    def rounded(rows, y, _x):
        rows[y] = [str(round(float(c))) if _FIGURE.match(c) and "." in c else c for c in rows[y]]
        return rows

    return _changed(e, rounded)


@mutation(Allowed.TOLD)
def a_totals_row_twice(_rng, e):
    return _changed(e, lambda rows, y, _x: [*rows[: y + 1], rows[y], *rows[y + 1 :]])


@mutation(Allowed.TOLD)
def the_word_of_totals_in_another_column(rng, e):
    def moved(rows, y, x):
        free = [at for at, cell in enumerate(rows[y]) if not cell.strip() and at != x]
        if not free:
            return rows
        at = rng.choice(free)
        rows[y][at], rows[y][x] = rows[y][x], ""
        return rows

    return _changed(e, moved)


@mutation(Allowed.TOLD)
def a_totals_row_added(rng, e):
    """As people do in a spreadsheet: the word under the first column, sums under the figures."""
    if not e.records or "total" in str(e.records[e.header + 1 :]).casefold():
        return None
    above, header, rows = table(e)
    whole = [rows[y] for y in body(e)]
    if len(whole) < 3 or len(whole) < len([row for row in rows if row]):
        return None
    columns = list(zip(*whole, strict=True))
    summed = [_sum(cells) for cells in columns]
    if _FIGURE.match(whole[0][0]) or sum(s != "" for s in summed) < 2:
        return None
    total = [rng.choice(["Total", "Totals", "Grand total"]), *summed[1:]]
    return written([*above, header, *rows, total], e.delimiter).encode()


def _sum(cells):
    filled = [cell for cell in cells if cell]
    if not filled or not all(_FIGURE.match(cell) for cell in filled):
        return ""
    return f"{sum(map(float, filled)):.2f}".removesuffix(".00")


@mutation(Allowed.TOLD)
def a_row_twice(rng, e):
    if not e.records or not body(e):
        return None
    above, header, rows = table(e)
    y = rng.choice(body(e))
    at = rng.choice([y, len(rows)])
    rows.insert(at, rows[y])
    return written([*above, header, *rows], e.delimiter).encode()
