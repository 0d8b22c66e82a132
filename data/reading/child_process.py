"""The child process of ``data.reading.child``: started as a script, never imported.

Requests come as lines of JSON from standard input. For each a task hands over items, each as the
sizes of header and content, the header as JSON and the content; a last one says how it ended.
"""

from __future__ import annotations

import json
import os
import select
import struct
import sys
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

sys.path.insert(0, str(Path(__file__).parents[2]))  # isolated: nothing of the environment counts

import fastexcel  # noqa: F401  # loaded before the memory is limited
import polars as pl
from pyarrow import parquet  # noqa: F401  # as above

from data.base.json_values import to_json
from data.reading.archive_members import members
from data.reading.child import MEMORY, Item
from data.reading.limits import UPLOAD
from data.reading.parquet_batches import batches, fields
from data.reading.table import Unreadable
from data.reading.workbook_sheets import contacts, sheets

# Windows has no such module: there the parent's patience is the only limit.
resource: Any = None if os.name == "nt" else import_module("resource")

TASKS: Mapping[str, Callable[..., Iterator[Item]]] = {
    "archive": members,
    "workbook": sheets,
    "workbook contacts": contacts,
    "parquet fields": fields,
    "parquet": batches,
}
IDLE = 60  # seconds without work after which the process ends
HELD = 100 << 20  # bytes of address space more than at its start with which a process is used again
STATM = Path("/proc/self/statm")


def address_space() -> int | None:
    """Bytes of address space in use, None where the system does not say."""
    if not STATM.exists():
        return None
    return int(STATM.read_text("ascii").split()[0]) * int(resource.getpagesize())


def limit_memory() -> None:
    """Limits the address space to what is in use now and the memory of one upload."""
    if resource is None:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if (used := address_space()) is not None:
        most = used + UPLOAD.memory
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def limit_time(seconds: int) -> None:
    """Limits the processor time from now on; its end kills the process."""
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    end = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (end, resource.RLIM_INFINITY))


def is_fresh() -> bool:
    """Whether the process holds little memory, so that the next file finds enough."""
    used = address_space()
    return used is None or used + UPLOAD.memory - HELD < resource.getrlimit(resource.RLIMIT_AS)[0]


def send(out: BinaryIO, about: Mapping[str, Any], content: bytes | memoryview = b"") -> None:
    """Hands over one item."""
    header = json.dumps(about).encode()
    out.write(struct.pack("<IQ", len(header), len(content)) + header)
    out.write(content)
    out.flush()


def serve(request: Mapping[str, Any], out: BinaryIO) -> None:
    """Does one task. What is wrong with the file is an answer; out of memory ends the process."""
    limit_time(request["seconds"])
    try:
        with Path(request["path"]).open("rb") as file:
            for item in TASKS[request["task"]](file, **request["given"]):
                send(out, item.about, item.content)
    except Unreadable as verdict:
        send(out, {"verdict": to_json(verdict.finding), "stay": is_fresh()})
        return
    except (MemoryError, pl.exceptions.PanicException, RecursionError):
        os._exit(MEMORY)
    send(out, {"verdict": None, "stay": is_fresh()})


def requests() -> Iterator[Mapping[str, Any]]:
    """What is asked, until no one asks any more."""
    lines = sys.stdin.buffer
    while os.name == "nt" or select.select([lines], [], [], IDLE)[0]:
        line = lines.readline()
        if not line:
            return
        yield json.loads(line)


def main() -> None:
    """Serves requests one after the other."""
    # What a library prints must not get between the items.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    limit_memory()
    for request in requests():
        serve(request, out)


if __name__ == "__main__":
    main()
