"""Reads mutated files one after another and reports each; it is killed when it takes too long."""

import json
import random
import resource
import sys
import time
import traceback

from tests.fuzz.judge import exports, judge, read
from tests.fuzz.mutators import MUTATIONS


def case(seed, number):
    """The export and the mutation of one case, and the generator that makes it."""
    rng = random.Random(f"{seed}-{number}")  # repeatable on purpose
    export, original = rng.choice(exports())
    return rng, export, original, rng.choice(MUTATIONS)


def run(seed, number):
    """One case; the line says what it was, how long it took and what is wrong."""
    rng, export, original, mutation = case(seed, number)
    told = {"number": number, "file": export.name, "mutation": mutation.name}
    data = mutation.make(rng, export)
    if data is None:
        return {**told, "skipped": True}
    begin = time.perf_counter()
    try:
        loaded = read(export.name, data)
        wrong = judge(mutation, original, loaded)
    except Exception:  # noqa: BLE001  # a crash is what is looked for
        wrong, loaded = ["crash: " + traceback.format_exc(limit=-4)], []
    outcome = "refused" if all(one.refused for one in loaded) else "read"
    if any(one.questions for one in loaded):
        outcome = "asked"
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    seconds = round(time.perf_counter() - begin, 3)
    return {**told, "seconds": seconds, "mib": memory, "outcome": outcome, "wrong": wrong}


def main():
    seed = sys.argv[1]
    for line in sys.stdin:
        print(json.dumps(run(seed, int(line))), flush=True)


if __name__ == "__main__":
    main()
