"""Saved reports, snapshots, and how reports look."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from data.store import Store
from data.store.reports import Snapshot
from data.values.audit import Actor, described, difference
from report.document.brand import SETTING, brand, wrong
from report.document.model import Brand, Report, Request
from report.document.record import to_json
from report.document.repository import Saved, find, saved


def save_report(store: Store, name: str, request: Request, who: Actor) -> Saved:
    """Save a request; a saved report of the same name gets this one."""
    state = store.state
    with state.audit.change():
        known = find(state, name)
        number = state.reports.save(name, to_json(request), by=who.name).id
        was = None if known is None else _asked(name, known.request)
        now = _asked(name, request)
        state.audit.add(who, "report.save", number, before=was, after=now)
        [made] = [one for one in saved(state) if one.id == number]
    return made


def remove_report(store: Store, report_id: str, who: Actor) -> bool:
    """Delete a saved report; its snapshots stay. False when it is not there."""
    state = store.state
    with state.audit.change():
        known = {one.id: one for one in saved(state)}
        if not state.reports.remove(report_id):
            return False
        was = _asked(known[report_id].name, known[report_id].request)
        state.audit.add(who, "report.remove", report_id, before=was)
    return True


def take_snapshot(
    store: Store, report: Report, name: str, who: Actor, *, report_id: str | None = None
) -> Snapshot:
    """Save a finished report for good: no later import changes what it says."""
    state = store.state
    content = json.dumps(to_json(report), ensure_ascii=True, sort_keys=True)
    span = report.request.start, report.request.end
    with state.audit.change():
        shot = state.reports.take(name, span, content, report_id=report_id, by=who.name)
        after = {**_asked(name, report.request), "sha256": shot.sha256}
        state.audit.add(who, "snapshot.add", shot.id, after=after)
    return shot


def save_brand(store: Store, new: Brand, who: Actor) -> None:
    """Save how all reports look from now on. Raises ValueError when something is wrong with it."""
    fault = wrong(new)
    if fault is not None:
        raise ValueError(str(fault))
    state = store.state
    with state.audit.change():
        known = brand(state)
        if known == new:
            return
        state.settings.set(SETTING, to_json(new))
        before, after = difference(_look(known), _look(new))
        state.audit.add(who, "brand.set", SETTING, before=before, after=after)


def _asked(name: str, request: Request) -> dict[str, Any]:
    return described(
        {
            "name": name,
            "start": request.start.isoformat(),
            "end": request.end.isoformat(),
            "language": request.language,
            "audience": request.audience.value,
        }
    )


def _look(one: Brand) -> dict[str, Any]:
    """What the log may hold of a brand: of its logo only which one it is."""
    logo = None if one.logo is None else sha256(one.logo).hexdigest()
    return {"name": one.name, "primary": one.primary, "accent": one.accent, "logo": logo}
