"""Rows moved, lost or of another length."""

from tests.fuzz.mutation import Allowed, body, changed_row, mutation, table, written


@mutation(Allowed.SAME)
def rows_shuffled(rng, e):
    if not e.records or len(body(e)) < len(table(e)[2]):
        return None
    above, header, rows = table(e)
    inner = rows[:-1]  # a totals row may be the last
    rng.shuffle(inner)
    return written([*above, header, *inner, rows[-1]], e.delimiter).encode()


@mutation(Allowed.SUBSET)
def rows_deleted(rng, e):
    if not e.records:
        return None
    above, header, rows = table(e)
    kept = [row for row in rows if rng.random() < 0.6]
    return written([*above, header, *kept], e.delimiter).encode()


@mutation(Allowed.SUBSET)
def a_cell_deleted_from_a_row(rng, e):
    def without(row):
        at = rng.randrange(len(row) - 1)
        return row[:at] + row[at + 1 :]

    return changed_row(rng, e, without)


@mutation(Allowed.SUBSET)
def a_cell_inserted_into_a_row(rng, e):
    def more(row):
        at = rng.randrange(len(row))
        return [*row[:at], rng.choice(["7", "x", "2026-03-01"]), *row[at:]]

    return changed_row(rng, e, more)


@mutation(Allowed.SUBSET)
def the_header_again_in_the_middle(rng, e):
    if not e.records:
        return None
    above, header, rows = table(e)
    at = rng.randrange(len(rows) + 1)
    return written([*above, header, *rows[:at], header, *rows[at:]], e.delimiter).encode()
