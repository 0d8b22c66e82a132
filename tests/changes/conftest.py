"""The store on each kind of database, as the tests of the store have it."""

from tests.store.conftest import (
    databases,
    new_database,
    open_store,
    postgres,
    state_url,
    store,
)

__all__ = ["databases", "new_database", "open_store", "postgres", "state_url", "store"]
