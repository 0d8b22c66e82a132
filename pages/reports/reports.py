"""Report page: build, edit, present, download and snapshot the management report."""

from __future__ import annotations

from ui.components.present import report_builder
from ui.pages import page

page(
    "Reports",
    "The report for the management: choose, read, edit, present and download it.",
    group="share",
    order=70,
    icon="slideshow",
    filters=(),
    when="filled",
    former=("present",),
)

report_builder.show()
