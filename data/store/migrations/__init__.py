"""Bringing the state's tables up to date by Alembic, one revision after the other, each once."""

from data.store.migrations.apply import NewerStoreError, migrate

__all__ = ["NewerStoreError", "migrate"]
