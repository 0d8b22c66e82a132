"""Hostile files, each imported by a process of its own: what it said, and what it cost."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.hostile_files import FILES, HostileFile

MEGABYTES = 1_500  # resident, of the process and its children
PATIENCE = 300  # seconds of the clock after which a process is ended
_LOOK = 0.02


@dataclass(frozen=True, slots=True)
class Cost:
    """What became of one file. ``seconds`` and ``megabytes`` are of the process and its children."""

    file: HostileFile
    size: int
    outcome: str
    said: str
    seconds: float
    megabytes: int

    @property
    def failed(self) -> bool:
        """Whether it cost too much, or nothing sensible was said."""
        expected = self.file.said is None or (
            self.outcome == "refused" and self.file.said in self.said
        )
        dear = self.seconds > self.file.seconds or self.megabytes > MEGABYTES
        silent = self.outcome == "refused" and not self.said
        return dear or silent or not expected or self.outcome in {"crashed", "never ended"}

    def __str__(self) -> str:
        mark = "FAILED" if self.failed else "ok"
        return (
            f"{self.file.name:26} {self.size / 1e6:8.1f} MB  {self.seconds:5.1f} s {self.megabytes:5} MB  "
            f"{mark:6} {self.outcome}: {self.said}"
        )


def measured(file: HostileFile, folder: Path) -> Cost:
    """Imports a file by the command line."""
    path = folder / file.name
    file.write(path, file.full)
    size = path.stat().st_size
    command = [sys.executable, "-m", "data", "import", str(path), "--store", str(folder / "store")]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with (folder / "said").open("w+b") as said:
        process = subprocess.Popen(
            [*command, "--json"], stdout=said, stderr=subprocess.DEVNULL, start_new_session=True
        )
        peak, end = 0, time.monotonic() + PATIENCE
        while process.poll() is None:
            peak = max(peak, sum(map(_resident, _family(process.pid))))
            if time.monotonic() > end:
                os.killpg(process.pid, signal.SIGKILL)
            time.sleep(_LOOK)
        said.seek(0)
        outcome, sentence = _outcome(said.read(), process.returncode)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    path.unlink()
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(file, size, outcome, sentence, spent, peak >> 20)


def _outcome(said: bytes, status: int) -> tuple[str, str]:
    """The first outcome and sentence of what the command printed."""
    if status == -signal.SIGKILL:
        return "never ended", ""
    try:
        first = json.loads(said)[0]
    except (ValueError, LookupError):
        return "crashed", f"exit status {status}"
    sentences = [issue["what"] for issue in first["issues"] if issue["fix"]]
    return first["status"], "; ".join(sentences)[:120]


def _family(process: int) -> Iterator[int]:
    yield process
    try:
        threads = list(Path(f"/proc/{process}/task").iterdir())
        children = [n for t in threads for n in (t / "children").read_text("ascii").split()]
    except OSError:  # ended meanwhile
        return
    for child in children:
        yield from _family(int(child))


def _resident(process: int) -> int:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1])
    except (OSError, IndexError):  # ended meanwhile
        return 0
    return pages * resource.getpagesize()


def run() -> Iterator[str]:
    """One line a file, and how many failed."""
    costs = []
    for file in FILES:
        with tempfile.TemporaryDirectory() as folder:
            costs.append(measured(file, Path(folder)))
        yield str(costs[-1])
    failed = [cost for cost in costs if cost.failed]
    yield f"hostile files: {len(costs)}, failed: {len(failed)}"
