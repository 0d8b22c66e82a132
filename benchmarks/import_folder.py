"""Benchmark of folder import: 500 small exports into an empty store."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from benchmarks.timing import Line, median
from data.imports import ImportOutcome, import_paths
from data.store import Store

FILES, ROWS = 500, 60
TODAY = date(2026, 11, 1)
_HEAD = (
    "Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,"
    "Permalink,Post type,Data comment,Date,Views,Reach,Likes,Shares,Follows,Comments,Saves\n"
)


def written(folder: Path) -> None:
    """Half of them posts of Instagram, half days of Facebook, as Meta writes them."""
    for number in range(FILES):
        day = date(2024, 1, 1) + timedelta(days=number)
        if number % 2:
            rows = "".join(
                f"{17900000000 + number * 1000 + n},4,maison.volta,Maison Volta,Post {n},0,"
                f"{day:%m/%d/%Y} 09:{n % 60:02d},https://www.instagram.com/p/{number}x{n}/,IG image,,Lifetime,"
                f"{n * 7},{n * 5},{n},1,0,2,3\n"
                for n in range(ROWS)
            )
            (folder / f"posts-{number}.csv").write_bytes(b"\xef\xbb\xbf" + (_HEAD + rows).encode())
        else:
            days = "".join(f'"{day + timedelta(days=n)}T00:00:00","{n}"\n' for n in range(ROWS))
            text = f'sep=,\n"Facebook reach"\n"Date","Primary"\n{days}'
            (folder / f"reach-{number}.csv").write_bytes(b"\xff\xfe" + text.encode("utf-16-le"))


def run() -> Iterator[Line]:
    """One line."""
    with tempfile.TemporaryDirectory() as place:
        exports = Path(place) / "exports"
        exports.mkdir()
        written(exports)
        stores = iter(range(100))

        def work() -> None:
            store = Store.open(Path(place) / f"store-{next(stores)}")
            results = import_paths(store, [exports], today=TODAY)
            store.close()
            if any(result.outcome is not ImportOutcome.IMPORTED for result in results):
                raise RuntimeError(str([r.summary.issues for r in results if r.summary.issues][:1]))

        yield Line(f"import of a folder of {FILES} small files", median(work, 1, 0), goal="≤ 20 s")
