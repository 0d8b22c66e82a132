"""Nobody else on the machine reads a store, whichever program writes it."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

from tests.conftest import LONG, ROOT
from tests.sources.exports import FIXTURES


def open_to_others(folder: Path) -> list[str]:
    """What others may read, write or enter."""
    places = [folder, *folder.rglob("*")]
    return [str(path) for path in places if stat.S_IMODE(path.stat().st_mode) & 0o077]


def test_a_command_writes_for_its_user_alone(tmp_path):
    """Facts, their log, the state, the upload, and what is worked out from them."""
    store = tmp_path / "company" / "store"
    for arguments in (
        ["data", "import", str(FIXTURES / "hubspot_contacts.csv")],
        ["metrics", "report", "--from", "2026-03-01", "--to", "2026-03-31"],
    ):
        subprocess.run(
            [sys.executable, "-m", *arguments, "--store", str(store)],
            cwd=ROOT, check=True, capture_output=True, timeout=LONG, umask=0o022,
        )  # fmt: skip
    kinds = {path.parent.name for path in store.rglob("*") if path.is_file()}
    assert {"_delta_log", "leads", "logs", "store"} <= kinds
    assert open_to_others(tmp_path / "company") == []
