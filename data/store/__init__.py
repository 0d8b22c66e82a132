"""The store: fact tables, relational state and uploads, and atomic imports into them."""

from data.store.ledger import IdentityTakenError, Import, ImportStatus, Ledger
from data.store.state import State
from data.store.store import Pin, Store
from data.store.writer import RolledBackError

__all__ = [
    "IdentityTakenError",
    "Import",
    "ImportStatus",
    "Ledger",
    "Pin",
    "RolledBackError",
    "State",
    "Store",
]
