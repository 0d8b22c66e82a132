"""Corrections of UTM values, and channel rules."""

from __future__ import annotations

from collections.abc import Sequence

from data.base.json_values import to_json
from data.store import State, Store
from data.store.tagging import Rule
from data.values.audit import Actor, described
from data.values.channel_rule import ChannelRule
from data.values.correction import Correction


def add_corrections(
    store: Store, corrections: Sequence[Correction], who: Actor, why: str = ""
) -> tuple[int, ...]:
    """Put corrections in force after the others; gives their ids."""
    return _add(store.state, corrections, "correction.add", who, why)


def undo_correction(store: Store, rule_id: int, who: Actor) -> bool:
    """Undo a correction; it stays in the list. False when it is not in force."""
    return _undo(store.state, rule_id, Correction, "correction.undo", who)


def add_channel_rules(
    store: Store, rules: Sequence[ChannelRule], who: Actor, why: str = ""
) -> tuple[int, ...]:
    """Put channel rules in force after the others; gives their ids."""
    return _add(store.state, rules, "channel.add", who, why)


def remove_channel_rule(store: Store, rule_id: int, who: Actor) -> bool:
    """Delete a channel rule; it stays in the list. False when it is not in force."""
    return _undo(store.state, rule_id, ChannelRule, "channel.remove", who)


def swap_channel_rules(store: Store, rule_id: int, other: int, who: Actor) -> bool:
    """Let two channel rules change places. False when one of them is not in force."""
    state = store.state
    with state.audit.change():
        order = _order(state)
        if not {rule_id, other} <= set(order):
            return False
        state.tagging.swap(rule_id, other)
        places = (seen.index(rule_id) + 1 for seen in (order, _order(state)))
        before, after = ({"place": place} for place in places)
        state.audit.add(who, "channel.move", rule_id, before=before, after=after)
    return True


def _order(state: State) -> list[int]:
    log = state.tagging.log()
    return [one.id for one in log if isinstance(one.rule, ChannelRule) and one.undone_at is None]


def _add(state: State, rules: Sequence[Rule], act: str, who: Actor, why: str) -> tuple[int, ...]:
    with state.audit.change():
        ids = state.tagging.add(rules, by=who.name, why=why)
        for number, rule in zip(ids, rules, strict=True):
            state.audit.add(who, act, number, after=described(to_json(rule)), why=why)
    return ids


def _undo(state: State, rule_id: int, kind: type[Rule], act: str, who: Actor) -> bool:
    with state.audit.change():
        rules = {one.id: one.rule for one in state.tagging.log()}
        rule = rules.get(rule_id)
        if not isinstance(rule, kind) or not state.tagging.undo(rule_id, by=who.name):
            return False
        state.audit.add(who, act, rule_id, before=described(to_json(rule)))
    return True
