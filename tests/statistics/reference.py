"""Reference functions that share no code with the product: from the folder next to the repository."""

from __future__ import annotations

import importlib.util
from types import ModuleType

import pytest

from tests.conftest import EXPORTS

_PATH = EXPORTS.parent / "oracles" / "inference.py"


def reference() -> ModuleType:
    """The module of reference functions; the test is skipped where it is not at hand."""
    if not _PATH.is_file():
        pytest.skip("the reference functions are not at hand")
    spec = importlib.util.spec_from_file_location("reference_inference", _PATH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
