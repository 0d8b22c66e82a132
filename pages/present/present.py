"""Report page: build, edit, present, download and snapshot the management report."""

from __future__ import annotations

from ui.components.present import report_builder
from ui.pages import page

page(
    "Present",
    "The report for the management: choose, read, edit, present and download it.",
    order=35,
    icon="co_present",
    filters=False,
    when="filled",
)

report_builder.show()
