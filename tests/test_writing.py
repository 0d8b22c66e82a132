"""Only ``changes/`` changes a store: pages, commands, metrics and reports read it."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from cli.docs.import_graph import Imports
from data.store import State, Store
from data.store.database.engine import Database
from tests.conftest import ROOT

READERS = ("dashboard.py", "server.py", "pages", "ui", "cli", "report", "metrics")
# Functions of data/ that write, by their module. The acts of changes/ call them.
FUNCTIONS = {
    "data.imports": {"answer", "import_paths", "import_upload"},
    "data.imports.mappings": {"save_mapping"},
    "data.imports.pipeline": {"Importer"},
    "data.ga4.connection": {"save_connection"},
    "data.ga4.keys": {"forget", "keep"},
    "data.ga4.sync": {"sync"},
    "data.store.batch": {"ImportBatch"},
    "data.store.discard": {"discard"},
    "data.store.holidays": {"keep_calendar", "keep_holidays"},
}
# Opening a store removes what a killed process left: no act of anybody.
ALLOWED = {"open", "close"}
FILES = tuple(Imports.of().files)


@cache
def _module(path: str) -> ast.Module:
    return ast.parse(Path(path).read_text("utf-8"))


def _called(function: ast.AST) -> set[str]:
    """The names that a function calls, whatever they are called on."""
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    return {
        f.attr if isinstance(f, ast.Attribute) else f.id
        for f in calls
        if isinstance(f, (ast.Attribute, ast.Name))
    }


def _writing(kind: type[Any], writes: frozenset[str]) -> set[str]:
    """The public methods that write: themselves, or by another method or function of the module."""
    module = _module(str(inspect.getsourcefile(kind)))
    functions = [node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)]
    found = set(writes)
    while True:
        more = {f.name for f in functions if _called(f) & found} - found
        if not more:
            break
        found |= more
    own = {name for name in vars(kind) if not name.startswith("_")}
    return (own & found) - ALLOWED


def _relations() -> dict[str, set[str]]:
    """What writes of each part of the state, of the state's database, and of the store."""
    hints = {name: kind for name, kind in get_type_hints(State).items() if kind is not Database}
    # ``add`` and ``remove`` of rows that are removed by a date are functions of their own.
    found = {
        name: _writing(kind, frozenset({"write"}) | _soft(kind)) for name, kind in hints.items()
    }
    return found | {
        "database": {"rebuild", "write"},
        "store": _writing(Store, frozenset(found["ledger"]) | {"put"}),
    }


def _soft(kind: type[Any]) -> frozenset[str]:
    text = Path(str(inspect.getsourcefile(kind))).read_text("utf-8")
    return frozenset({"add", "remove"} if "soft_delete" in text else ())


RELATIONS = _relations()


def writes(text: str) -> Iterator[str]:
    """Every call in a module's text that changes a store."""
    tree = ast.parse(text)
    aliases = {
        node.targets[0].id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        and len(node.targets) == 1
        and isinstance(node.targets[0], ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in FUNCTIONS:
            names = {alias.name for alias in node.names}
            yield from sorted(names & FUNCTIONS[node.module])
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of, name = _thing(node.func.value, aliases), node.func.attr
            modules = (m for m in FUNCTIONS if m.rpartition(".")[2] == of)
            if name in RELATIONS.get(of, set()) | set().union(*(FUNCTIONS[m] for m in modules)):
                yield f"{of}.{name}"


def _thing(value: ast.expr, aliases: dict[str, ast.expr]) -> str:
    """What is written to: the last name of ``state.store().state.links`` or the name given to it."""
    if isinstance(value, ast.Name) and value.id in aliases:
        given = aliases[value.id]
        if isinstance(given, (ast.Attribute, ast.Call)):
            return _thing(given, {})
    if isinstance(value, ast.Call):
        return _thing(value.func, {})
    return value.attr if isinstance(value, ast.Attribute) else getattr(value, "id", "")


@pytest.mark.parametrize("top", READERS)
def test_only_changes_change_a_store(top: str) -> None:
    files = [path for path in FILES if path == top or path.startswith(f"{top}/")]
    assert files
    found = {path: list(writes((ROOT / path).read_text("utf-8"))) for path in files}
    assert {path: calls for path, calls in found.items() if calls} == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("state.store().state.tagging.add([rule])", ["tagging.add"]),
        ("store.state.settings.set('a', 1)", ["settings.set"]),
        ("found = store.state.entries\nfound.revise('a', {})", ["entries.revise"]),
        ("found = state.store().state\nfound.ledger.touch()", ["ledger.touch"]),
        ("links = store.state.links\nlinks.archive(1)", ["links.archive"]),
        ("store.state.experiments.remove(1)", ["experiments.remove"]),
        ("state.store().undo(1)", ["store.undo"]),
        ("store.commit('a', 'b', 'c', {}, {})", ["store.commit"]),
        ("with store.writing('a', 'b', 'c') as writer: pass", ["store.writing"]),
        ("store.state.database.write()", ["database.write"]),
        ("store.state.uploads.resolve('a')", ["uploads.resolve"]),
        ("store.state.audit.add(who, 'a', 1)", ["audit.add"]),
        ("from data.store.holidays import holidays, keep_holidays", ["keep_holidays"]),
        ("from data.imports import import_upload", ["import_upload"]),
        ("from data.ga4 import keys\nkeys.keep('42', b'')", ["keys.keep"]),
        ("from data.ga4.sync import SyncPeriod", []),
        ("found = store.state.entries\nfound.current('cost')", []),
        ("seen = set()\nseen.add(1)", []),
        ("store.state.links.all()", []),
        ("store.scan('leads')", []),
    ],
)
def test_a_change_of_a_store_is_seen(text: str, expected: list[str]) -> None:
    assert list(writes(text)) == expected


def test_what_writes_is_known_from_the_code() -> None:
    assert RELATIONS["links"] == {"add", "archive", "change", "restore"}
    assert RELATIONS["annotations"] == {"add", "remove"}
    assert RELATIONS["goals"] == {"create", "revise"}
    assert RELATIONS["settings"] == {"remove", "set", "setdefault"}
    assert {"commit", "recover", "undo", "withdraw", "writing"} <= RELATIONS["store"]
    assert not {"pin", "scan", "inputs"} & RELATIONS["store"]
