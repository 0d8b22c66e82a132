"""The typeface of reports: Source Sans 3 (SIL Open Font Licence), the application's own."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

FAMILY = "Source Sans 3"
DIRECTORY = Path(str(files("fontpkg_source_sans_3"))) / "files"
