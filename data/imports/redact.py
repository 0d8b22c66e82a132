"""An upload as it may be stored when its columns name people."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from data.person import Pseudonym, hide_emails

_DELIMITERS = (",", ";", "\t", "|")


def redacted(content: bytes, columns: Sequence[str], hide: Pseudonym) -> bytes:
    """The file as UTF-8 CSV with the cells of ``columns`` replaced by keyed hashes.

    Records keep their numbers, so that a stored row still leads to its line. E-mail addresses
    in any other cell are replaced as well. Where the columns cannot be found nothing is given:
    an upload is lost rather than kept in clear.
    """
    text = _text(content)
    for delimiter in _DELIMITERS:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        for number, record in enumerate(records):
            if set(columns) <= {cell.strip() for cell in record}:
                return _written(records, number, columns, hide)
    return b""


def _text(content: bytes) -> str:
    for encoding in ("utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig",):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("cp1252", "replace")


def _written(
    records: Sequence[Sequence[str]], header: int, columns: Sequence[str], hide: Pseudonym
) -> bytes:
    personal = {i for i, name in enumerate(records[header]) if name.strip() in columns}
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerows(records[: header + 1])
    for record in records[header + 1 :]:
        writer.writerow(
            hide(cell) if i in personal and cell.strip() else hide_emails(cell, hide)
            for i, cell in enumerate(record)
        )
    return out.getvalue().encode()
