"""The kinds of goals, one file each; a file holds one ``KIND`` and is found by being here."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from metrics.goals.kind import Kind


@cache
def kinds() -> dict[str, Kind]:
    """Every kind of goal by id."""
    names = [info.name for info in pkgutil.iter_modules(__path__)]
    found = [importlib.import_module(f"{__name__}.{name}").KIND for name in names]
    return {kind.id: kind for kind in found}
