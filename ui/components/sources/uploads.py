"""Drop zone: file uploader, and the state of each file while they are imported."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from changes.imports import import_upload
from data.imports import FileResult, ImportOutcome
from data.imports.open_file import LARGE
from data.sources.registry import load
from ui import state
from ui.components.sources import drop, import_issues
from ui.components.sources.turns import TURNS, show_waiting
from ui.text import _

ROUND = "uploads_round"
FOLDER = "folder"
LISTED = 12  # files in the list of progress: those around the one that is being read

_ICONS = {
    ImportOutcome.IMPORTED: ":green[:material/check_circle:]",
    ImportOutcome.ALREADY_IMPORTED: ":gray[:material/check_circle:]",
    ImportOutcome.NEEDS_INPUT: ":orange[:material/help:]",
    ImportOutcome.REFUSED: ":red[:material/cancel:]",
}


def outcome_icon(outcome: ImportOutcome) -> str:
    """The icon of what became of a file, in its colour."""
    return _ICONS[outcome]


def dropzone() -> bool:
    """The uploader for files or a folder; uploads are imported at once. Whether any were."""
    ways = {"files": _("Files or zips"), FOLDER: _("A folder")}
    way = st.segmented_control(
        _("What to add"), list(ways), key="uploads_way", format_func=ways.__getitem__,
        default="files", required=True, label_visibility="collapsed",
    )  # fmt: skip
    turn = st.session_state.setdefault(ROUND, 0)
    dropped = st.file_uploader(
        _("Drop exports here or choose them: CSV, Excel, JSON, Parquet or zip"),
        accept_multiple_files="directory" if way == FOLDER else True,
        key=f"uploads_{way}_{turn}",
    )
    if not dropped:
        return False
    drop.save(_import_all(dropped))
    # A new key: Streamlit has no other way to empty an uploader.
    st.session_state[ROUND] = turn + 1
    return True


def _import_all(
    dropped: Sequence[st.runtime.uploaded_file_manager.UploadedFile],
) -> list[FileResult]:
    bar, stop, listed = st.progress(0.0), st.empty(), st.empty()
    if any(file.size > LARGE for file in dropped):
        stop.button(_("Cancel"), key="cancel_import", on_click=_cancel)
    names = [import_issues.plain(file.name) for file in dropped]
    results: list[FileResult] = []
    icons: list[str] = []
    for number, file in enumerate(dropped):
        listed.markdown(_list(names, icons))
        progress = partial(_progress, bar, names[number], number, len(dropped))
        with TURNS.turn(file.size, partial(show_waiting, bar, number / len(dropped))):
            progress(0.0)
            content = file.getvalue()
            found = import_upload(
                state.store(), file.name, content, state.who(), load=load, on_progress=progress
            )
        results.extend(found)
        icons.append(_icon(found))
    for place in (bar, stop, listed):
        place.empty()
    return results


def _icon(found: Sequence[FileResult]) -> str:
    """The icon of an upload: of a zip, that of the part which needs most attention."""
    order = list(_ICONS)
    worst = max((result.outcome for result in found), key=order.index, default=None)
    return _ICONS[worst or ImportOutcome.REFUSED]


def _list(names: Sequence[str], icons: Sequence[str]) -> str:
    """The files with their states; of many, those around the one that is being read."""
    now = len(icons)
    first = max(0, min(now - LISTED // 2, len(names) - LISTED))
    marks = [*icons, ":blue[:material/progress_activity:]"]
    marks += [":gray[:material/schedule:]"] * (len(names) - len(marks))
    lines = [f"{marks[at]} {names[at]}" for at in range(first, min(first + LISTED, len(names)))]
    return "  \n".join(lines)


def _progress(bar: DeltaGenerator, name: str, number: int, files: int, share: float) -> None:
    """Shows progress. If the user has clicked something, Streamlit stops the run at this call."""
    text = _("Importing {name} … {number} of {files}", name=name, number=number + 1, files=files)
    bar.progress((number + share) / files, text)


def _cancel() -> None:
    """Stops the import of the current file; files imported before it stay."""
    # A new key empties the uploader: the same files would be imported again in the next run.
    st.session_state[ROUND] += 1
