"""The direction of imports, and the rules that no type checker holds."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# A module may import its own layer and those below it.
LAYERS = {
    "data": 0,
    "metrics": 1,
    "i18n": 2,
    "report": 3,
    "ui": 4,
    "pages": 5,
    "dashboard": 6,
    "server": 7,
}
STREAMLIT = {"ui", "pages", "dashboard", "server"}


def sources() -> Iterator[Path]:
    for layer in LAYERS:
        yield from (ROOT / layer).rglob("*.py")
        if (ROOT / f"{layer}.py").exists():
            yield ROOT / f"{layer}.py"


def layer_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: imports are absolute"
            found.add(node.module)
    return found


@pytest.mark.parametrize("path", sorted(sources()), ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_point_downward(path: Path) -> None:
    """dashboard → pages → ui → report → i18n → metrics → data, never back."""
    own = layer_of(path)
    tops = {name.split(".")[0] for name in imported(path)}
    upward = {top for top in tops & LAYERS.keys() if LAYERS[top] > LAYERS[own]}
    assert not upward, f"{own} imports {upward}"
    assert "streamlit" not in tops or own in STREAMLIT
    assert "pandas" not in tops or own not in {"data", "metrics"}
    if "plotly" in tops:
        assert path.relative_to(ROOT).parts[:2] in {("ui", "charts"), ("ui", "theme.py")}


def test_pages_stay_in_sections() -> None:
    """A script directly in pages/ would run instead of dashboard.py; stems are URLs."""
    assert not list((ROOT / "pages").glob("*.py"))
    stems = [path.stem for path in (ROOT / "pages").glob("*/*.py")]
    assert len(stems) == len(set(stems))


def test_no_html_from_strings() -> None:
    """Text from files can never become markup."""
    for path in sources():
        assert "unsafe_allow_html" not in path.read_text("utf-8"), path


def test_frames_never_key_a_cache() -> None:
    """st.cache_data hashes a polars frame by its first and last values: wrong numbers."""
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and _cached(node):
                for arg in (*node.args.args, *node.args.kwonlyargs):
                    hint = ast.unparse(arg.annotation) if arg.annotation else ""
                    assert "Frame" not in hint or arg.arg.startswith("_"), f"{path}: {node.name}"


def _cached(node: ast.FunctionDef) -> bool:
    return any(
        "cache_data" in ast.unparse(d) or "cache_resource" in ast.unparse(d)
        for d in node.decorator_list
    )


def test_pages_are_thin() -> None:
    """A page reads filters, asks metrics, shows components."""
    for path in [*(ROOT / "pages").glob("*/*.py"), ROOT / "dashboard.py"]:
        text = path.read_text("utf-8")
        assert len(text.splitlines()) <= 80, path
        assert ".group_by" not in text, path
