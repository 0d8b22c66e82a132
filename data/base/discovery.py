"""What the modules of a package declare: adding a module is all the registration there is."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import Any


def discover(package: str, name: str, *, optional: bool = False) -> list[Any]:
    """The value called ``name`` of every module in ``package``, in the order of module names.

    A sub-package that has no such value is searched likewise. Raises AttributeError for a module
    without the value, unless it is ``optional``: a folder may also hold modules that share code.
    """
    return list(_found(package, name, optional=optional))


def discover_in_folders(package: str, module: str, name: str) -> list[Any]:
    """The value called ``name`` of ``module`` in every folder of ``package`` that has the module.

    No other module of the folders is imported, so it costs little where they hold many.
    """
    folders = [info.name for info in iter_modules(import_module(package).__path__) if info.ispkg]
    paths = [f"{package}.{folder}.{module}" for folder in sorted(folders)]
    return [getattr(import_module(path), name) for path in paths if find_spec(path) is not None]


def _found(package: str, name: str, *, optional: bool) -> Iterator[Any]:
    modules = sorted(iter_modules(import_module(package).__path__), key=lambda info: info.name)
    for info in modules:
        module = import_module(f"{package}.{info.name}")
        if info.ispkg and not hasattr(module, name):
            yield from _found(module.__name__, name, optional=optional)
        elif hasattr(module, name) or not optional:
            yield getattr(module, name)
