"""The screens of a report: a cover, then one idea each."""

from __future__ import annotations

from dataclasses import dataclass, replace

from report.document.model import (
    Audience,
    Block,
    Chart,
    Report,
    ReportTable,
    Section,
    Sentence,
    Text,
)
from report.wording import render


@dataclass(frozen=True, slots=True)
class Screen:
    """The report with what one screen shows of it.

    ``section`` is where that is from, None for the cover. ``further`` says that it is a table or
    chart after the first of its section, with its own title.
    """

    report: Report
    section: Section | None = None
    further: bool = False


def screens(report: Report) -> tuple[Screen, ...]:
    """The cover, then each section; appendices and sections of the workbook are not presented.

    A second table or chart of a section has a screen of its own. For an executive the tables of a
    section are on one screen, so that a section is one screen.
    """
    presented = [section for section in report.pages if not section.appendix]
    return (
        _cover(report),
        *(screen for section in presented for screen in _of(section, report)),
    )


def _cover(report: Report) -> Screen:
    """Company, title and period; the headline too, where no section has it as its title."""
    language = report.request.language
    headline = render.sentence(report.headline, language)
    titles = {render.sentence(section.title, language) for section in report.pages}
    if headline in titles:
        title = replace(report.headline, written=render.title(report))
        report = replace(report, headline=title)
    return Screen(replace(report, sections=()))


def _of(section: Section, report: Report) -> list[Screen]:
    """The screens of a section."""
    seen = [block for block in section.blocks if not isinstance(block, Text)]
    own = [block for block in seen[1:] if _is_alone(block, report)]
    first = tuple(block for block in section.blocks if block not in own)
    return [
        Screen(replace(report, sections=(replace(section, blocks=first),)), section),
        *(
            Screen(replace(report, sections=(_alone(section, block),)), section, True)
            for block in own
        ),
    ]


def _is_alone(block: Block, report: Report) -> bool:
    return report.request.audience is not Audience.EXECUTIVE or isinstance(block, Chart)


def _alone(section: Section, block: Block) -> Section:
    """A section of one block, under the title of the block where it has one."""
    if isinstance(block, (Chart, ReportTable)):
        return replace(section, title=Sentence(block.id, block.title), blocks=(block,))
    return replace(section, blocks=(block,))
