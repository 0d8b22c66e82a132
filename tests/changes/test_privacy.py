"""The log says what was decided, and nothing of the people in the files."""

from __future__ import annotations

import json
from contextlib import closing
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from changes.imports import import_upload, undo
from changes.mappings import save_mapping
from changes.utm import add_corrections
from data.store import Store
from data.values.audit import UNKNOWN, loggable
from data.values.column_mapping import ColumnMapping
from data.values.correction import Correction, CorrectionKind
from tests.conftest import FEW

NAMES = st.from_regex(r"[A-Z][a-z]{5,9} [A-Z][a-z]{5,9}", fullmatch=True)
ADDRESSES = st.from_regex(r"[a-z]{5,9}[.+][a-z0-9]{5,9}@[a-z]{4,8}\.example", fullmatch=True)


def leads(people: list[tuple[str, str]]) -> bytes:
    rows = [f"2026-03-0{n},{mail},{name}" for n, (name, mail) in enumerate(people, 1)]
    return "\n".join(["When,Email,Name", *rows, ""]).encode()


@FEW
@given(st.lists(st.tuples(NAMES, ADDRESSES), min_size=1, max_size=4, unique=True))
def test_nothing_of_the_people_in_a_file_is_in_the_log(people: list[tuple[str, str]]) -> None:
    """Nor of its name, of a header that is a row of people, or of tags that hold an address."""
    name, mail = people[0]
    first_row = ColumnMapping(f"List of {name}", "leads", (name, mail), ((mail, "lead_id"),))
    fix = Correction(CorrectionKind.REPLACE, "campaign", (f"to {mail}",), "newsletter")
    with TemporaryDirectory() as folder, closing(Store.open(folder)) as store:
        accepted = {"mapping": "accept"}
        [done] = import_upload(store, f"{name}.csv", leads(people), UNKNOWN, accepted)
        assert done.import_id is not None
        undo(store, done.import_id, UNKNOWN)
        save_mapping(store, first_row, UNKNOWN)
        add_corrections(store, [fix], UNKNOWN, f"{mail} asked for it")
        entries = store.state.audit.entries()
    acts = [entry.act for entry in entries]
    assert acts == ["correction.add", "mapping.save", "import.undo", "mapping.save", "import.add"]
    log = json.dumps([entry.to_json() for entry in entries], ensure_ascii=False)
    assert not [word for person in people for word in person if word in log]


def test_what_is_logged_is_small() -> None:
    assert loggable("a" * 201) == "a" * 200 + "…"
    assert loggable(list(range(21))) == [*range(20), "…"]
    assert loggable({"of": ("a", {"b": None})}) == {"of": ["a", {"b": None}]}
