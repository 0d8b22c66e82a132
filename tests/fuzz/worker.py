"""Reads mutated files one after another and reports each; it is killed when it takes too long."""

import json
import random
import resource
import sys
import time
import traceback
from pathlib import Path

from data.reading import FileKind, Unreadable, kind_of
from tests.fuzz import mutations
from tests.fuzz.judge import exported, judge, read
from tests.fuzz.mutation import MUTATIONS, fixtures
from tests.fuzz.pieces import apart

assert mutations  # importing them registers them


def case(seed, number):
    """The export and the mutation of one case, and the generator that makes it."""
    rng = random.Random(f"{seed}-{number}")  # repeatable on purpose
    name = rng.choice(fixtures()).name
    return rng, *exported(name), rng.choice(MUTATIONS)


def made(seed, number):
    """The export, the mutation, the new bytes (None: not applicable) and what they come from."""
    rng, export, original, mutation = case(seed, number)
    data = mutation.make(rng, export)
    if isinstance(data, tuple):
        data, other = data
        original = [*original, *exported(other)[1]]
    chunk = rng.randint(300, 3_000) if rng.random() < _IN_PIECES else None
    return export, mutation, data, original, chunk


_IN_PIECES = 0.2  # share of the text files that are read in pieces as well


def run(seed, number):
    """One case; the line says what it was, how long it took and what is wrong."""
    export, mutation, data, original, chunk = made(seed, number)
    told = {"number": number, "file": export.name, "mutation": mutation.name}
    if data is None:
        return {**told, "skipped": True}
    begin = time.perf_counter()
    try:
        loaded = read(export.name, data)
        wrong = judge(mutation, original, loaded)
        if chunk and len(data) < _SMALL and _is_text(data):
            wrong += apart(export.name, data, loaded[0], chunk)
    except Exception:  # noqa: BLE001  # a crash is what is looked for
        wrong, loaded = ["crash: " + traceback.format_exc(limit=-4)], []
    outcome = "refused" if all(one.refused for one in loaded) else "read"
    if any(one.questions for one in loaded):
        outcome = "asked"
    memory = _peak() >> 10
    seconds = round(time.perf_counter() - begin, 3)
    return {**told, "seconds": seconds, "mib": memory, "outcome": outcome, "wrong": wrong}


def _peak():
    """The most memory this process has had, in KiB.

    Where the system tells it of the process alone: the usual figure begins with what the process
    had that started this one.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    [line] = [line for line in status.read_text("utf-8").splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1])


_SMALL = 20_000  # bytes; more would be too many pieces


def _is_text(data):
    try:
        return kind_of(data) is FileKind.TEXT
    except Unreadable:
        return False


def main():
    seed = sys.argv[1]
    for line in sys.stdin:
        print(json.dumps(run(seed, int(line))), flush=True)


if __name__ == "__main__":
    main()
