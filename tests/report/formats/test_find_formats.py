from __future__ import annotations

import subprocess
import sys

import pytest

from i18n.render import render
from report.formats import formats
from tests.report.formats.made import made

HEAVY = ("pptx", "typst", "vl_convert", "xlsxwriter", "jinja2", "PIL", "altair")


def test_every_format_is_found():
    """Five formats declare themselves, each with a name in both languages and a suffix."""
    found = formats()
    assert set(found) == {"a4", "pptx", "pdf", "html", "xlsx"}
    suffixes = [f.suffix for f in found.values()]
    assert sorted(suffixes) == ["-summary.pdf", ".html", ".pdf", ".pptx", ".xlsx"]
    assert all(render(f.label, "fr") and "/" in f.mime for f in found.values())


def test_formats_cost_nothing_before_they_write():
    """Knowing the formats imports none of the libraries that write them."""
    code = (
        "import sys; from report.formats import formats; formats();"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", ["a4", "pptx", "pdf", "html", "xlsx"])
def test_reports_are_small(name):
    """A page travels within 300 KB, the other formats within 500 KB."""
    assert len(made(name, "fr")) <= (300_000 if name == "html" else 500_000)
