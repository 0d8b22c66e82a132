"""Attacks on a store: killed processes, flipped bits, full disks, restarted servers, rivals.

``python -m benchmarks reliability`` runs all of them; ``python -m benchmarks.reliability NAME [N]`` one,
N times. Every line says how often it was tried and how often something was lost, doubled,
changed or not said.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from changes import demo
from changes.goals import save_revision
from changes.imports import import_paths, import_upload, undo
from changes.upkeep import repair
from data.people.forget import forget
from data.store import Store
from data.store.damage import StoreDamageError
from data.store.upkeep.backup import MANIFEST, back_up, verify
from data.store.upkeep.check import check
from data.tables.schema import TABLES
from data.values.audit import UNKNOWN

ROOT = Path(__file__).parents[1]
EXPORTS = ROOT / "tests" / "fixtures" / "exports"
SEED = 20_261_130
ROUNDS, FLIPS, SIZES, RESTARTS, RIVALS = 50, 200, 20, 10, 10
LONGEST = 2.5  # seconds until a process is killed
LAST = date(2026, 10, 31)
FILES = (
    "hubspot_contacts.csv", "ga4_report_2023.csv", "x_tweets_en.csv", "x_posts.csv", "leads.csv",
    "google_ads_campaigns_en.csv", "facebook_posts_fr.csv", "facebook_posts_2024.csv",
)  # fmt: skip
PERSON = "ada@example.com"
KEY = "01" * 32  # the same in all stores, so that their rows can be compared


@dataclass(frozen=True, slots=True)
class Attack:
    """What was done, how often, and what went wrong."""

    what: str
    times: int
    failures: tuple[str, ...]
    note: str = ""

    def __str__(self) -> str:
        first = f" ({self.failures[0]})" if self.failures else ""
        return f"{self.what} | {self.times} | {len(self.failures)}{first} | {self.note}"


def paths() -> list[Path]:
    """The files that are imported."""
    return [EXPORTS / name for name in FILES]


def contents(store: Store) -> dict[str, list[str]]:
    """Every visible row without the number of its import, in an order of its own."""
    return {
        table: sorted(map(repr, store.scan(table).drop("import_id").collect().rows()))
        for table in TABLES
    }


@contextmanager
def opened(place: Path, url: str | None = None) -> Iterator[Store]:
    """The store, closed again."""
    store = Store.open(place, state_url=url)
    try:
        yield store
    finally:
        store.close()


def faults(store: Store) -> list[str]:
    """What a check says."""
    return [str(issue.what) for issue in (*store.notices, *check(store).issues)]


# What the killed processes do, again and again.


def _import(place: Path) -> None:
    with opened(place) as store:
        import_paths(store, paths(), UNKNOWN)


def _undo(place: Path) -> None:
    with opened(place) as store:
        for entry in store.state.ledger.done():
            undo(store, entry.id, UNKNOWN)


def _goals(place: Path) -> None:
    with opened(place) as store:
        goal = save_revision(store.state, "", {"target": 0, "archived": False}, UNKNOWN)
        for target in range(1, 10_000):
            save_revision(store.state, goal, {"target": target, "archived": False}, UNKNOWN)
            print(target, flush=True)


def _snapshots(place: Path) -> None:
    with opened(place) as store:
        for number in range(10_000):
            content = f'{{"number": {number}, "text": "{"x" * 50_000}"}}'
            store.state.reports.take(f"n{number}", (LAST, LAST), content, report_id=None, by="")
            print(number, flush=True)


def _demo(place: Path) -> None:
    with opened(place) as store:
        demo.install(store, UNKNOWN, last=LAST)


def _forget(place: Path) -> None:
    with opened(place) as store:
        forget(store, UNKNOWN, [PERSON])


def _backup(place: Path) -> None:
    with opened(place) as store:
        for number in range(1_000):
            back_up(store, place.parent / "backup.zip")
            print(number, flush=True)


WORK: dict[str, Callable[[Path], None]] = {
    "import": _import,
    "undo": _undo,
    "goals": _goals,
    "snapshots": _snapshots,
    "demo": _demo,
    "forget": _forget,
    "backup": _backup,
}


def _sound(place: Path, said: list[str]) -> list[str]:
    del said
    with opened(place) as store:
        return faults(store)


def _whole(finish: Callable[[Path], None]) -> Callable[[Path, list[str]], list[str]]:
    """After the kill the store is sound, and what is done again makes what a whole run makes."""

    def judged(place: Path, said: list[str]) -> list[str]:
        found = _sound(place, said)
        finish(place)
        with opened(place) as store:
            same = contents(store) == _reference(finish)
            return [*found, *faults(store), *([] if same else ["other rows than without a kill"])]

    return judged


_REFERENCES: dict[Callable[[Path], None], dict[str, list[str]]] = {}


def _reference(work: Callable[[Path], None]) -> dict[str, list[str]]:
    if work not in _REFERENCES:
        with tempfile.TemporaryDirectory() as folder:
            work(Path(folder) / "store")
            with opened(Path(folder) / "store") as store:
                _REFERENCES[work] = contents(store)
    return _REFERENCES[work]


def _undone(place: Path, said: list[str]) -> list[str]:
    found = _sound(place, said)
    _undo(place)
    with opened(place) as store:
        left = [table for table in TABLES if store.scan(table).limit(1).collect().height]
        return [*found, *faults(store), *(f"rows left in {table}" for table in left)]


def _revisions(place: Path, said: list[str]) -> list[str]:
    with opened(place) as store:
        newest = [one.payload["target"] for one in store.state.goals.current()]
        lost = said and int(said[-1]) > max(newest, default=-1)
        return [*faults(store), *(["a goal that was saved is lost"] if lost else [])]


def _taken(place: Path, said: list[str]) -> list[str]:
    with opened(place) as store:
        shots = store.state.reports.snapshots()
        for shot in shots:
            store.state.reports.content(shot.id)  # raises when it is not what was written
        lost = said and len(shots) < int(said[-1]) + 1
        return [*faults(store), *(["a snapshot that was taken is lost"] if lost else [])]


def _forgotten(place: Path, said: list[str]) -> list[str]:
    found = _sound(place, said)
    _forget(place)
    with opened(place) as store:
        return [*found, *faults(store), *_traces(place, PERSON)]


def _traces(place: Path, text: str) -> list[str]:
    return [f"{text} in {file.name}" for file in place.rglob("*") if file.is_file() and text.encode() in file.read_bytes()]  # fmt: skip


def _saved(place: Path, said: list[str]) -> list[str]:
    archive = place.parent / "backup.zip"
    if archive.exists():
        verify(archive)  # raises when it is damaged
    elif said:
        return ["a backup that was made is lost"]
    return _sound(place, said)


# What each starts with: nothing, imported files, or a store with a person.
KILLS: dict[str, tuple[bool, Callable[[Path, list[str]], list[str]]]] = {
    "import": (False, _whole(_import)),
    "undo": (True, _undone),
    "goals": (False, _revisions),
    "snapshots": (False, _taken),
    "demo": (False, _whole(_demo)),
    "forget": (True, _forgotten),
    "backup": (True, _saved),
}


def kill(act: str, rounds: int = ROUNDS) -> Attack:
    """Kill -9 a process in the middle of an act, at a random moment."""
    chance, failures, killed = random.Random(f"{SEED} {act}"), list[str](), 0
    filled, judge = KILLS[act]
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "template"
        (_import if filled else _empty)(template)
        takes = LONGEST
        for number in range(rounds + 1):
            place = Path(folder) / "round" / "store"
            shutil.copytree(template, place)
            worker, begin = _working(act, place), time.perf_counter()
            try:
                worker.wait(chance.uniform(0, takes) if number else LONGEST)
            except subprocess.TimeoutExpired:
                os.kill(worker.pid, signal.SIGKILL)
                killed += bool(number)
            said = worker.communicate()[0].split()
            if not number:  # how long it takes when nobody kills it
                takes = time.perf_counter() - begin
            try:
                failures += judge(place, said)
            except Exception as error:  # noqa: BLE001  # whatever it is, it is a failure
                failures.append(f"{type(error).__name__}: {str(error)[:100]}")
            shutil.rmtree(place.parent)
    return Attack(f"kill -9 in {act}", rounds, tuple(failures), f"{killed} killed before the end")


def _working(act: str, place: Path) -> subprocess.Popen[str]:
    """A process that has loaded the program, and begins."""
    worker = _started("work", act, place)
    assert worker.stdout is not None  # noqa: S101  # it is a pipe
    worker.stdout.readline()
    return worker


def _empty(place: Path) -> None:
    with opened(place):
        pass


def _started(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "benchmarks.reliability", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE)


def bits(times: int = FLIPS) -> Attack:
    """Flip one bit of one file of the facts: the table is refused, or its values are the same."""
    chance, silent, noticed = random.Random(SEED), list[str](), 0
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "store"
        _import(place)
        with opened(place) as store:
            true = contents(store)
            files = sorted((place / "facts").rglob("*.parquet"))
            for _ in range(times):
                file = chance.choice(files)
                good = file.read_bytes()
                bad = bytearray(good)
                bad[chance.randrange(len(bad))] ^= 1 << chance.randrange(8)
                file.write_bytes(bad)
                try:
                    rows = store.facts.scan(file.parent.name).drop("import_id").collect().rows()
                    if sorted(map(repr, rows)) != true[file.parent.name]:
                        silent.append(file.parent.name)
                except StoreDamageError:
                    noticed += 1
                file.write_bytes(good)
    return Attack("one flipped bit in a fact file", times, tuple(silent), f"{noticed} refused")


def repaired(times: int = SIZES) -> Attack:
    """Flip bits of several files of facts: a repair brings back every row."""
    chance, failures = random.Random(SEED), list[str]()
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "template"
        _import(template)
        with opened(template) as store:
            true = contents(store)
        for number in range(times):
            place = Path(shutil.copytree(template, Path(folder) / str(number)))
            for file in chance.sample(sorted((place / "facts").rglob("*.parquet")), 3):
                bad = bytearray(file.read_bytes())
                bad[chance.randrange(len(bad))] ^= 1
                file.write_bytes(bad)
            with opened(place) as store:
                repair(store, UNKNOWN)
                failures += faults(store)
                failures += [] if contents(store) == true else ["other rows"]
    return Attack("three damaged fact files, then a repair", times, tuple(failures))


def full_disk(times: int = SIZES) -> Attack:
    """Import onto a disk with so little room: nothing is lost or partial, and with room it goes on."""
    failures = list[str]()
    for number in range(times):
        spare = int(2 ** (number / times * 11))  # 1 kB to 2 MB
        with tempfile.TemporaryDirectory() as folder:
            mount = f"mount -t tmpfs -o size=40m tmpfs {folder}"
            inside = (
                f"exec {sys.executable} -m benchmarks.reliability on-full-disk {spare} {folder}"
            )
            done = subprocess.run(
                ["unshare", "--mount", "sh", "-c", f"{mount} && {inside}"],
                cwd=ROOT,
                text=True,
                capture_output=True,
                check=False,
            )
            failures += [f"{spare} kB: {line}" for line in done.stdout.splitlines()]
            failures += [f"{spare} kB: {done.stderr[-200:]}"] if done.returncode else []
    return Attack("disk full, 1 kB to 2 MB left", times, tuple(failures))


def on_full_disk(spare: int, folder: Path) -> None:
    """What ``full_disk`` does on a disk of its own; prints what went wrong."""
    place, filler = folder / "store", folder / "filler"
    with opened(place) as store:
        import_upload(store, FILES[0], paths()[0].read_bytes(), UNKNOWN)
        before = contents(store)
        with filler.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(b"x" * 4096)
            except OSError:
                pass
        os.truncate(filler, max(0, filler.stat().st_size - spare * 1024))
        import_paths(store, paths()[1:], UNKNOWN)  # refused one by one, or imported
    with opened(place) as store:
        known = contents(store)
        lost = [table for table in TABLES if not set(before[table]) <= set(known[table])]
        print(*(f"{table} lost rows while the disk was full" for table in lost), sep="\n", end="")
    filler.unlink()
    _import(place)
    with opened(place) as store:
        print(*faults(store), sep="\n", end="")
        if contents(store) != _reference(_import):
            print("other rows once there was room")


def restarts(times: int = RESTARTS) -> Attack:
    """Restart PostgreSQL at once in the middle of imports: nothing is lost or doubled."""
    chance, failures = random.Random(SEED), list[str]()
    with _postgres() as (url, restart), tempfile.TemporaryDirectory() as folder:
        for number in range(times):
            place = Path(folder) / str(number)
            address = url(f"restart_{number}")
            worker = _started("import-into", place, address)
            time.sleep(chance.uniform(0.8, LONGEST))
            restart()
            worker.communicate()
            with opened(place, address) as store:
                import_paths(store, paths(), UNKNOWN)
                failures += faults(store)
                failures += [] if contents(store) == _reference(_import) else ["other rows"]
                restart()
                try:  # the first question after a restart is answered
                    contents(store)
                except Exception as error:  # noqa: BLE001  # whatever it is, it is a failure
                    failures.append(f"{type(error).__name__} after a restart")
    return Attack("PostgreSQL restarted in mid-import", times, tuple(failures))


@contextmanager
def _postgres() -> Iterator[tuple[Callable[[str], str], Callable[[], None]]]:
    """A server of our own: makes the URL of a new database, and restarts."""
    programs = max(Path("/usr/lib/postgresql").glob("*/bin/initdb")).parent
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    folder = subprocess.check_output([*user, "mktemp", "-d"], text=True).strip()
    data, control = f"{folder}/data", [*user, str(programs / "pg_ctl"), "-w", "-s", "-D", f"{folder}/data"]  # fmt: skip
    _quietly([*user, str(programs / "initdb"), "-D", data, "-U", "tester", "-A", "trust"])
    options = f"-c listen_addresses='' -c unix_socket_directories={folder}"
    log = ["-l", f"{folder}/log", "-o", options]

    def url(name: str) -> str:
        made = [*user, str(programs / "createdb"), "-h", folder, "-U", "tester", name]
        _quietly(made)
        return f"postgresql://tester@/{name}?host={folder}"

    _quietly([*control, *log, "start"])
    try:
        yield url, lambda: _quietly([*control, *log, "-m", "immediate", "restart"])
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, cwd="/")
        shutil.rmtree(folder, ignore_errors=True)


def _quietly(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")


def rivals(times: int = RIVALS) -> Attack:
    """Three processes import the same files, one in the opposite order, and one undoes in between."""
    failures = list[str]()
    for _ in range(times):
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "store"
            _empty(place)
            started = [_started("rival", place, order) for order in ("up", "down", "undo")]
            codes = [(one.communicate(), one.returncode)[1] for one in started]
            failures += [f"exit status {code}" for code in codes if code]
            _import(place)
            with opened(place) as store:
                failures += faults(store)
                failures += [] if contents(store) == _reference(_import) else ["other rows"]
    return Attack("three processes at once, with undo", times, tuple(failures))


def rival(place: Path, order: str) -> None:
    """One of three."""
    files = paths() if order == "up" else list(reversed(paths()))
    with opened(place) as store:
        for path in files:
            import_paths(store, [path], UNKNOWN)
            if order == "undo":
                for entry in store.state.ledger.done()[-1:]:
                    undo(store, entry.id, UNKNOWN)


def backups(times: int = FLIPS) -> Attack:
    """Flip one bit of a backup: it is refused, or everything in it is the same."""
    chance, failures, refused = random.Random(SEED), list[str](), 0
    with tempfile.TemporaryDirectory() as folder:
        place, archive, bad = (Path(folder) / name for name in ("store", "good.zip", "bad.zip"))
        _import(place)
        with opened(place) as store:
            back_up(store, archive)
        good = archive.read_bytes()
        for _ in range(times):
            changed = bytearray(good)
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
            bad.write_bytes(changed)
            try:
                verify(bad)
            except RuntimeError:
                refused += 1
    return Attack("one flipped bit in a backup", times, tuple(failures), f"{refused} refused, {MANIFEST} compared for the rest")  # fmt: skip


ATTACKS: dict[str, Callable[[], Attack]] = {
    **{f"kill-{act}": (lambda act=act: kill(act)) for act in KILLS},  # type: ignore[misc]
    "bits": bits,
    "repair": repaired,
    "backups": backups,
    "full-disk": full_disk,
    "restarts": restarts,
    "rivals": rivals,
}


def run() -> Iterator[str]:
    """Every attack, as a row of the table in docs/reliability.md."""
    os.environ["UTMOST_PERSON_KEY"] = KEY
    for attack in ATTACKS.values():
        yield str(attack())


def main(name: str, *given: str) -> None:
    """One attack, or what a process that is attacked does."""
    os.environ["UTMOST_PERSON_KEY"] = KEY
    if name == "work":
        print("ready", flush=True)
        WORK[given[0]](Path(given[1]))
    elif name == "import-into":
        with opened(Path(given[0]), given[1]) as store:
            import_paths(store, paths(), UNKNOWN)
    elif name == "rival":
        rival(Path(given[0]), given[1])
    elif name == "on-full-disk":
        on_full_disk(int(given[0]), Path(given[1]))
    elif name.startswith("kill-"):
        print(kill(name.removeprefix("kill-"), *map(int, given)))
    else:
        print(ATTACKS[name](*map(int, given)))


if __name__ == "__main__":
    main(*sys.argv[1:])
