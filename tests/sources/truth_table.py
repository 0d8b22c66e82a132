"""``python -m tests.sources.truth_table``: how the real exports read, a row each, as Markdown."""

from data.tables.schema import TABLES
from tests.sources.truth import cases, loaded, tables


def main() -> None:
    print("| source | file kind | tables: rows | certain sums exact | nulls exact | left out |")
    print("|---|---|---|---|---|---|")
    for case in sorted(cases(), key=lambda case: (case.truth["source"], case.file)):
        print("| " + " | ".join(_cells(case)) + " |")


def _cells(case):
    given = loaded(case.file)
    truths = {n: t for n, t in tables(case.truth).items() if n in TABLES and not t.get("optional")}
    rows = ", ".join(f"{n}: {given.tables[n].height}/{t['rows']}" for n, t in truths.items())
    sums = [
        abs(float(given.tables[n][c].sum() or 0) - value) <= 1e-9 * max(1.0, abs(value))
        for n, t in truths.items()
        for c, value in t["sums"].items()
    ]
    nulls = [
        given.tables[n][c].null_count() == count
        for n, t in truths.items()
        for c, count in t["nulls"].items()
    ]
    left_out = sum(item.count for item in given.excluded)
    kind = "header only" if case.header_only else case.truth["confidence"]
    return (
        given.source or "not recognised",
        f"{kind}, {case.truth.get('language', '–')}, {given.encoding}",
        rows or "0",
        f"{sum(sums)}/{len(sums)}",
        f"{sum(nulls)}/{len(nulls)}",
        str(left_out),
    )


if __name__ == "__main__":
    main()
