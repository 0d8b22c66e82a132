"""Where things lie, for every test."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from data.store import Store

ROOT = Path(__file__).parents[1]
EXPORTS = ROOT.parent / "shared" / "exports"

# A busy machine is no reason to fail, and the same examples every time make failures stay.
settings.register_profile("suite", deadline=None, max_examples=50, derandomize=True)
settings.load_profile("suite")


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture
def store(tmp_path):
    opened = Store.open(tmp_path / "store")
    yield opened
    opened.close()
