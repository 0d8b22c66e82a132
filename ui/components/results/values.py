"""Values and changes of metrics as text."""

from __future__ import annotations

from i18n import format as shown
from metrics.comparison.change import Change, ChangeDirection, ChangeUnit
from metrics.results.results import Figure
from ui.text import _, language

COLOURS = {
    ChangeDirection.GOOD: "green",
    ChangeDirection.BAD: "red",
    ChangeDirection.STEADY: "gray",
    ChangeDirection.UNCLEAR: "gray",
    ChangeDirection.NONE: "gray",
}


def value(figure: Figure) -> str:
    """The formatted value, by its unit and currency."""
    return shown.format_metric(figure.value, figure.metric.unit, figure.currency, language())


def moved(change: Change, *, coloured: bool = True) -> str:
    """A change as Markdown: in colour only where it is a verdict."""
    if change.unit is ChangeUnit.NEW:
        return ":gray[" + _("new") + "]"
    text = shown.change(change, language())
    if text is None:
        return ""
    colour = COLOURS[change.direction] if coloured else "gray"
    return f":{colour}[{text}]"
