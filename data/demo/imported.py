"""The demo company in a store: its files, imported like any other, its goals, and all leave at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from data.demo import goals
from data.demo.generate import Scale, generate
from data.imports import FileResult, import_upload
from data.imports.upload import present_day
from data.sources.registry import load
from data.store import ImportStatus, Store
from data.store.raw import digest
from i18n.catalogue import DEFAULT

SETTING = "demo_files"  # SHA-256 of every demo file that was ever imported here
SEED = 7


def install(
    store: Store,
    *,
    seed: int = SEED,
    scale: Scale = "small",
    last: date | None = None,
    language: str = DEFAULT,
    on_progress: Callable[[int, int, str], object] | None = None,
) -> tuple[FileResult, ...]:
    """Generates the demo exports up to ``last`` (by default yesterday) and imports them.

    Then come the company's goals, written in ``language``. The files are noted as demo data
    before the first is imported, so that an interruption never leaves demo figures that are not
    labelled.
    """
    end = last or present_day() - timedelta(days=1)
    demo = generate(seed, end, scale)
    noted = set(_noted(store)) | {digest(file.content) for file in demo.files}
    store.state.settings.set(SETTING, sorted(noted))
    results: list[FileResult] = []
    for number, file in enumerate(demo.files):
        if on_progress is not None:
            on_progress(number, len(demo.files), file.name)
        results.extend(
            import_upload(store, file.name, file.content, demo.answers, today=end, load=load)
        )
    goals.install(store.state, demo.world, language)
    return tuple(results)


def is_present(store: Store) -> bool:
    """Whether any visible import is demo data."""
    return bool(_imports(store))


def remove(store: Store) -> int:
    """Undoes every demo import, newest first, and puts the goals away; gives how many imports."""
    goals.remove(store.state)
    ids = _imports(store)
    for import_id in reversed(ids):
        store.undo(import_id)
    return len(ids)


def _noted(store: Store) -> list[str]:
    noted: list[str] = store.state.settings.get(SETTING, [])
    return noted


def _imports(store: Store) -> list[int]:
    noted = set(_noted(store))
    if not noted:
        return []
    ledger = store.state.ledger
    return [i.id for i in ledger.all() if i.sha256 in noted and i.status is ImportStatus.DONE]
