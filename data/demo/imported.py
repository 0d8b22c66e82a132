"""Demo imports: finds those of a store by the hashes of demo files."""

from __future__ import annotations

from data.base.json_values import texts_of
from data.store import ImportStatus, Store
from data.store.zone import DEMO_FILES


def noted(store: Store) -> set[str]:
    """The SHA-256 of every demo file that was ever imported here."""
    return set(store.state.settings.read(DEMO_FILES, texts_of, ()))


def is_present(store: Store) -> bool:
    """Whether any visible import is demo data."""
    return bool(imports(store))


def imports(store: Store) -> list[int]:
    """The visible imports of demo data, oldest first."""
    files = noted(store)
    if not files:
        return []
    ledger = store.state.ledger
    return [i.id for i in ledger.all() if i.sha256 in files and i.status is ImportStatus.DONE]
