"""``make advisories``: the stored list of advisories, anew from a clone of the PyPA's database.

Needs PyYAML, which uv brings for this one run: the program itself never reads YAML.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

from cli.docs.audit import ADVISORIES, LISTS, read_lock
from cli.docs.import_graph import ROOT


def git(clone: Path, *asked: str) -> str:
    """What git says of the clone."""
    return subprocess.run(  # a fixed program, a folder of the caller
        ["git", "-C", str(clone), *asked],
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def advisories(clone: Path, name: str) -> Iterator[dict[str, Any]]:
    """The advisories about one package that were not withdrawn."""
    import yaml  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: PLC0415  # see above

    for path in git(clone, "ls-tree", "-r", "--name-only", "HEAD", f"vulns/{name}").splitlines():
        stored = yaml.safe_load(git(clone, "show", f"HEAD:{path}"))
        for affected in stored.get("affected", ()):
            if stored.get("withdrawn") or canonicalize_name(affected["package"]["name"]) != name:
                continue
            ranges = affected.get("ranges", ())
            yield {
                "id": stored["id"],
                "aliases": stored.get("aliases", []),
                "ranges": [one["events"] for one in ranges if one["type"] == "ECOSYSTEM"],
                # What ranges say already is left out: lists of versions are long.
                "versions": [] if ranges else [str(one) for one in affected.get("versions", ())],
            }


def main(clone: Path) -> None:
    """Write the advisories about every pinned package."""
    pins = [read_lock((ROOT / locked).read_text("utf-8"))[0] for _, locked in LISTS]
    names = sorted({pin.name for part in pins for pin in part})
    found = {name: list(advisories(clone, name)) for name in names}
    stored = {
        "source": "https://github.com/pypa/advisory-database",
        "commit": git(clone, "rev-parse", "HEAD").strip(),
        "date": git(clone, "log", "-1", "--format=%cs").strip(),
        "packages": {name: listed for name, listed in found.items() if listed},
    }
    ADVISORIES.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
