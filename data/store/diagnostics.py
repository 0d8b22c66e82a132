"""Diagnostics bundle for bug reports: versions, shape of the store, log, without personal data.

Numbers, versions and the program's own sentences only: no row, name, address, file name, setting
in the user's words, or URL.
"""

from __future__ import annotations

import json
import os
import platform
import re
import sys
import tomllib
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from data.base.log import FILE, ROOT
from data.store import Store
from data.store.holidays import holiday_calendar
from data.store.money import REPORTING
from data.tables.schema import TABLES

_LOG_LINES = 2_000
_REQUIREMENT = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)
# The log holds neither; lines that another version wrote are redacted all the same.
_ADDRESS = re.compile(r"[^\s@/]+@[^\s@/]+")
_URL = re.compile(r"\b[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)


def diagnostics(store: Store) -> dict[str, Any]:
    """The program, the machine and the shape of the store, ready for JSON."""
    return {
        "versions": versions(),
        "environment": sorted(name for name in os.environ if name.startswith("UTMOST_")),
        "store": _shape(store),
        "imports": _imports(store),
        "settings": _settings(store),
    }


def versions() -> dict[str, Any]:
    """The program, Python, the system, and the packages that the program names."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {
        "utmost": project["version"],
        "python": sys.version.split()[0],
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "packages": dict(_packages()),
    }


def write_bundle(store: Store, path: Path) -> None:
    """Write the diagnostics and the last lines of the log as a zip file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
        text = json.dumps(diagnostics(store), indent=2, sort_keys=True)
        bundle.writestr("diagnostics.json", text)
        bundle.writestr("utmost.log", "".join(log_lines(store)))


def log_lines(store: Store) -> list[str]:
    """The last lines of the log; none for a store that logs to standard error."""
    if "://" in store.facts.root:
        return []
    file = Path(store.facts.root).parent / FILE
    # Rotated files have rising numbers with age, so the oldest is read first.
    parts = [*reversed([file.with_name(f"{file.name}.{n}") for n in (1, 2, 3)]), file]
    lines: list[str] = []
    for part in parts:
        if part.exists():
            lines += part.read_text("utf-8", "replace").splitlines(keepends=True)
    return [_URL.sub("…", _ADDRESS.sub("…", line)) for line in lines[-_LOG_LINES:]]


def _packages() -> Iterator[tuple[str, str]]:
    for name in _REQUIREMENT.findall((ROOT / "requirements.txt").read_text("utf-8")):
        try:
            yield name, metadata.version(name)
        except metadata.PackageNotFoundError:
            yield name, "missing"


def _shape(store: Store) -> dict[str, Any]:
    remote = "://" in store.facts.root
    return {
        "facts": store.facts.root.split("://")[0] if remote else "folder",
        "state": store.state.database.engine.dialect.name,
        "tables": {table: _rows(store, table) for table in TABLES},
        "goals": len(store.state.goals.current()),
    }


def _rows(store: Store, table: str) -> int:
    return sum(extent.rows for extent in store.state.ledger.extents(table))


def _imports(store: Store) -> dict[str, Any]:
    entries = store.state.ledger.all()
    named = [(entry.summary.get("source") or "none", entry.status.value) for entry in entries]
    return {
        "by_source_and_status": [
            {"source": source, "status": status, "count": count}
            for (source, status), count in sorted(Counter(named).items())
        ],
        "issues": _issues(entry.summary for entry in entries),
        "quarantined": sum(entry.summary.get("quarantined") or 0 for entry in entries),
    }


def _issues(summaries: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """How often each message template was used, without the values in it."""
    counted = Counter(
        (issue["level"], issue["what"]["text"])
        for summary in summaries
        for issue in summary.get("issues", ())
    )
    return [
        {"level": level, "what": what, "count": count}
        for (level, what), count in sorted(counted.items())
    ]


def _settings(store: Store) -> dict[str, Any]:
    settings = store.state.settings
    calendar = holiday_calendar(settings)
    return {
        "reporting_currency": settings.get(REPORTING),
        "holiday_country": calendar.country,
        "holiday_region": calendar.region,
    }
