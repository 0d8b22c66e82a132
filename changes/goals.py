"""Goals, what they serve, and days off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from changes.settings import change_setting
from data.base.json_values import from_json, to_json
from data.imports.upload import present_day
from data.store import State, Store
from data.store.holidays import (
    Holiday,
    HolidayCalendar,
    holiday_calendar,
    keep_calendar,
    keep_holidays,
    own_holidays,
)
from data.values.audit import Actor, described, difference
from metrics.goals.goal import Goal
from metrics.goals.objectives import MISSIONS, OBJECTIVES, Objective, missions, sound
from metrics.goals.repository import readable_history

_HIDDEN = frozenset({"owner", "mission", "objective"})  # a person's name, and free text of the user


def save_goal(store: Store, goal: Goal, who: Actor, *, note: str = "") -> Goal:
    """Save a goal as a new revision; a goal without id is created and gets one.

    Raises KeyError for an id that the store does not know.
    """
    goal = replace(goal, aimed_since=_aimed_since(store.state, goal))
    made = save_revision(store.state, goal.id, to_json(goal), who, owner=goal.owner, note=note)
    return replace(goal, id=made)


def _aimed_since(state: State, goal: Goal) -> date | None:
    """The day since which the goal aims at this: today where it aims at something else."""
    history = readable_history(state, goal.id) if goal.id else ()
    before = from_json(Goal, history[-1].payload) if history else None
    same = before is not None and goal.aims_like(before)
    return before.aimed_since if before is not None and same else present_day()


def save_revision(
    state: State,
    goal_id: str,
    payload: Mapping[str, Any],
    who: Actor,
    *,
    owner: str = "",
    note: str = "",
) -> str:
    """Save what a goal says; gives its id. What an unknown person edits is by the ``owner``.

    Raises KeyError for an id that is not known.
    """
    with state.audit.change():
        if not goal_id:
            goal_id = state.goals.create(payload, by=who.name or owner, note=note).goal_id
            after = described(_fields(payload), _HIDDEN)
            state.audit.add(who, "goal.add", goal_id, after=after, why=note)
            return goal_id
        history = state.goals.history(goal_id)
        was = history[-1].payload if history else {}
        act = _act(was, payload)
        by = who.name or (owner if act == "goal.edit" else "")
        state.goals.revise(goal_id, payload, by=by, note=note)
        before, after = difference(_fields(was), _fields(payload), _HIDDEN)
        state.audit.add(who, act, goal_id, before=before, after=after, why=note)
    return goal_id


def save_objectives(store: Store, objectives: Iterable[Objective], who: Actor) -> None:
    """Replace the business objectives by those that make a tree."""
    named = [[one.name, one.parent] for one in sound(objectives)]
    change_setting(store, OBJECTIVES, named, who, "objectives.set")


def set_mission(store: Store, channel: str, sentence: str, who: Actor) -> None:
    """Replace the mission of a channel; an empty sentence removes it."""
    state, said = store.state, sentence.strip()
    with state.audit.change():
        known = missions(state)
        was = known.get(channel, "")
        if was == said:
            return
        state.settings.set(MISSIONS, {k: v for k, v in {**known, channel: said}.items() if v})
        state.audit.add(who, "mission.set", channel, before=was or None, after=said or None)


def save_days_off(
    store: Store, calendar: HolidayCalendar, own: tuple[Holiday, ...], who: Actor
) -> None:
    """Replace the calendar of public holidays and the company's own days off.

    Raises ValueError for a country or region that is not known.
    """
    state = store.state
    with state.audit.change():
        was = _days_off(state)
        keep_calendar(state.database, calendar)
        keep_holidays(state.database, own)
        now = _days_off(state)
        if was != now:
            before, after = _what_changed(was, now)
            state.audit.add(who, "holidays.set", "holidays", before=before, after=after)


def _act(was: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    if was.get("archived", False) == now["archived"]:
        return "goal.edit"
    return "goal.archive" if now["archived"] else "goal.restore"


def _fields(payload: Mapping[str, Any]) -> dict[str, Any]:
    # Since when it aims at this follows from the entries themselves.
    return {name: value for name, value in payload.items() if name not in {"id", "aimed_since"}}


def _days_off(state: State) -> tuple[HolidayCalendar, tuple[Holiday, ...]]:
    return holiday_calendar(state.settings), own_holidays(state.settings)


def _what_changed(
    was: tuple[HolidayCalendar, tuple[Holiday, ...]],
    now: tuple[HolidayCalendar, tuple[Holiday, ...]],
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The country and region that differ, and the days that are in one of the two only."""
    sides = []
    for (one, own), (other, others) in ((was, now), (now, was)):
        days = {
            "worked": one.worked - other.worked,
            "own": {day.day for day in own} - {day.day for day in others},
        }
        place = {
            name: getattr(one, name)
            for name in ("country", "region")
            if getattr(one, name) != getattr(other, name)
        }
        listed = {name: sorted(day.isoformat() for day in found) for name, found in days.items()}
        sides.append(described({**place, **listed}))
    return sides[0], sides[1]
