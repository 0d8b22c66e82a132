"""Section “What changed”: the parts of the main result's change, each with its interval."""

from __future__ import annotations

from collections.abc import Sequence

from i18n.message import Message, Quantity, msg
from metrics.comparison.change import Change, ChangeUnit
from metrics.definitions.registry import Polarity, Unit
from metrics.results.change_parts import LABELS, ChangePart, ChangeParts
from metrics.results.results import Headline
from report.document.model import (
    Audience,
    Block,
    ReportColumn,
    ReportTable,
    RowChart,
    RowShape,
    Section,
    Sentence,
    Series,
    SeriesRole,
    TalkTrack,
    Text,
    Tone,
)
from report.evidence.curve import curve
from report.evidence.main_result import ComparedFigure, is_clear
from report.evidence.section import SectionSpec
from report.evidence.story import Story
from report.titles.changes import title
from report.titles.drivers import driver
from report.wording.format_values import named_sentence
from report.wording.periods import during, versus

_ORDER = ("days", "sessions", "mix", "rate", "unlinked")


def _make(story: Story) -> Section | None:
    main = story.main
    if main is None:
        return None
    found = [
        parts for against in story.result.against if (parts := story.parts(against)) is not None
    ]
    blocks: list[Block] = [_table(story, main, found)] if found else []
    if not found or story.shows(Audience.MANAGER):
        blocks.append(curve(story, main.previous))
    blocks.append(
        Text(
            "moved.why",
            (named_sentence("moved.driver", driver(story)), *_ads(story)),
            aside=True,
            title=msg("What it goes with"),
        )
    )
    return Section(
        "moved",
        named_sentence("moved.title", title(story, found)),
        tuple(blocks),
        tuple(note for one in (main.previous, main.year) for note in one.notes),
        talk=_talk(main),
    )  # fmt: skip


def _table(story: Story, main: ComparedFigure, found: Sequence[ChangeParts]) -> ReportTable:
    names = [name for name in _ORDER if any(parts.part(name) for parts in found)]
    total = msg("Change of {name} (per usual day)", name=main.metric.label)
    labels = [*(LABELS[name] for name in names), total]
    columns = [ReportColumn("part", msg("Part of the change"))]
    columns += [
        ReportColumn(f"change.{place}", versus(parts.compared, parts.period), Unit.COUNT)
        for place, parts in enumerate(found)
    ]
    rows = tuple(
        (label, *(_cell(parts, name, main) for parts in found))
        for label, name in zip(labels, [*names, None], strict=True)
    )
    return ReportTable(
        "moved.parts",
        msg("Change of {name} in parts that add up", name=main.metric.label),
        tuple(columns),
        rows,
        story.counted([main.metric.id, "sessions"]),
        charts=tuple(_bars(parts, names, main) for parts in found),
        strong=(len(names),),
    )


def _cell(parts: ChangeParts, name: str | None, main: ComparedFigure) -> Message | None:
    if name is None:
        return _total(parts, _change(parts, main))
    part = parts.part(name)
    return None if part is None else _step(part.value)


def _total(parts: ChangeParts, change: Change) -> Message:
    """The whole change in results, next to the one in percent that titles name."""
    whole = parts.now - parts.before
    if change.value is None or change.unit is not ChangeUnit.PERCENT:
        return _step(whole)
    percent = Message("{step}", (("step", Quantity(change.value / 100, "change-percent")),))
    return msg("{value} ({verdict})", value=_signed(whole), verdict=percent)


def _change(parts: ChangeParts, main: ComparedFigure) -> Change:
    same = parts.compared == main.previous.before
    return main.previous.change if same else main.year.change


def _signed(value: float) -> Quantity:
    return Quantity(float(round(value)), "signed-count")


def _step(value: float) -> Message:
    return Message("{step}", (("step", _signed(value)),))


def _bars(parts: ChangeParts, names: Sequence[str], main: ComparedFigure) -> RowChart:
    every = [parts.part(name) for name in names]
    total = parts.now - parts.before
    change = _change(parts, main)
    ends = _ends(parts, change)

    def values(pick: str, last: float | None) -> tuple[float | None, ...]:
        return (*(None if part is None else getattr(part, pick) for part in every), last)

    whole = Quantity(total, "signed-count")
    return RowChart(
        f"moved.{parts.compared.start}",
        versus(parts.compared, parts.period),
        RowShape.VARIANCE,
        msg(
            "Change of {name} {versus}: {value} in all.",
            name=main.metric.label,
            versus=versus(parts.compared, parts.period),
            value=whole,
        ),
        Unit.COUNT,
        subtitle=msg("{name}, with 95% interval", name=main.metric.label),
        series=(
            Series(msg("Change"), SeriesRole.MIDDLE, values("value", total)),
            Series(msg("Low"), SeriesRole.LOW, values("low", ends[0])),
            Series(msg("High"), SeriesRole.HIGH, values("high", ends[1])),
        ),
        tones=(*(_tone(part, main) for part in every), _total_tone(change, total, main)),
        labels=tuple(
            _step(value) if value is not None else None for value in values("value", total)
        ),
        reference=0.0,
    )


def _ends(parts: ChangeParts, change: Change) -> tuple[float | None, float | None]:
    """The interval of the whole change in results."""
    if change.low is None or change.high is None:
        return None, None
    longer = parts.period.days / parts.compared.days
    low, high = (
        parts.before * longer * (1 + end / 100) - parts.before for end in (change.low, change.high)
    )
    return low, high


def _tone(part: ChangePart | None, main: ComparedFigure) -> Tone:
    if part is None or not part.clear:
        return Tone.NEUTRAL
    return _good_or_bad(part.value, main)


def _total_tone(change: Change, total: float, main: ComparedFigure) -> Tone:
    return _good_or_bad(total, main) if is_clear(change) else Tone.NEUTRAL


def _good_or_bad(value: float, main: ComparedFigure) -> Tone:
    if main.metric.polarity is Polarity.NONE or not value:
        return Tone.NEUTRAL
    return Tone.GOOD if (value > 0) == (main.metric.polarity is Polarity.HIGHER) else Tone.BAD


def _ads(story: Story) -> list[Sentence]:
    """What a result of paid channels cost in all: a year before, or in the period before."""
    cost = story.result.ad_cost
    if cost is None:
        return []
    compared: Headline = cost.year if cost.year.earlier_value is not None else cost.previous
    if compared.before is None or compared.earlier_value is None:
        return []
    code = cost.previous.figure.currency
    message = msg(
        "Total cost per result of paid channels: {now}, {before} {during}.",
        now=Quantity(cost.value, Unit.MONEY.value, code),
        before=Quantity(compared.earlier_value, Unit.MONEY.value, code),
        during=during(compared.before, cost.period),
    )
    return [named_sentence("moved.ads", message)]


def _talk(main: ComparedFigure) -> TalkTrack | None:
    change = main.previous.change
    if change.low is None or change.high is None:
        return None
    return TalkTrack(
        (msg("Green and red are changes beyond random variation. Grey is within it."),),
        msg("Could the change be larger than it looks?"),
        msg(
            "{name}: between {low} and {high} {versus} (95% interval).",
            name=main.metric.label,
            low=Quantity(change.low / 100, "change-percent"),
            high=Quantity(change.high / 100, "change-percent"),
            versus=versus(main.previous.before, main.period) if main.previous.before else "",
        ),
    )


SECTION = SectionSpec("moved", msg("What changed"), 30, _make)
