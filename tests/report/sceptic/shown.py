"""A report as its reader sees it: texts of cells, and the numbers in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from report.document.model import Actions, Report, ReportTable, Section, Text
from report.wording.render import actions, cell, said, sentence

_SPACES = "\u00a0\u202f"
_NUMBER = {
    "en": re.compile(r"(?<![\w-])[−-]?\d+(?:,\d{3})*(?:\.\d+)?[KM]?"),
    "fr": re.compile(
        rf"(?<![\w-])[−-]?\d+(?:[{_SPACES}]\d{{3}}(?!\d))*(?:,\d+)?(?:[{_SPACES}][kM](?!\w))?"
    ),
}
_SCALES = {"K": 1e3, "k": 1e3, "M": 1e6}
_MONTHS = {
    "en": "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|January|February|March|April|June|July|"
    "August|September|October|November|December",
    "fr": "janv|févr|mars|avr|mai|juin|juil|août|sept|oct|nov|déc|janvier|février|avril|juillet|"
    "septembre|octobre|novembre|décembre",
}
# Days, months and quarters: not numbers of anything.
_DAYS = {
    language: re.compile(
        rf"(?:\b\d{{1,2}}(?:er)?(?:–\d{{1,2}})?[ \u00a0])?\b(?:{names})\b\.?(?:[ \u00a0]20\d\d)?|\b[QT]\d\b"
    )
    for language, names in _MONTHS.items()
}


class Shown:
    """A number as it is printed: equal to every value that rounds to it."""

    def __init__(self, text: str, language: str) -> None:
        mark = text[-1] if text[-1] in _SCALES else ""
        digits = re.sub(rf"[{_SPACES}]", "", text.removesuffix(mark)).replace("−", "-")
        digits = digits.replace(",", "" if language == "en" else ".")
        self.text, self.scale = text, _SCALES.get(mark, 1.0)
        self.decimals = len(digits.partition(".")[2])
        self.value = float(digits)

    def is_of(self, value: float) -> bool:
        half = 0.5 * 10.0**-self.decimals * (1 + 1e-9)
        return abs(self.value - value / self.scale) <= half

    def __repr__(self) -> str:
        return self.text


def numbers(text: str, language: str) -> list[Shown]:
    """The numbers of a text, without those of its days."""
    rest = _DAYS[language].sub(" ", text)
    return [Shown(found, language) for found in _NUMBER[language].findall(rest)]


def says(text: str, language: str, *values: float) -> None:
    """The text has these numbers, in this order, and no others."""
    found = numbers(text, language)
    assert len(found) == len(values), (text, found, values)
    for number, value in zip(found, values, strict=True):
        assert number.is_of(value), (text, number, value)


class Reading:
    """The sections of a report with their texts."""

    def __init__(self, report: Report) -> None:
        self.report, self.language = report, report.request.language
        self.sections = {section.id: section for section in report.sections}

    def title(self, section: str) -> str:
        return sentence(self.sections[section].title, self.language)

    def table(self, name: str) -> ReportTable:
        return next(block for block in self._blocks() if block.id == name)  # type: ignore[return-value]

    def has(self, name: str) -> bool:
        return any(block.id == name for block in self._blocks())

    def _blocks(self) -> Iterator[Any]:
        for section in self.sections.values():
            yield from section.blocks

    def rows(self, name: str) -> list[list[str]]:
        found = self.table(name)
        return [
            [
                self.text(value, column.unit)
                for value, column in zip(row, found.columns, strict=True)
            ]
            for row in found.rows
        ]

    def text(self, value: Any, unit: Any = None) -> str:
        return cell(value, self.language, unit)

    def sentence(self, name: str) -> str:
        """A sentence by its id."""
        every = (
            one for block in self._blocks() if isinstance(block, Text) for one in block.sentences
        )
        return sentence(next(one for one in every if one.id == name), self.language)

    def beneath(self, section: Section) -> str:
        """Everything that is printed under the title of a section."""
        texts: list[str] = []
        for block in section.blocks:
            if isinstance(block, ReportTable):
                texts += [said(column.label, self.language) for column in block.columns]
                texts += [text for row in self.rows(block.id) for text in row]
                for chart in block.charts:
                    texts += [said(label, self.language) for label in chart.labels if label]
            elif isinstance(block, Text):
                texts += [sentence(one, self.language) for one in block.sentences]
            elif isinstance(block, Actions):
                texts += [text for row in actions(block, self.language) for text in row]
        return " | ".join(texts)
