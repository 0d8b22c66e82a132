"""PowerPoint deck: native charts and tables on slides that split instead of clipping."""

from __future__ import annotations

from i18n.message import msg
from report.document.model import Report
from report.formats import Format


def write(report: Report) -> bytes:
    """The deck: a cover, then one slide or more for each section."""
    from report.formats.pptx.deck import deck  # noqa: PLC0415 (python-pptx takes time to import)

    return deck(report)


FORMAT = Format(
    "pptx",
    msg("PowerPoint"),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".pptx",
    write,
)
