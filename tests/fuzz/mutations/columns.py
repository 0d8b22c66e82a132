"""Columns moved, lost, renamed or repeated."""

from data.reading.names import normalise
from tests.fuzz.mutation import Allowed, body, changed_column, mutation, table, written


@mutation(Allowed.SAME)
def columns_reordered(rng, e):
    if not e.records or any(
        len(r) not in {0, len(e.records[e.header])} for r in e.records[e.header :]
    ):
        return None
    above, header, rows = table(e)
    order = list(range(1, len(header)))  # the first one says which rows are totals
    rng.shuffle(order)
    order = [0, *order]
    if len({normalise(name) for name in header}) < len(header):
        return None  # of equal names the first counts
    turned = [[row[at] for at in order] if row else row for row in [header, *rows]]
    return written([*above, *turned], e.delimiter).encode()


@mutation(Allowed.NULLS)
def a_column_deleted(rng, e):
    return changed_column(rng, e, lambda row, at, _head: row[:at] + row[at + 1 :])


@mutation(Allowed.NULLS)
def a_column_renamed(rng, e):
    def renamed(row, at, head):
        return [*row[:at], "Zzqx", *row[at + 1 :]] if head else row

    return changed_column(rng, e, renamed)


@mutation(Allowed.SAME)
def a_column_repeated_at_the_end(rng, e):
    return changed_column(rng, e, lambda row, at, _head: [*row, row[at]])


@mutation(Allowed.NOTICED)
def a_column_repeated_with_other_values(rng, e):
    first = rng.random() < 0.5

    def twice(row, at, head):
        other = row[at] if head else rng.choice(["7", "11", "2024-01-01", "x"])
        return [other, *row] if first else [*row, other]

    return changed_column(rng, e, twice)


@mutation(Allowed.NOTICED)
def the_header_shifted(rng, e):
    if not e.records:
        return None
    above, header, rows = table(e)
    by = rng.choice([-1, 1])
    new = ["", *header[:-1]] if by > 0 else [*header[1:], ""]
    return written([*above, new, *rows], e.delimiter).encode()


@mutation(Allowed.NOTICED)
def two_headers_merged(rng, e):
    def merged(row, at, head):
        return [*row[:at], " ".join(row[at : at + 2]), *row[at + 2 :]] if head else row

    return changed_column(rng, e, merged)


@mutation(Allowed.SAME)
def an_unknown_column_added(rng, e):
    first = rng.random() < 0.3

    def added(row, _at, head):
        new = "Zzqx" if head else "x"
        return [new, *row] if first else [*row, new]

    return changed_column(rng, e, added)


@mutation(Allowed.NULLS)
def two_headers_exchanged_with_nonsense(rng, e):
    def swapped(row, at, head):
        other = (at + 1) % len(row)
        if not head:
            return row
        new = list(row)
        new[at], new[other] = "Qq1", "Qq2"
        return new

    return changed_column(rng, e, swapped)


@mutation(Allowed.NOTHING)
def no_header(_rng, e):
    if not e.records or not body(e):
        return None
    above, _header, rows = table(e)
    return written([*above, *rows], e.delimiter).encode()


@mutation(Allowed.NOTHING)
def a_million_columns(_rng, e):
    if not e.records:
        return None
    _above, header, rows = table(e)
    wide = [",".join(header + ["x"] * 1_000_000)]
    return "\n".join(wide + [",".join(row) for row in rows[:2]]).encode()
