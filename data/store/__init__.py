"""Where facts, state and uploads are kept, and how an import becomes part of them."""

from data.store.ledger import IdentityTakenError, Import, Ledger, Status
from data.store.state import State
from data.store.store import RolledBackError, Store

__all__ = [
    "IdentityTakenError",
    "Import",
    "Ledger",
    "RolledBackError",
    "State",
    "Status",
    "Store",
]
