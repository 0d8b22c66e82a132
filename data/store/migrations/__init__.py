"""Schema migrations of the state by Alembic: one revision after the other, each once."""

from data.store.migrations.apply import NewerStoreError, migrate

__all__ = ["NewerStoreError", "migrate"]
