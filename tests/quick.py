"""``python -m tests.quick``: what a change needs, in a minute and a half.

Format, lint and types of everything; the architecture, the generated pages, the examples in the
docstrings of what was changed; then the tests of the change, the nearest first, until the time is
used up. What was left out is said: ``make test`` runs it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from cli.docs.import_graph import ROOT, TOPS, Imports
from tests.budget import CHANGED, THRESHOLDS, UNTIL
from tests.thresholds.threshold import numbers

SECONDS = 90
_FOLDER_NEEDS = 20  # seconds that must be left to begin with the tests of whole folders
ALWAYS = ("tests/test_architecture.py", "tests/test_docs.py")
_NOTHING = 5  # what pytest says where all tests were taken out
SLOW = ("tests/browser/", "tests/fuzz/", "tests/server/", "tests/report/formats/", "tests/ga4/",
        "tests/attribution/test_spark.py", "tests/attribution/test_engines.py")  # fmt: skip
"""Tests of minutes, or of other machinery: run here only where they, or what they test, changed."""


@dataclass(frozen=True, slots=True)
class Picked:
    """Test files for a change: ``direct`` ones reach it themselves, ``folder`` ones lie near it."""

    direct: tuple[str, ...]
    folder: tuple[str, ...]


def changed() -> list[str]:
    """What differs from the last commit, new files included; of a clean tree, the last commit."""
    found = _git("diff", "--name-only", "HEAD") + _git("ls-files", "-o", "--exclude-standard")
    return found or _git("diff", "--name-only", "HEAD~1", "HEAD")


def _git(*words: str) -> list[str]:
    return subprocess.run(
        ["git", *words], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split()


def picked(paths: Iterable[str], imports: Imports) -> Picked:
    """The test files for changed files, the nearest first."""
    every = [path for path in imports.files if _is_test(path)]
    given = [path for path in paths if path.endswith(".py")]
    taken = [path for path in every if not _is_slow(path, given)]
    direct = [path for path in every if path in given]
    direct += sorted(
        _importing(taken, given, imports), key=lambda path: _distance(path, given, imports)
    )
    near = [path for path in taken if _in_folder_of(path, given)]
    near.sort(key=lambda path: -_words_in_common(path, given))
    once = tuple(dict.fromkeys(direct))
    return Picked(once, tuple(path for path in near if path not in once and path not in ALWAYS))


def _is_test(path: str) -> bool:
    return path.startswith("tests/") and PurePosixPath(path).name.startswith("test_")


def _is_slow(path: str, given: list[str]) -> bool:
    """Report formats are tested where one of them changed, and so on."""
    slow = next((start for start in SLOW if path.startswith(start)), None)
    return slow is not None and not any(
        one.startswith(start) for one in given for start in (slow, slow.removeprefix("tests/"))
    )


def _importing(taken: list[str], given: list[str], imports: Imports) -> Iterator[str]:
    """Tests that import a changed file, or a helper of tests that does."""
    helpers = {
        path for path, others in imports.files.items()
        if path.startswith("tests/") and not _is_test(path) and not others.isdisjoint(given)
    }  # fmt: skip
    wanted = {*given, *helpers}
    yield from (path for path in taken if not imports.files[path].isdisjoint(wanted))


def _distance(path: str, given: list[str], imports: Imports) -> tuple[bool, bool, int]:
    """Those of the same folder first, then those that import the change itself, then the small ones."""
    itself = not imports.files[path].isdisjoint(given)
    return not _in_folder_of(path, given), not itself, len(imports.files[path])


def _in_folder_of(path: str, given: list[str]) -> bool:
    """Whether tests lie in the folder of tests that has the name of a changed file's own folder."""
    folder = PurePosixPath(path).parent.name
    for one in given:
        parts = [part for part in PurePosixPath(one).parts[:-1] if (ROOT / "tests" / part).is_dir()]
        if parts and parts[-1] == folder:
            return True
    return False


def _words_in_common(path: str, given: list[str]) -> int:
    """How many words of a test's name stand in the path of a change: test_catalogue, catalogue/."""
    own = set(PurePosixPath(path).stem.removeprefix("test_").split("_"))
    return max(len(own & set(one.replace("/", "_").replace(".", "_").split("_"))) for one in given)


def _tests(until: float, given: list[str], files: Iterable[str], *options: str) -> bool:
    """Whether all tests of some files that began in time passed."""
    files = list(files)
    if not files:
        return True
    environment = {
        **os.environ,
        UNTIL: str(until),
        CHANGED: " ".join(given),
        "POLARS_MAX_THREADS": "1",
    }
    plain = ["-q", "-p", "no:randomly", "-p", "no:cacheprovider", "-m", "not slow"]
    command = [sys.executable, "-m", "pytest", "-p", "tests.budget", *plain, *options, *files]
    found = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    return found in {0, _NOTHING}


def main() -> int:
    """Runs all of it; 1 where anything failed."""
    started = time.time()
    until = started + SECONDS
    given = [path for path in changed() if (ROOT / path).exists()]
    types = _started("mypy")  # on the other core, while tests run
    passed = [_started("ruff", "format", "--check", "-q", ".").wait() == 0]
    passed.append(_started("ruff", "check", "-q", ".").wait() == 0)
    near = picked(given, Imports.of(tops=(*TOPS, "tests")))
    deciding = {name.partition(":")[0] for name in numbers()}
    first = [*ALWAYS, *([THRESHOLDS] if deciding & set(given) else []), *near.direct]
    shown = [path for path in given if path.partition("/")[0] in TOPS and _has_example(path)]
    passed.append(_tests(until, given, dict.fromkeys(first)))
    passed.append(_tests(until, given, shown, "--doctest-modules"))
    begun = until - time.time() > _FOLDER_NEEDS
    passed.append(_tests(until, given, near.folder if begun else ()))
    passed.append(types.wait() == 0)
    print(f"\n{len(given)} changed files, {time.time() - started:.0f} seconds.")
    if near.folder and not begun:
        print("No time was left for", *near.folder, sep="\n  ")
    return 0 if all(passed) else 1


def _started(*words: str) -> subprocess.Popen[bytes]:
    tool = PurePosixPath(sys.executable).parent / words[0]
    return subprocess.Popen([str(tool), *words[1:]], cwd=ROOT)


def _has_example(path: str) -> bool:
    return path.endswith(".py") and ">>> " in (ROOT / path).read_text("utf-8")


if __name__ == "__main__":
    sys.exit(main())
