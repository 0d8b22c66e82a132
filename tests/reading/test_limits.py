"""One budget for an upload, through all levels of archives in it."""

import io
import stat
import zipfile
from dataclasses import replace

import pytest

from benchmarks.hostile_files import zipped
from data.base.json_values import from_json
from data.reading.archive_members import members
from data.reading.limits import UPLOAD, OverLimit, UploadBudget
from data.reading.table import Finding, Unreadable
from data.reading.workbook_sheets import sheets
from tests.languages import is_translated
from tests.reading.test_workbook import book

LIMITS = {
    "unpacked": ("add_bytes", lambda most: (most, most), "Unpacked it is more than"),
    "members": ("add_members", lambda most: (most,), "It holds more than"),
    "member": ("check_member", lambda most: (most,), "A file in it is larger than"),
    "cells": ("add_cells", lambda most: (most,), "Its workbooks hold more than"),
}


@pytest.mark.parametrize("name", LIMITS)
def test_a_limit_is_reached_at_its_number_and_named(name):
    check, given, said = LIMITS[name]
    limit = getattr(UPLOAD, name)
    getattr(UploadBudget(limit), check)(*given(limit))
    with pytest.raises(OverLimit, match=said) as verdict:
        getattr(UploadBudget(limit), check)(*given(limit + 1))
    assert is_translated(verdict.value.finding.what)
    assert is_translated(verdict.value.finding.fix)


def test_repetitive_bytes_add_up_over_the_ratio():
    """A short one is no bomb; many are, and random bytes next to them do not hide it."""
    budget = UploadBudget(10 << 20)
    budget.add_bytes(UPLOAD.spare // 2 + UPLOAD.ratio, 1)
    budget.add_bytes(1 << 20, 1 << 20)
    budget.add_bytes(UPLOAD.spare // 2 + UPLOAD.ratio, 1)
    with pytest.raises(OverLimit, match="more than 200 times its size"):
        budget.add_bytes(UPLOAD.ratio + 1, 1)


def test_the_whole_is_held_against_the_size_of_the_upload():
    """Zips in zips may each stay within the ratio, and multiply."""
    budget = UploadBudget(1_000)
    budget.add_bytes(200_000, 1_000)
    with pytest.raises(OverLimit, match="more than 200 times its size"):
        budget.add_bytes(UPLOAD.spare + 1, UPLOAD.spare)


def kinds(content, **limits: int):
    return [
        (item.about["kind"], item.about.get("name"))
        for item in members(io.BytesIO(content), replace(UPLOAD, **limits))
    ]


INNER = zipped([("a.csv", b"a,b\n1,2\n"), ("b.csv", b"a,b\n3,4\n")])
OUTER = zipped([("one.zip", INNER), ("two.zip", INNER), ("c.csv", b"a,b\n5,6\n")])


def test_levels_come_in_order():
    files = [("file", "a.csv"), ("file", "b.csv"), ("end", None)]
    assert kinds(OUTER) == [("archive", "one.zip"), *files, ("archive", "two.zip"), *files, ("file", "c.csv")]  # fmt: skip


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ({"members": 6}, "more than 6 files"),
        ({"unpacked": 2 * len(INNER) + 8 + 31}, "Unpacked"),
        ({"listed": 100}, "more than 5000 files"),
    ],
)
def test_every_level_counts_on_one_budget(limits, said):
    with pytest.raises(OverLimit, match=said):
        kinds(OUTER, **limits)


def test_the_budget_that_is_used_up_to_the_last_byte_is_enough():
    assert kinds(OUTER, members=7, unpacked=2 * len(INNER) + 8 + 32) == kinds(OUTER)


def test_workbooks_in_a_zip_are_on_the_same_budget():
    content = zipped([("a.xlsx", book({"A1": "x", "B9": "y"})), ("b.xlsx", book({"A1": "x"}))])
    assert [kind for kind, _ in kinds(content, cells=19)] == ["file", "sheet", "file", "sheet"]
    with pytest.raises(OverLimit, match="more than 18 cells"):
        kinds(content, cells=18)
    with pytest.raises(OverLimit, match="more than 10 files"):
        kinds(content, members=10)


def test_too_many_levels_are_refused_where_they_are():
    content = zipped([("one.zip", OUTER), ("c.csv", b"a,b\n5,6\n")])
    assert kinds(content, depth=2)[:3] == [("archive", "one.zip"), ("file", "one.zip"), ("finding", None)]  # fmt: skip
    assert ("file", "a.csv") in kinds(content, depth=3)


def test_a_damaged_zip_in_a_zip_costs_only_itself():
    content = zipped([("bad.zip", INNER[:-30]), ("c.csv", b"a,b\n5,6\n")])
    assert [kind for kind, _ in kinds(content)] == ["archive", "finding", "end", "file"]


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_a_member_that_is_no_file_is_named(kind):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("to/passwd.csv")
        info.create_system, info.external_attr = 3, kind << 16
        archive.writestr(info, "/etc/passwd")
    [item] = members(io.BytesIO(out.getvalue()))
    finding = from_json(Finding, item.about["finding"])
    assert "“to/passwd.csv” in the zip is a link, a device or a pipe, not a file" in str(
        finding.what
    )
    assert is_translated(finding.what)


def test_a_workbook_alone_is_told_what_to_do_with_a_workbook():
    with pytest.raises(Unreadable) as verdict:
        list(sheets(io.BytesIO(book({"A1": "x", "C9": "y"})), "xlsx", replace(UPLOAD, cells=1)))
    assert str(verdict.value.finding.fix).endswith("export as CSV.")
