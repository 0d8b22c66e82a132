"""The steps of an import are the same for a file in memory and for one that is read in pieces."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import BinaryIO

import polars as pl
import pytest

from data.base.issue import Question
from data.facts.facts import canonical
from data.imports.pipeline import Importer
from data.imports.result import FileResult
from data.reading import Unreadable
from data.sources.kit.parse_result import ParseResult
from data.store import Store
from data.tables.schema import TABLES
from data.values.audit import Actor, Via
from i18n.message import msg
from tests.changes.cases import MAPPING
from tests.imports.conftest import load_toy

SHA = "ab" * 32
NETWORK = Question("network", msg("Which network?"), (), "")
WHO = Actor("Ada", Via.COMMAND)
IN_MEMORY = pytest.mark.parametrize("in_memory", [True, False])


@dataclass
class ToyReader:
    """Two posts in two pieces; asks for the network where ``asks``; fails at ``fault``."""

    in_memory: bool
    asks: bool = False
    fault: Exception | None = None
    file: str = "posts.csv"
    size: int = 5
    distinct: bool = False
    quarantined: int = 0
    reads: int = 0

    def load(self, answers: Mapping[str, str]) -> ParseResult:
        asked = (NETWORK,) if self.asks and "network" not in answers else ()
        tables = {} if not self.in_memory else {"posts": _posts("a", "b")}
        return ParseResult("toy", "x", "en", "utf-8", 1.0, tables, questions=asked, mapping=MAPPING)

    def pieces(self, answers: Mapping[str, str]) -> Iterator[Mapping[str, pl.DataFrame]]:
        assert not self.asks or answers == {"network": "x"}
        self.reads += 1
        yield {"posts": _posts("a")}
        if self.fault is not None:
            raise self.fault
        yield {"posts": _posts("b")}

    def whole(self) -> ParseResult:
        return replace(self.load({"network": "x"}), tables={})

    def storable(self, loaded: ParseResult) -> BinaryIO:
        assert loaded.source == "toy"
        return io.BytesIO(b"bytes")


def _posts(*ids: str) -> pl.DataFrame:
    rows = pl.DataFrame(
        {"network": ["x"] * len(ids), "post_id": list(ids), "views": [7] * len(ids)}
    )
    return canonical(
        TABLES["posts"], rows.with_columns(published_on=pl.lit(date(2026, 1, 1)), source_row=1)
    )


def run(store: Store, reader: ToyReader, answers: Mapping[str, str] | None = None) -> FileResult:
    return Importer(store, load_toy, date(2026, 3, 1), who=WHO).run(reader, SHA, answers or {})


def posts(store: Store) -> list[str]:
    return store.scan("posts").select("post_id").sort("post_id").collect()["post_id"].to_list()


@IN_MEMORY
def test_every_piece_is_written_once_and_the_mapping_serves_the_next_file(
    store: Store, in_memory: bool
) -> None:
    reader = ToyReader(in_memory)
    result = run(store, reader)
    assert (result.outcome, reader.reads, posts(store)) == ("imported", 1, ["a", "b"])
    assert store.raw.get(SHA) == b"bytes"
    assert store.state.mappings.all() == (MAPPING,)
    assert run(store, reader).outcome == "already_imported"
    assert reader.reads == 1


@IN_MEMORY
def test_a_question_is_asked_before_rows_are_read_and_its_answer_imports_the_file(
    store: Store, in_memory: bool
) -> None:
    reader = ToyReader(in_memory, asks=True)
    asked = run(store, reader)
    assert (asked.outcome, reader.reads, posts(store)) == ("needs_input", 0, [])
    assert store.raw.get(SHA) == b"bytes"
    assert [waiting.sha256 for waiting in store.state.uploads.waiting()] == [SHA]
    assert store.state.mappings.all() == ()
    answered = run(store, reader, {"network": "x", "unasked": "y"})
    assert (answered.outcome, answered.summary.answers) == ("imported", {"network": "x"})
    assert store.state.uploads.waiting() == ()
    assert store.state.mappings.all() == (MAPPING,)


@IN_MEMORY
@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Unreadable(msg("The file ends early"), msg("Export it again.")), "The file ends early"),
        (OSError("No space left on device"), "could not be stored: The disk is full"),
    ],
)
def test_a_fault_between_two_pieces_leaves_no_row_and_no_mapping(
    store: Store, in_memory: bool, fault: Exception, said: str
) -> None:
    refused = run(store, ToyReader(in_memory, fault=fault))
    assert refused.outcome == "refused"
    assert said in str(refused.summary.issues[0].what)
    assert posts(store) == []
    assert store.state.mappings.all() == ()
    assert run(store, ToyReader(in_memory)).outcome == "imported"
    assert posts(store) == ["a", "b"]


@IN_MEMORY
def test_answers_given_before_a_fault_are_not_asked_again(store: Store, in_memory: bool) -> None:
    run(store, ToyReader(in_memory, asks=True, fault=OSError("full")), {"network": "x"})
    assert run(store, ToyReader(in_memory, asks=True)).outcome == "imported"
