"""Import graph of the code: which file imports which, folder by folder, and its cycles."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[2]
TOPS = (
    "dashboard.py", "server.py", "pages", "ui", "cli", "changes", "report", "metrics", "data", "i18n",
)  # fmt: skip

Graph = Mapping[str, frozenset[str]]
"""Names with the names that each of them imports."""


@dataclass(frozen=True, slots=True)
class Imports:
    """Every module of the product by its path, with the paths that it imports at run time.

    An import under ``if TYPE_CHECKING`` does not count, an import inside a function does. Modules
    that a registry finds by listing a folder are not seen: no import names them.
    """

    files: Graph

    @classmethod
    def of(cls, root: Path = ROOT, tops: Iterable[str] = TOPS) -> Imports:
        """Reads the code below ``root``: files and folders that are called ``tops``."""
        paths = [path.relative_to(root).as_posix() for top in tops for path in _modules(root / top)]
        named = {_module(path): path for path in paths}
        return cls({path: frozenset(_imported(root / path, named) - {path}) for path in paths})

    def folder(self, folder: str = "") -> dict[str, frozenset[str]]:
        """The files and sub-folders of a folder, with what each imports from the same folder.

        ``__main__`` modules import upwards, because they start a program, and are left out.
        """
        prefix = f"{folder}/" if folder else ""
        found: dict[str, set[str]] = {}
        for path, imported in self.files.items():
            own = _entry(path, prefix)
            if own is None or path.endswith("__main__.py"):
                continue
            others = {_entry(other, prefix) for other in imported}
            found.setdefault(own, set()).update(o for o in others if o is not None and o != own)
        return {entry: frozenset(others) for entry, others in found.items()}

    def folders(self) -> list[str]:
        """Every folder that holds code, the root first."""
        found = {str(parent) for path in self.files for parent in PurePosixPath(path).parents}
        return sorted("" if folder == "." else folder for folder in found)


def cycle(graph: Graph) -> list[str]:
    """Names that import each other in a circle; empty where there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        found: list[str] = error.args[1]
        return found
    return []


def floors(graph: Graph) -> dict[str, int]:
    """The rank of each name: one above the highest that it imports. Raises CycleError."""
    found: dict[str, int] = {}
    for name in TopologicalSorter(graph).static_order():
        found[name] = 1 + max((found[other] for other in graph.get(name, ())), default=-1)
    return found


def direct(graph: Graph) -> dict[str, frozenset[str]]:
    """The transitive reduction: the graph without edges that a longer path implies."""
    reach = {name: _reached(graph, name) for name in graph}
    return {
        name: frozenset(o for o in others if not any(o in reach[via] for via in others - {o}))
        for name, others in graph.items()
    }


def _reached(graph: Graph, name: str) -> set[str]:
    found: set[str] = set()
    waiting = list(graph.get(name, ()))
    while waiting:
        other = waiting.pop()
        if other not in found:
            found.add(other)
            waiting.extend(graph.get(other, ()))
    return found


def _modules(place: Path) -> Iterable[Path]:
    return [place] if place.is_file() else sorted(place.rglob("*.py"))


def _module(path: str) -> str:
    return path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")


def _entry(path: str, prefix: str) -> str | None:
    return path[len(prefix) :].partition("/")[0] if path.startswith(prefix) else None


def tree(file: Path) -> ast.Module:
    """The file's syntax, parsed once as long as it does not change."""
    return _parsed(file, file.stat().st_mtime_ns)


@cache
def _parsed(file: Path, _changed: int) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def statements(part: ast.AST, *, types: bool = True) -> Iterator[ast.stmt]:
    """Every statement in a part of a program, however deep, expressions left out.

    Those under ``if TYPE_CHECKING`` only with ``types``.
    """
    for field in _BODIES:
        for inner in getattr(part, field, ()):
            if isinstance(inner, ast.stmt):
                yield inner
            if types or not _for_types(inner):
                yield from statements(inner, types=types)


_BODIES = ("body", "handlers", "orelse", "finalbody", "cases")


def _imported(file: Path, named: Mapping[str, str]) -> set[str]:
    found: set[str] = set()
    for node in statements(tree(file), types=False):
        if isinstance(node, ast.Import):
            found |= {named[alias.name] for alias in node.names if alias.name in named}
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                # “from a import b” is an import of the module a.b where there is one, else of a.
                whole = f"{node.module}.{alias.name}"
                found |= {named[name] for name in (whole, node.module) if name in named and (
                    name == whole or whole not in named)}  # fmt: skip
    return found


def _for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
