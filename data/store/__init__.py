"""The store: fact tables, relational state and uploads, and atomic imports into them."""

from data.store.ledger import IdentityTakenError, Import, ImportStatus, Ledger
from data.store.state import State
from data.store.store import STATE_VARIABLE, STORE_VARIABLE, Pin, Store
from data.store.writer import RolledBackError

__all__ = [
    "STATE_VARIABLE",
    "STORE_VARIABLE",
    "IdentityTakenError",
    "Import",
    "ImportStatus",
    "Ledger",
    "Pin",
    "RolledBackError",
    "State",
    "Store",
]
