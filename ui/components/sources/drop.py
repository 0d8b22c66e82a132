"""The files of the last import of the session, for the page that says what was understood.

The results are in the session; the address has the numbers of the imports, so that a reload of the
page still shows them. Questions are in the store, and shown whatever the session knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import streamlit as st

from data.imports import FileResult, ImportOutcome
from ui import state

RESULTS = "drop_results"  # key of the session
PARAMETER = "imports"  # of the address: “12-18”


def save(results: Sequence[FileResult]) -> None:
    """Remembers the results of an import of files, the only ones that are shown."""
    st.session_state[RESULTS] = list(results)


def clear() -> None:
    """Forgets them: the page asks for files again."""
    st.session_state.pop(RESULTS, None)
    st.query_params.pop(PARAMETER, None)


def results() -> list[FileResult]:
    """The results of the last import, of an address where the session has none."""
    found: list[FileResult] | None = st.session_state.get(RESULTS)
    return _from_address() if found is None else found


def update(answered: Iterable[FileResult]) -> None:
    """Puts results of answered files in the place of what they asked."""
    known = results()
    for done in answered:
        places = [at for at, old in enumerate(known) if old.sha256 == done.sha256]
        for at in places:
            known[at] = replace(done, file=known[at].file)
        if not places:
            known.append(done)
    save(known)


def remove(sha256: str) -> None:
    """Takes a skipped file from the list."""
    if RESULTS in st.session_state:
        save([result for result in results() if result.sha256 != sha256])


def write_address() -> None:
    """Writes the numbers of the imports into the address."""
    numbers = [result.import_id for result in results() if result.import_id is not None]
    if numbers:
        st.query_params[PARAMETER] = f"{min(numbers)}-{max(numbers)}"


def _from_address() -> list[FileResult]:
    first, _dash, last = st.query_params.get(PARAMETER, "").partition("-")
    if not (first.isdecimal() and last.isdecimal()):
        return []
    return [
        FileResult.of(entry.file, entry, ImportOutcome.IMPORTED)
        for entry in state.store().state.ledger.done()
        if int(first) <= entry.id <= int(last)
    ]
