"""``python -m tests.fuzz [--count N] [--seed S]``: the full run, with a table of what it found."""

import argparse
from collections import Counter

from tests.fuzz.drive import drive


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--count", type=int, default=20_000)
    options.add_argument("--seed", default="1")
    options.add_argument("--from", dest="first", type=int, default=0)
    given = options.parse_args()
    per = {}
    worst, memory, found = 0.0, 0, []
    for told in drive(given.seed, given.count, given.first):
        counts = per.setdefault(told["mutation"], Counter())
        counts[told["outcome"]] += 1
        worst, memory = max(worst, told["seconds"]), max(memory, told["mib"])
        if told["wrong"]:
            counts["wrong"] += 1
            found.append(told)
    print("| mutation | files | read | asked | refused | wrong |\n|---|---|---|---|---|---|")
    for name, c in sorted(per.items()):
        total = c["read"] + c["asked"] + c["refused"]
        print(
            f"| {name.replace('_', ' ')} | {total} | {c['read']} | {c['asked']} | {c['refused']} | {c['wrong']} |"
        )
    files = sum(c["read"] + c["asked"] + c["refused"] for c in per.values())
    print(f"\n{files} files, slowest {worst:.1f} s, peak memory {memory} MiB, wrong {len(found)}")
    for told in found[:200]:
        print(f"{told['number']} {told['file']} {told['mutation']}: {told['wrong']}")


if __name__ == "__main__":
    main()
