"""The tests that `make quick` picks for a change."""

from __future__ import annotations

import pytest

from cli.docs.import_graph import TOPS, Imports
from tests.budget import _wanted
from tests.quick import picked

IMPORTS = Imports.of(tops=(*TOPS, "tests"))


def test_tests_that_import_a_change_come_first_those_of_its_folder_before_others() -> None:
    """A check of UTM tags: its own tests, then others that import it."""
    found = picked(["data/utm/audit/similarity.py"], IMPORTS)
    assert found.direct[0] == "tests/utm_audit/test_find.py"
    assert "tests/utm/test_repair.py" in found.folder


def test_a_module_that_a_registry_finds_has_the_tests_of_its_folder() -> None:
    """Nothing imports a metric by its name; tests whose names say the same come first."""
    found = picked(["metrics/catalogue/outcome/leads.py"], IMPORTS)
    assert found.folder[0] == "tests/metrics/test_catalogue.py"
    assert {path.rpartition("/")[0] for path in found.folder} == {"tests/metrics"}


def test_a_part_of_a_page_has_the_tests_that_open_the_page() -> None:
    """Those that are called like it; the others open pages that do not show it."""
    found = picked(["ui/components/goals/detail.py"], IMPORTS)
    opening = [path for path in found.folder if path.startswith("tests/pages/")]
    assert "tests/pages/test_goals.py" in opening
    assert "tests/pages/test_links.py" not in opening


def test_a_changed_test_and_a_changed_helper_bring_the_tests_that_hold_them() -> None:
    """The helper's tests are those that import it."""
    assert picked(["tests/ui/test_flow.py"], IMPORTS).direct == ("tests/ui/test_flow.py",)
    assert "tests/ui/test_chart_specs.py" in picked(["tests/ui/chart_examples.py"], IMPORTS).direct


@pytest.mark.parametrize("slow", ["tests/browser/", "tests/report/formats/", "tests/fuzz/"])
def test_tests_of_minutes_wait_for_make_test(slow: str) -> None:
    """Unless they changed themselves."""
    every = [path for path in IMPORTS.files if path.startswith(slow) and "/test_" in path]
    found = picked(
        ["report/document/model.py", "tests/conftest.py", "data/reading/table.py"], IMPORTS
    )
    assert not set(every) & {*found.direct, *found.folder}
    assert every[0] in picked([every[0]], IMPORTS).direct


def test_what_report_formats_draw_is_tested_where_one_changed() -> None:
    found = picked(["report/formats/xlsx/sheet.py"], IMPORTS)
    assert any(path.startswith("tests/report/formats/") for path in (*found.direct, *found.folder))


def test_nothing_is_picked_for_a_page_of_docs() -> None:
    assert picked(["docs/goals.md"], IMPORTS) == picked([], IMPORTS)
    assert picked([], IMPORTS).direct == ()


def test_of_thresholds_those_of_changed_files_are_tried() -> None:
    case = "tests/test_thresholds.py::test_a_small_step_is_noticed[metrics/goals/pace.py:WEEKS]"
    assert _wanted(case, ["metrics/goals/pace.py"])
    assert not _wanted(case, ["metrics/goals/status.py"])
    assert _wanted("tests/test_thresholds.py::test_every_threshold_has_cases", [])
    assert _wanted("tests/metrics/test_goals.py::test_a[1]", [])
