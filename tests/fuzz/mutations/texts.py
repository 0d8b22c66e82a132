"""Line ends, bytes that are no UTF-8, and files that grew together."""

from tests.fuzz.mutation import (
    Allowed,
    body,
    fixtures,
    mutation,
    read_records,
    repeats_a_name,
    table,
    written,
)

NO_UTF8 = (b"\xed\xa0\x80", b"\xc3", b"\xff", b"\xf8\x88\x80\x80\x80", b"\xe2\x82", b"\xc0\xaf")


@mutation(Allowed.SAME)
def line_ends_of_old_macs(_rng, e):
    plain = e.records and not any("\n" in cell or "\r" in cell for r in e.records for cell in r)
    return written(e.records, e.delimiter, end="\r").encode() if plain else None


@mutation(Allowed.NULLS)
def bytes_that_are_no_utf8(rng, e):
    if not e.records or repeats_a_name(e):
        return None
    data = written(e.records, e.delimiter).encode()
    for _ in range(rng.randint(1, 3)):
        # Between characters: what a program writes that cuts texts into bytes.
        at = rng.choice([n for n in range(len(data)) if data[n] & 0xC0 != 0x80])
        data = data[:at] + rng.choice(NO_UTF8) + data[at:]
    return data


@mutation(Allowed.EITHER)
def another_export_below(rng, e):
    other = _other(rng, e)
    if other is None:
        return None
    gap = rng.choice(["\n", "\n\n", ""])
    text = written(e.records, e.delimiter) + gap + written(other.records, e.delimiter)
    return text.encode(), other.name


@mutation(Allowed.NOTICED)
def rows_of_another_export_below(rng, e):
    other = _other(rng, e)
    if other is None or len(other.records[other.header]) == len(e.records[e.header]):
        return None
    rows = [row for row in table(other)[2] if row]
    return written([*e.records, *rows], e.delimiter).encode() if rows else None


def _other(rng, e):
    """Another text export of one table, None where either is no such export."""
    path = rng.choice(fixtures())
    other = read_records(path.name, path.read_bytes())
    return other if e.records and other.records and path.name != e.name else None


@mutation(Allowed.NOTICED)
def megabytes_of_the_same_rows(rng, e):
    """Large enough for the quick path; later rows repeat the first ones."""
    if not e.records or not body(e) or rng.random() < 0.8:
        return None
    above, header, rows = table(e)
    if len(body(e)) < len(rows) or any("\n" in cell for row in rows for cell in row):
        return None
    times = 2_000_000 // len(written(rows, e.delimiter)) + 1
    return written([*above, header, *rows * times], e.delimiter).encode()
