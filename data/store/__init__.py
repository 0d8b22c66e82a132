"""Where facts, state and uploads are kept, and how an import becomes part of them."""

from data.store.ledger import IdentityTakenError, Import, Ledger, Status
from data.store.state import State
from data.store.store import Pin, RolledBackError, Store

__all__ = [
    "IdentityTakenError",
    "Import",
    "Ledger",
    "Pin",
    "RolledBackError",
    "State",
    "Status",
    "Store",
]
