"""Command line of the benchmarks: `python -m benchmarks [NAME…]` runs them, one line each."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import benchmarks


def main(names: list[str]) -> None:
    """Runs the named benchmarks, or every module here that has a ``run``."""
    modules = [info.name for info in pkgutil.iter_modules(benchmarks.__path__)]
    for name in names or modules:
        module = importlib.import_module(f"benchmarks.{name}")
        for line in getattr(module, "run", tuple)():
            print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
