"""Annotations: notes on dates."""

from __future__ import annotations

from typing import Any

from data.base.json_values import to_json
from data.store import Store
from data.values.annotation import Annotation
from data.values.audit import Actor, described

_HIDDEN = frozenset({"text"})


def add_annotation(store: Store, annotation: Annotation, who: Actor) -> int:
    """Add an annotation; gives its id."""
    state = store.state
    with state.audit.change():
        number = state.annotations.add(annotation, by=who.name)
        state.audit.add(who, "annotation.add", number, after=_logged(annotation))
    return number


def remove_annotation(store: Store, annotation_id: int, who: Actor) -> bool:
    """Take an annotation off all charts; the list goes on to show it. False when there is none."""
    state = store.state
    with state.audit.change():
        if not state.annotations.remove(annotation_id, by=who.name):
            return False
        log = {one.id: one.note for one in state.annotations.log()}
        state.audit.add(who, "annotation.remove", annotation_id, before=_logged(log[annotation_id]))
    return True


def _logged(annotation: Annotation) -> dict[str, Any]:
    return described(to_json(annotation), _HIDDEN)
