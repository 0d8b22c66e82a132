"""Where things lie, for every test."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
EXPORTS = ROOT.parent / "shared" / "exports"


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT
