"""What a run found, as the table of docs/accuracy.md."""

from collections import Counter, defaultdict

_LISTED = 200


def report(cases):
    """One row per mutation, then the extremes and every complaint."""
    counts = defaultdict(Counter)
    for told in cases:
        counts[told["mutation"]].update([told["outcome"], *["wrong"] * bool(told["wrong"])])
    lines = ["| mutation | files | read | asked | refused | wrong |", "|---|---|---|---|---|---|"]
    lines += [_row(name.replace("_", " "), c) for name, c in sorted(counts.items())]
    lines.append(_row("all", sum(counts.values(), Counter())))
    wrong = [told for told in cases if told["wrong"]]
    slowest = max((told["seconds"] for told in cases), default=0.0)
    memory = max((told["mib"] for told in cases), default=0)
    lines.append(
        f"\n{len(cases)} files, slowest {slowest:.1f} s, peak memory {memory} MiB, wrong {len(wrong)}"
    )
    lines += [f"{w['number']} {w['file']} {w['mutation']}: {w['wrong']}" for w in wrong[:_LISTED]]
    return "\n".join(lines)


def _row(name, c):
    files = c["read"] + c["asked"] + c["refused"]
    return f"| {name} | {files} | {c['read']} | {c['asked']} | {c['refused']} | {c['wrong']} |"
