"""``python -m tests.fuzz [--count N] [--seed S] [--workers W] [--real]``: the full run and its table."""

import argparse
import os
import sys
from concurrent.futures import ThreadPoolExecutor

from tests.fuzz.drive import drive
from tests.fuzz.mutation import REAL
from tests.fuzz.report import report


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--count", type=int, default=20_000)
    options.add_argument("--seed", default="1")
    options.add_argument("--from", dest="first", type=int, default=0)
    options.add_argument("--workers", type=int, default=1)
    options.add_argument("--real", action="store_true", help="real exports too")
    given = options.parse_args()
    if given.real:
        os.environ[REAL] = "1"

    def share(worker):
        count = given.count // given.workers + (worker < given.count % given.workers)
        for told in drive(given.seed, count, given.first + worker, given.workers):
            if told["wrong"]:
                print(
                    told["number"], told["file"], told["mutation"], told["wrong"], file=sys.stderr
                )
            yield told

    with ThreadPoolExecutor(given.workers) as several:
        found = [
            one for part in several.map(list, map(share, range(given.workers))) for one in part
        ]
    print(report(found))


if __name__ == "__main__":
    main()
