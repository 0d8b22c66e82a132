"""Third-party licences: every pinned package is listed with what it says of itself."""

from __future__ import annotations

from email.message import Message as Metadata
from importlib.metadata import Distribution
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.docs.licences import licence, licences, main
from tests.conftest import ROOT


class Package(Distribution):
    """A package with these lines of metadata."""

    def __init__(self, **lines: str | list[str]) -> None:
        self.lines = lines

    @property
    def metadata(self):  # type: ignore[override]
        made = Metadata()
        for name, values in self.lines.items():
            for value in [values] if isinstance(values, str) else values:
                made[name.replace("_", "-")] = value
        return made

    def read_text(self, filename):
        raise NotImplementedError

    def locate_file(self, path):
        raise NotImplementedError


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({"License_Expression": "MIT", "License": "no"}, "MIT"),
        (
            {
                "Classifier": ["Topic :: X", "License :: OSI Approved :: BSD License"],
                "License": "x",
            },
            "BSD License",
        ),
        ({"License": "Apache 2.0\nand the whole text"}, "Apache 2.0"),
        ({"License": "x" * 100}, "x" * 60),
        ({}, "unknown"),
    ],
)
def test_licence_is_what_the_package_says(lines, expected):
    assert licence(Package(**lines)) == expected


def test_every_pinned_package_is_listed():
    found = list(licences(ROOT / "requirements.txt"))
    assert {"polars", "streamlit", "plotly"} <= {name for name, _, _ in found}
    assert all(terms != "unknown" for _, _, terms in found)


def test_a_package_of_another_system_is_listed_without_a_licence(tmp_path: Path):
    path = tmp_path / "requirements.txt"
    path.write_text("click==8.0.0\nno-such-package==1.2 ; sys_platform == 'win32'\n")
    assert [name for name, _, _ in licences(path)] == ["click", "no-such-package"]
    result = CliRunner().invoke(main, ["--requirements", str(path)])
    assert result.output.splitlines()[1].endswith("(not installed here)")
