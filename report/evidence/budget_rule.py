"""The rule of a budget test in words."""

from __future__ import annotations

from i18n.message import Message, Part, msg, plural
from metrics.budget.rule import TestRule
from report.evidence.story_base import StoryBase


def rule_sentence(story: StoryBase, rule: TestRule) -> Message:
    """When to keep the larger budget and when to stop it; a month that cannot tell says so."""
    values: dict[str, Part] = {
        "end": story.day(rule.end),
        "day": story.day(rule.stop_day),
        "stop": rule.stop_below,
    }
    if rule.decides:
        return msg(
            "Keep it from {keep} by {end}; stop on {day} below {stop}.",
            keep=rule.keep_from,
            **values,
        )
    if rule.weeks is None:
        return msg("Stop it on {day} below {stop}.", **values)
    return plural(
        "Judge it after {n} week, for errors of at most 10%; stop on {day} below {stop}.",
        "Judge it after {n} weeks, for errors of at most 10%; stop on {day} below {stop}.",
        n=rule.weeks,
        **values,
    )
