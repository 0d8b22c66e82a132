"""The title of what changed: the first of these statements whose condition holds."""

from __future__ import annotations

from collections.abc import Sequence

from i18n.message import Message, Part, Quantity, msg
from metrics.comparison.change import ChangeUnit
from metrics.results.change_parts import LABELS, ChangeParts
from metrics.results.results import Headline
from report.evidence.main_result import is_within_chance
from report.evidence.story import Story
from report.titles.drivers import clear_cause
from report.wording.format_values import size
from report.wording.periods import versus


def title(story: Story, found: Sequence[ChangeParts]) -> Message:
    """How the main result changed, and with what."""
    main = story.main
    assert main is not None  # noqa: S101  # a section without figures is not made
    values: dict[str, Part] = {"name": main.metric.label}
    clear = next((one for one in (main.previous, main.year) if one.change.moved), None)
    if clear is not None:
        return _clear(story, clear, found, values)
    previous, year = main.previous, main.year
    if previous.before is None or previous.change.value is None:
        return msg("{name}: no comparable period before", **values)
    values |= _change(previous, story)
    if not is_within_chance(previous.change):
        return msg("{name}: {x} {versus}, with too little history to judge it", **values)
    if year.before is None or year.change.value is None:
        return msg("{name}: {x} {versus}, within random variation", **values)
    other = _change(year, story)
    values |= {"y": other["x"], "year": other["versus"]}
    if is_within_chance(year.change):
        return msg("{name}: {x} {versus} and {y} {year}, both within random variation", **values)
    return msg("{name}: {x} {versus}, within random variation; {y} {year}, not judged", **values)


def _clear(
    story: Story, compared: Headline, found: Sequence[ChangeParts], values: dict[str, Part]
) -> Message:
    values |= _change(compared, story)
    parts = next((one for one in found if one.compared == compared.before), None)
    cause = clear_cause(parts)
    if cause is None:
        return msg("{name}: {x} {versus}; no single cause is shown", **values)
    return msg(
        "{name}: {x} {versus}, most of it by this part: {part}", part=LABELS[cause.id], **values
    )


def _change(compared: Headline, story: Story) -> dict[str, Part]:
    assert compared.before is not None  # noqa: S101  # asked before
    change = compared.change
    value = change.value or 0.0
    step: Part = (
        Quantity(value / 100, "change-percent")
        if change.unit is ChangeUnit.PERCENT
        else Quantity(value, "change-points")
        if change.unit is ChangeUnit.POINTS
        else size(change)
    )
    return {"x": step, "versus": versus(compared.before, story.query)}
