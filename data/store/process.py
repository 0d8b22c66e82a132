"""Process liveness: identifies the importing process and finds out whether it still runs."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

# How long a process of another machine is trusted to be alive. Writing one import takes
# seconds; a writer that is slower still cannot finish an import that was rolled back.
LEASE = timedelta(hours=1)

_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Process:
    """One run of one process. ``started`` distinguishes two processes with the same number."""

    machine: str
    pid: int
    started: str


def this_process() -> Process:
    """The running process. Not cached: a forked child is another process."""
    pid = os.getpid()
    return Process(_machine(), pid, _start_of(pid) or "")


def may_be_alive(process: Process, since: datetime) -> bool:
    """Whether ``process``, last heard of at ``since``, may still be writing.

    Exact for a process of this machine where the system says when a process started;
    otherwise a process counts as alive for ``LEASE``.
    """
    if process.machine == _machine() and process.started:
        return _start_of(process.pid) == process.started
    return datetime.now(UTC) - since < LEASE


def _machine() -> str:
    """Names one boot of one machine and, in containers, one process namespace."""
    # Process numbers begin anew with a boot and are counted apart in each namespace.
    parts = [platform.node()]
    boot, namespace = _PROC / "sys/kernel/random/boot_id", _PROC / "self/ns/pid"
    if boot.exists():
        parts.append(boot.read_text().strip())
    if namespace.is_symlink():
        parts.append(str(namespace.readlink()))
    return sha256("|".join(parts).encode()).hexdigest()


def _start_of(pid: int) -> str | None:
    """The start time of a running process in clock ticks since boot, None when it is gone."""
    try:
        stat = (_PROC / str(pid) / "stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    # The program's name (field 2) may hold spaces and brackets: count from its last bracket.
    state, *fields = stat.rpartition(")")[2].split()
    # A zombie runs no more, though its number is taken. Field 22 of the line is the start time.
    return None if state in {"Z", "X"} else fields[18]
