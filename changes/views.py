"""Saved views: filters under a name."""

from __future__ import annotations

from collections.abc import Mapping

from changes.settings import change_setting
from data.base.json_values import to_json
from data.store import Store
from data.store.views import VIEWS, stored_views
from data.values.audit import Actor
from data.values.view import SavedView


def save_view(store: Store, name: str, filters: Mapping[str, str], who: Actor) -> SavedView:
    """Save the filters of an address under a name; a view of that name is replaced.

    Raises ValueError for a name without letters or with more than 60.
    """
    view = SavedView(name.strip(), tuple(sorted(filters.items())))
    others = [one for one in stored_views(store.state.settings) if one.name != view.name]
    _store(store, (*others, view), who, "view.save")
    return view


def remove_view(store: Store, name: str, who: Actor) -> None:
    """Delete a saved view; one that is gone already is no change."""
    others = [one for one in stored_views(store.state.settings) if one.name != name]
    _store(store, tuple(others), who, "view.remove")


def _store(store: Store, views: tuple[SavedView, ...], who: Actor, act: str) -> None:
    ordered = sorted(views, key=lambda view: (view.name.casefold(), view.name))
    change_setting(store, VIEWS, [to_json(view) for view in ordered], who, act)
