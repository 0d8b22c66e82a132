"""The page about attribution says what the models say of themselves."""

from __future__ import annotations

import pytest

from metrics.attribution.model import registered
from tests.conftest import ROOT


@pytest.mark.parametrize("name", registered())
def test_every_model_stands_on_the_page_in_its_own_words(name: str) -> None:
    model = registered()[name]
    row = f"| `{name}` | {model.label.text} | {model.assumes.text} |"
    assert row in (ROOT / "docs" / "attribution.md").read_text("utf-8")
