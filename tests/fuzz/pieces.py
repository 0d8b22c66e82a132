"""The same file read in pieces, as a very large one would be."""

import io
from functools import partial

import polars as pl

from data.reading import Unreadable, read
from data.sources.kit.totals import PART
from data.sources.registry import LargeFile, ReadContext, load_large
from tests.fuzz.judge import TODAY, answers, with_year


def apart(name, content, loaded, chunk):
    """Complaints where the pieces give other rows than the whole, or say nothing of a refusal."""
    given = ReadContext(name, TODAY, answers(name))
    opened = load_large(partial(io.BytesIO, content), given, lambda _size: None, chunk)
    if not isinstance(opened, LargeFile):
        return [] if opened else ["in pieces: refused without a word"]
    opened = opened.answered(with_year(given.answers, [opened.loaded]))
    try:
        pieces = [piece.loaded for piece in opened.pieces(lambda _size: None)]
    except Unreadable:
        return []
    head, table = opened.text.head, read(name, content).tables[0]
    if (head.header, head.described) != (table.header, table.described):
        return []  # damaged records, or too few of them, hide the header of so short a piece
    seen = (opened.loaded.source, opened.loaded.encoding, opened.loaded.mapping)
    if seen != (loaded.source, loaded.encoding, loaded.mapping):
        return []  # a file is recognised by its head, which is large outside this test
    wrong = []
    for name_of, frame in loaded.tables.items():
        parts = [piece.tables[name_of] for piece in pieces if name_of in piece.tables]
        # That a report lists a part is only known at its end, when the pieces have been read.
        known = (
            frame.columns if not _is_part(frame) else [c for c in frame.columns if c != "report"]
        )
        if parts and not pl.concat(parts).select(known).equals(frame.select(known)):
            wrong.append(f"in pieces of {chunk}: {_differing(pl.concat(parts), frame)}")
    return wrong


def _is_part(frame):
    return "report" in frame.columns and PART in frame["report"]


def _differing(pieces, whole):
    if pieces.height != whole.height:
        return f"{pieces.height} rows instead of {whole.height}"
    other = [c for c in whole.columns if not pieces[c].equals(whole[c], null_equal=True)]
    return f"other values of {other}"
