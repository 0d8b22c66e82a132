"""``python -m benchmarks.damaged_entries``: damages of stored entries, against every page and many commands.

Each round damages one place of the JSON in one row of every table at once, opens all pages and runs the
commands, and counts what ends otherwise than in a page or an answer.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.damage import COMMANDS, Damage, build, damages, open_pages, run_commands, spoil


def main(step: int) -> None:
    """Every ``step``-th damage."""
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        sound = Path(folder) / "sound"
        build(sound)
        every = damages(sound)
        rounds = max(map(len, every.values()))
        print(f"{sum(map(len, every.values()))} damages in {len(every)} tables, {rounds} rounds")
        for number in range(0, rounds, step):
            place = Path(folder) / f"round{number}"
            shutil.copytree(sound, place)
            chosen: list[Damage] = [each[number % len(each)] for each in every.values()]
            spoil(place, chosen)
            wrong = [*open_pages(place), *run_commands(place, COMMANDS)]
            found["rounds"] += 1
            found["failures"] += len(wrong)
            for line in wrong:
                print(number, line, flush=True)
            shutil.rmtree(place)
    print(dict(found))


if __name__ == "__main__":
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
