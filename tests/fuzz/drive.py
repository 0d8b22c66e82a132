"""Keeps workers busy, and replaces one that hangs, dies or grows too large."""

import json
import selectors
import subprocess
import sys

TOO_LONG = 120.0  # seconds for one file; only what never ends takes that long anywhere
TOO_LARGE = 1_500  # MiB


class Worker:
    """A process that reads one file after the other."""

    def __init__(self, seed) -> None:
        self.process = subprocess.Popen(  # this very program
            [sys.executable, "-m", "tests.fuzz.worker", str(seed)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.waiting = selectors.DefaultSelector()
        self.waiting.register(self.process.stdout, selectors.EVENT_READ)

    def run(self, number, patience):
        """What became of one case, None when nothing came back in time."""
        self.process.stdin.write(f"{number}\n")
        self.process.stdin.flush()
        if not self.waiting.select(patience):
            return None
        line = self.process.stdout.readline()
        return json.loads(line) if line else None

    def stop(self):
        self.process.kill()
        self.process.communicate()
        self.waiting.close()


def drive(seed, count, first=0, step=1):
    """Runs every ``step``-th case from ``first`` on until ``count`` files have been read.

    Yields what became of each.
    """
    worker, number, done, fresh = Worker(seed), first, 0, True
    try:
        while done < count:
            told = worker.run(number, TOO_LONG + (60 if fresh else 0))
            fresh = told is None or told.get("mib", 0) > TOO_LARGE
            if told is None:
                code = worker.process.poll()
                why = "hangs" if code is None else f"the process died ({code})"
                told = {"number": number, "file": "?", "mutation": "?", "seconds": TOO_LONG,
                        "mib": 0, "outcome": "refused", "wrong": [why]}  # fmt: skip
            elif fresh:
                told["wrong"] = [*told["wrong"], f"needs {told['mib']} MiB"]
            if fresh:
                worker.stop()
                worker = Worker(seed)
            number += step
            if not told.get("skipped"):
                done += 1
                yield told
    finally:
        worker.stop()
