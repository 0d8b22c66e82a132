"""The whole file: its encoding, its length, stray bytes."""

import csv
import io
import zipfile

from tests.fuzz.mutation import Allowed, mutation, written


@mutation(Allowed.SAME)
def written_again(rng, e):
    if not e.records:
        return None
    quoting = rng.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
    return written(e.records, e.delimiter, quoting, rng.choice(["\n", "\r\n"])).encode()


@mutation(Allowed.SAME)
def other_separator(rng, e):
    if not e.records or any(r and r[0].startswith("sep=") for r in e.records):
        return None
    # With semicolons a comma is decimal, as in a file that a spreadsheet saved: the tab and the
    # semicolon are left to figures without commas.
    plain = not any("," in cell or "." in cell for r in e.records for cell in r)
    return written(e.records, rng.choice(";\t|") if plain else "|").encode()


@mutation(Allowed.SAME)
def other_encoding(rng, e):
    if not e.records:
        return None
    text = written(e.records, e.delimiter)
    codecs = ["utf-8-sig", "utf-16", "utf-16-be"]
    codec = rng.choice(codecs)
    return (b"\xfe\xff" if codec == "utf-16-be" else b"") + text.encode(codec)


@mutation(Allowed.ANYTHING)
def wrong_code_page(rng, e):
    if not e.records:
        return None
    return written(e.records, e.delimiter).encode(
        rng.choice(["cp1252", "cp1251", "mac_roman"]), "replace"
    )


@mutation(Allowed.SAME)
def blank_lines_at_the_end(rng, e):
    return None if not e.records else e_text(e) + b"\n" * rng.randint(1, 5)


def e_text(e):
    return written(e.records, e.delimiter).encode()


@mutation(Allowed.SUBSET)
def truncated(rng, e):
    if len(e.content) < 4:
        return None
    return e.content[: rng.randrange(1, len(e.content))]


@mutation(Allowed.SUBSET)
def cut_at_a_line(rng, e):
    if not e.records:
        return None
    lines = e_text(e).splitlines(keepends=True)
    return b"".join(lines[: rng.randrange(1, len(lines) + 1)])


@mutation(Allowed.LOCAL)
def one_byte_flipped(rng, e):
    data = bytearray(e.content)
    if not data:
        return None
    data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    return bytes(data)


@mutation(Allowed.ANYTHING)
def many_bytes_flipped(rng, e):
    data = bytearray(e.content)
    for _ in range(max(1, len(data) // 50)):
        data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data)


@mutation(Allowed.ANYTHING)
def a_stretch_missing(rng, e):
    at = rng.randrange(len(e.content))
    return e.content[:at] + e.content[at + rng.randint(1, 200) :]


@mutation(Allowed.ANYTHING)
def a_stretch_twice(rng, e):
    at = rng.randrange(len(e.content))
    stretch = e.content[at : at + rng.randint(1, 500)]
    return e.content[:at] + stretch * rng.randint(2, 4) + e.content[at:]


@mutation(Allowed.ANYTHING)
def glued_to_another(rng, e):
    return (
        e.content + rng.choice([b"", b"\n", b"\x00"]) + e.content[rng.randrange(len(e.content)) :]
    )


@mutation(Allowed.ANYTHING)
def separators_replaced_blindly(rng, e):
    return e.content.replace(b",", rng.choice([b";", b"\t", b"|", b" "]))


@mutation(Allowed.ANYTHING)
def quotes_removed(rng, e):
    return e.content.replace(b'"', rng.choice([b"", b"'"]))


@mutation(Allowed.SAME)
def nul_bytes(rng, e):
    if not e.records:
        return None
    data = bytearray(e_text(e))
    if not data.isascii():
        return None
    for _ in range(rng.randint(1, 5)):
        data.insert(rng.randrange(len(data)), 0)
    return bytes(data)


@mutation(Allowed.SAME)
def zipped_once(rng, e):
    out = io.BytesIO()
    with zipfile.ZipFile(
        out, "w", rng.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
    ) as archive:
        archive.writestr(e.name, e.content)
    return None if e.content[:2] == b"PK" else out.getvalue()
