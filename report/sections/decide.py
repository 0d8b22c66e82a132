"""Section “Decide and do”: next steps with owner, day, effect and measure, and the earlier ones."""

from __future__ import annotations

from i18n.message import Message, Part, msg, plural
from report.document.model import Action, Actions, Block, Section, StoryPart, Text
from report.evidence.section import SectionSpec
from report.evidence.steps import Step
from report.evidence.story import Story
from report.wording.format_values import named_sentence


def _make(story: Story) -> Section | None:
    if not story.steps:
        return None
    items = tuple(_action(step) for step in story.steps)
    blocks: list[Block] = [Actions("decide.next", items)]
    measured = msg(
        "Values and likelihoods as of {day}, the newest day of the data.", day=str(story.newest)
    )
    blocks.append(Text("decide.measured", (named_sentence("decide.as_of", measured),)))
    return Section(
        "decide",
        named_sentence("decide.title", _title(story)),
        tuple(blocks),
        part=StoryPart.DECISION,
    )  # fmt: skip


def _action(step: Step) -> Action:
    return Action(
        step.id,
        named_sentence(step.id, step.what),
        step.owner,
        step.due,
        step.expected,
        step.measure,
    )


def _title(story: Story) -> Message:
    ask, others = story.ask, len(story.steps) - (story.ask is not None)
    if ask is None:
        return plural(
            "No decision is needed; {n} step has a day", "No decision is needed; {n} steps have a day", n=others
        )  # fmt: skip
    values: dict[str, Part] = {"ask": ask.short, "day": story.day(ask.due)}
    if not others:
        return msg("Decision by {day}: {ask}", **values)
    return plural(
        "Decision by {day}: {ask}; {n} other step has a day",
        "Decision by {day}: {ask}; {n} other steps have a day",
        n=others,
        **values,
    )


SECTION = SectionSpec("decide", msg("Decide and do"), 80, _make)
