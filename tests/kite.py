"""Kite, the made-up network of the documentation, where a real one would be."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import data.sources
from data.base import networks
from data.base.discovery import discover
from data.channels import ad_platforms
from data.sources.registry import SOURCES
from tests.conftest import ROOT

_FILE = re.compile(r"^`([\w./]+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def files(page: str) -> dict[str, str]:
    """The files that a page of the documentation shows in full, by their paths."""
    return dict(_FILE.findall((ROOT / "docs" / page).read_text("utf-8")))


@contextmanager
def installed(folder: Path) -> Iterator[None]:
    """While this lasts, ``data/sources`` holds Kite's folder: its network and its source."""
    shown = {**files("adding-a-source.md"), **files("adding-a-network.md")}
    (folder / "kite").mkdir()
    for path, text in shown.items():
        if path.startswith("data/sources/kite/"):
            (folder / path.removeprefix("data/sources/")).write_text(text, "utf-8")
    usual, known = data.sources.__path__, dict(SOURCES)
    data.sources.__path__ = [*usual, str(folder)]
    try:
        _look_again()
        SOURCES.update({s.id: s for s in discover("data.sources", "SOURCE", optional=True)})
        yield
    finally:
        data.sources.__path__ = usual
        SOURCES.clear()
        SOURCES.update(known)
        _look_again()


def _look_again() -> None:
    """Forgets what was found in the folders."""
    importlib.invalidate_caches()
    for name in [name for name in sys.modules if name.startswith("data.sources.kite")]:
        del sys.modules[name]
    networks.networks.cache_clear()
    ad_platforms._known.cache_clear()
