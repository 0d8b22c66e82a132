"""The direction of imports, and the rules that no type checker holds."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.docs.architecture import picture
from cli.docs.import_graph import Imports, cycle, statements, tree

ROOT = Path(__file__).parents[1]
IMPORTS = Imports.of()

# Every folder and file of the top folders, from the ground up. What has no place here fails: a new
# one is given a rank on purpose. An import goes to a lower rank or stays in its own folder.
RANKS: dict[str, tuple[str, ...]] = {
    "": ("i18n", "data", "metrics", "report", "changes", "cli ui", "dashboard.py pages server.py"),
    "data": (
        "base",
        "reading tables",
        "events values",
        "channels store",
        "facts people sources",
        "imports utm",
        "demo ga4 links",
    ),
    "metrics": (
        "definitions question statistics",
        "catalogue engine",
        "maturing",
        "comparison content experiments",
        "attribution results",
        "decisions goals returns",
        "budget insights",
    ),
    "report": (
        "document",
        "wording",
        "charts evidence",
        "titles",
        "build.py formats sections",
    ),
    "ui": (
        "device.py server server_tuning.py text.py",
        "theme.py",
        "chart_layout.py periods.py",
        "charts faults.py filters.py health.py marks.py pages.py styles.py",
        "navigation.py state.py",
        "cache.py",
        "zone.py",
        "components warmup.py",
    ),
}
FULLEST = 40  # modules in one folder: what a reader can still look over
STREAMLIT = {"ui", "pages", "dashboard.py", "server.py"}
# Where a program starts from the folder it is named after; everything else points downward.
ENTRIES = {"data/__main__.py", "metrics/__main__.py", "report/__main__.py"}


def sources() -> Iterator[Path]:
    yield from (ROOT / path for path in IMPORTS.files)


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in statements(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: imports are absolute"
            found.add(node.module)
    return found


@pytest.mark.parametrize("folder", RANKS)
def test_imports_point_downward(folder: str) -> None:
    """Every folder has a rank, and nothing imports what has the same rank or a higher one."""
    ranks = {name: rank for rank, row in enumerate(RANKS[folder]) for name in row.split()}
    inside = IMPORTS.folder(folder)
    inside.pop("__init__.py", None)
    assert inside.keys() == ranks.keys()
    for name, others in inside.items():
        upward = {other for other in others if ranks.get(other, -1) >= ranks[name]}
        assert not upward, f"{folder}/{name} imports {upward}"


@pytest.mark.parametrize("folder", IMPORTS.folders(), ids=lambda folder: folder or "top")
def test_folders_have_no_import_cycle(folder: str) -> None:
    """At every level: what lies in a folder, files and sub-folders as wholes, has an order."""
    assert not cycle(IMPORTS.folder(folder))


def test_the_engine_has_one_entry() -> None:
    """What asks a question imports ``metrics.engine``, never a part of it."""
    for path in sources():
        if path.relative_to(ROOT).parts[:2] != ("metrics", "engine"):
            inside = [name for name in imported(path) if name.startswith("metrics.engine.")]
            assert not inside, f"{path} imports {inside}"


def test_public_classes_have_names_of_their_own() -> None:
    """Who searches for a class finds one."""
    found: dict[str, list[str]] = {}
    for path in sources():
        for node in tree(path).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found.setdefault(node.name, []).append(str(path.relative_to(ROOT)))
    assert not {name: paths for name, paths in found.items() if len(paths) > 1}


def test_files_have_no_import_cycle() -> None:
    """Imports inside functions count: they only hide a circle."""
    assert not cycle(IMPORTS.files)


def test_an_import_cycle_is_found(tmp_path: Path) -> None:
    """Between files and between folders, also where an import hides in a function."""
    for path, text in {
        "data/a/one.py": "from data.b import two",
        "data/b/two.py": "def late():\n    from data.a.other import x",
        "data/a/other.py": "import data.b.far",
        "data/b/far.py": "",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    imports = Imports.of(tmp_path)
    assert not cycle(imports.files)
    assert set(cycle(imports.folder("data"))) == {"a", "b"}
    (tmp_path / "data/b/far.py").write_text("from data.a import other", "utf-8")
    assert cycle(Imports.of(tmp_path).files)


@pytest.mark.parametrize("folder", IMPORTS.folders(), ids=lambda folder: folder or "top")
def test_folders_can_be_looked_over(folder: str) -> None:
    """A folder with more modules than this hides what it holds."""
    here = [path for path in IMPORTS.files if path.rpartition("/")[0] == folder]
    assert len([path for path in here if not path.endswith("__init__.py")]) <= FULLEST


@pytest.mark.parametrize("folder", IMPORTS.folders(), ids=lambda folder: folder or "top")
def test_libraries_stay_in_their_layer(folder: str) -> None:
    """Streamlit draws pages, click reads command lines, Plotly draws charts: nobody else does."""
    for name in IMPORTS.files:
        if name.rpartition("/")[0] != folder:
            continue
        top, *rest = name.split("/")
        tops = {imports.split(".")[0] for imports in imported(ROOT / name)}
        assert "streamlit" not in tops or top in STREAMLIT, name
        assert "click" not in tops or top == "cli", name
        assert "cli" not in tops or top == "cli" or name in ENTRIES, name
        assert "pandas" not in tops or top not in {"data", "metrics"}, name
        assert "plotly" not in tops or (top == "ui" and rest[0] in {"charts", "theme.py"}), name


def test_the_picture_of_the_folders_is_current() -> None:
    """`python -m cli.docs.architecture` would change nothing."""
    assert (ROOT / "docs" / "pictures" / "architecture.svg").read_text("utf-8") == picture()


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
        for node in statements(tree(path)):
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
