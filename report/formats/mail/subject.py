"""The subject of the e-mail: the decision that is needed, then the verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n.message import Message, Part, msg
from report.document.model import Report, Section, Sentence, Text
from report.wording import render

LONGEST = 120  # letters; mail programs cut what is longer
_SHORT = 20  # letters that a name may have in any case
_QUOTED = re.compile("(?<=[“«])[^“”«»]+(?=[”»])")
_BRACKET = re.compile(r"\s*\([^()]*\)$")
# What joins the verdict and the decision in a headline, in any language.
_JOINT = " :;,.\u00a0\u202f"


def subject(report: Report) -> str:
    """At most 120 letters: the first of the full and the shorter wordings that fits."""
    wordings = list(_wordings(report))
    fitting = (one for one in wordings if len(one) <= LONGEST)
    return next(fitting, "") or clipped(wordings[-1], LONGEST)


def clipped(text: str, most: int) -> str:
    """The text cut after a word, with an ellipsis where something is cut off.

    >>> clipped("Organic social sessions", 16), clipped("Leads", 16)
    ('Organic social…', 'Leads')
    """
    if len(text) <= most:
        return text
    words = text[:most].rsplit(maxsplit=1)
    # A word as long as the whole place is cut inside.
    whole = words[0] if len(words) > 1 else text[: most - 1]
    return whole.rstrip(_JOINT) + "…"


def answer_of(report: Report) -> Section | None:
    """The section with the answer; None in reports of earlier versions."""
    return next((section for section in report.sections if section.id == "answer"), None)


def ask_of(report: Report) -> Sentence | None:
    """The decision that is needed, as the answer has it; None where none is."""
    answer = answer_of(report)
    blocks = () if answer is None else answer.blocks
    leads = (block for block in blocks if isinstance(block, Text) and block.lead)
    return next((one for block in leads for one in block.sentences), report.ask)


def _wordings(report: Report) -> Iterator[str]:
    """From the one that says most to the headline alone."""
    language = report.request.language
    headline = render.sentence(report.headline, language)
    decision = _decision(report)
    if decision is not None:
        verdict = _verdict(report, headline)
        full = f"{decision}. {verdict}"
        yield full
        yield _with_short_names(full)
        brief = f"{decision}. {_BRACKET.sub('', verdict)}"
        yield brief
        yield _with_short_names(brief)
        yield decision
        yield _with_short_names(decision)
    yield headline
    yield _with_short_names(headline)


def _decision(report: Report) -> str | None:
    """The decision with its day, in the short words of the titles where there are such."""
    language, ask = report.request.language, ask_of(report)
    if ask is None:
        return None
    short = next(filter(None, (_short(section.title) for section in report.sections)), None)
    if short is None or ask.written:
        return render.sentence(ask, language).rstrip(_JOINT)
    return render.said(short, language)


def _short(title: Sentence) -> Message | None:
    values = dict(title.message.values)
    if "day" not in values or not isinstance(values.get("ask"), Message):
        return None
    return msg("Decision by {day}: {ask}", day=values["day"], ask=values["ask"])


def _verdict(report: Report, headline: str) -> str:
    """The headline without the decision at its end, which the subject begins with."""
    ask: Part = dict(report.headline.message.values).get("ask")
    if not isinstance(ask, Message):
        return headline
    return headline.removesuffix(render.said(ask, report.request.language)).rstrip(_JOINT)


def _with_short_names(text: str) -> str:
    """The text with the names in quotes shortened as far as needed, the longest first."""
    names = sorted({name.strip() for name in _QUOTED.findall(text)}, key=len, reverse=True)
    for name in names:
        over = len(text) - LONGEST
        if over > 0:
            text = text.replace(name, clipped(name, max(len(name) - over, _SHORT)))
    return text
