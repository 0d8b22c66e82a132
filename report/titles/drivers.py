"""Why the main result changed: the part that chance does not explain, or that none is shown."""

from __future__ import annotations

from i18n.message import Message, Quantity, msg
from metrics.definitions.registry import Unit
from metrics.results.change_parts import LABELS, ChangePart, ChangeParts
from report.evidence.main_result import is_clear, is_within_chance
from report.evidence.story import Story
from report.wording.format_values import listed
from report.wording.periods import versus

_HALF = 0.5  # of the change: a smaller part is not its reason


def clear_cause(parts: ChangeParts | None) -> ChangePart | None:
    """The part that is beyond chance, has the sign of the change and is at least half of it."""
    if parts is None:
        return None
    change = parts.now - parts.before
    causes = [
        part
        for part in parts.parts
        if part.clear and part.value * change > 0 and abs(part.value) >= _HALF * abs(change)
    ]
    return max(causes, key=lambda part: abs(part.value), default=None)


def driver(story: Story) -> Message:
    """One sentence on what the change goes with."""
    main = story.main
    compared = () if main is None else (main.previous, main.year)
    for against, one in zip(story.result.against, compared, strict=False):
        parts = story.parts(against)
        cause = clear_cause(parts)
        # A change that chance explains has no cause, even where one of its parts is clear.
        if parts is not None and cause is not None and is_clear(one.change):
            return msg(
                "{part} explains most of the change {versus}: {value}.",
                part=LABELS[cause.id],
                versus=versus(parts.compared, parts.period),
                value=_signed(cause.value),
            )
    cost = story.result.ad_cost
    if cost is not None and is_clear(cost.year.change) and cost.year.before is not None:
        code = cost.previous.figure.currency
        return msg(
            "A result of paid channels costs {now} in all, {was} a year ago.",
            now=Quantity(cost.value, Unit.MONEY.value, code),
            was=Quantity(cost.year.earlier_value, Unit.MONEY.value, code),
        )
    if main is None or (main.previous.change.value is None and main.year.change.value is None):
        return msg("There is no comparable period yet, so no cause can be shown.")
    changes = [one.change for one in (main.previous, main.year) if one.change.value is not None]
    if not any(change.moved for change in changes):
        if not any(is_within_chance(change) for change in changes):
            return msg("The history is too short to judge the change, so no cause is shown.")
        return _within_chance(story)
    return msg("No single cause is shown beyond random variation.")


def _within_chance(story: Story) -> Message:
    """No clear change in all; a part may be clear all the same."""
    parts = story.parts(story.result.against[0])
    clear = [part for part in (() if parts is None else parts.parts) if part.clear]
    if not clear:
        return msg("Nothing moved beyond random variation, so there is no cause to look for.")
    largest_first = sorted(clear, key=lambda part: -abs(part.value))
    beyond = [
        msg("{part} ({value})", part=LABELS[part.id], value=_signed(part.value))
        for part in largest_first
    ]
    return msg(
        "The whole change is within random variation. Beyond it: {parts}.", parts=listed(beyond)
    )


def _signed(value: float) -> Quantity:
    return Quantity(float(round(value)), "signed-count")
