"""Edited texts of a report: applies sentences, owners and dates that users wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from i18n.message import Message
from report.document.model import (
    Action,
    Actions,
    Block,
    Report,
    Request,
    Section,
    Sentence,
    Text,
)

OWNER, DUE = ".owner", ".due"
"""Behind the id of an action: who does it, and until when (YYYY-MM-DD)."""

Written = Mapping[str, str]


def rewritten(request: Request, name: str, text: str) -> Request:
    """The request with ``text`` for the id ``name`` in its language; empty: the original."""
    own = {k: v for k, v in request.written.get(request.language, {}).items() if k != name}
    own |= {name: text.strip()} if text.strip() else {}
    return replace(request, written={**request.written, request.language: own})


def replaceable(report: Report) -> dict[str, Message | str]:
    """All that can be replaced in a report of generated sentences, by its id.

    Sentences are messages; owners, and days as YYYY-MM-DD, are text.
    """
    found: dict[str, Message | str] = {report.headline.id: report.headline.message}
    for section in report.sections:
        found[section.title.id] = section.title.message
        for block in section.blocks:
            if isinstance(block, Text):
                found |= {one.id: one.message for one in block.sentences}
            elif isinstance(block, Actions):
                for one in block.items:
                    found[one.id] = one.what.message
                    found[one.id + OWNER] = one.owner
                    found[one.id + DUE] = one.due.isoformat() if one.due else ""
    return found


def edited(section: Section, written: Written) -> Section:
    """The section with every edited sentence."""
    if not written:
        return section
    blocks = tuple(_block(block, written) for block in section.blocks)
    return replace(section, title=edited_sentence(section.title, written), blocks=blocks)


def edited_sentence(sentence: Sentence, written: Written) -> Sentence:
    """The sentence with the text that replaces it, if any."""
    text = written.get(sentence.id)
    return sentence if text is None else replace(sentence, written=text)


def _block(block: Block, written: Written) -> Block:
    match block:
        case Text():
            sentences = tuple(edited_sentence(item, written) for item in block.sentences)
            return replace(block, sentences=sentences)
        case Actions():
            return replace(block, items=tuple(_action(item, written) for item in block.items))
        case _:
            return block


def _action(action: Action, written: Written) -> Action:
    return replace(
        action,
        what=edited_sentence(action.what, written),
        owner=written.get(action.id + OWNER, action.owner),
        due=_day(written.get(action.id + DUE), action.due),
    )


def _day(text: str | None, usual: date | None) -> date | None:
    """The entered day; a text that is not a day leaves the proposal."""
    try:
        return usual if text is None else date.fromisoformat(text)
    except ValueError:
        return usual
