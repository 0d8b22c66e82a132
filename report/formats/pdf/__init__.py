"""PDF report typeset by Typst: tagged for screen readers (PDF/UA-1), bookmarked, fonts embedded."""

from __future__ import annotations

from dataclasses import asdict

from i18n.message import msg
from report.document import colours
from report.document.model import Report
from report.formats import Format


def write(report: Report) -> bytes:
    """The report on A4 pages."""
    from report.charts import PAPER  # noqa: PLC0415 (they are drawn only here)
    from report.formats.typeset import typeset  # noqa: PLC0415
    from report.formats.view import view  # noqa: PLC0415

    tones = {tone.value: colour for tone, colour in colours.TONES.items()}
    given = {**asdict(view(report, PAPER)), "tones": tones}
    return typeset(__name__, "report.typ", given, report)


FORMAT = Format("pdf", msg("PDF"), "application/pdf", ".pdf", write)
