"""The typeface of reports: Source Sans Pro (SIL Open Font Licence), as in the application.

One file for each weight: the SVG renderer of the PDFs cannot vary the weight of a variable font.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

FAMILY = "Source Sans Pro"


def directory() -> Path:
    """The folder with the font files of the package."""
    spec = find_spec("font_source_sans_pro")
    if spec is None or spec.origin is None:
        message = "the package font-source-sans-pro is missing: run `make run` once more"
        raise FileNotFoundError(message)
    return Path(spec.origin).parent / "files"
