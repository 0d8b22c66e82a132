"""The setting of saved views, as values."""

from __future__ import annotations

from typing import Any

from data.base.json_values import from_json
from data.store.settings import Settings
from data.values.view import SavedView

VIEWS = "saved_views"


def stored_views(settings: Settings) -> tuple[SavedView, ...]:
    """The saved views by name."""
    return settings.read(VIEWS, saved_views, ())


def saved_views(stored: Any) -> tuple[SavedView, ...]:
    """The views in the setting. Raises what ``READ_FAULTS`` lists where it is damaged."""
    return () if stored is None else tuple(from_json(SavedView, one) for one in stored)
