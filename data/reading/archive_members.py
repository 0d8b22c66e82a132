"""Zips opened file by file through all levels, on one budget; runs in the child process."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import BinaryIO

from data.base.issue import Level
from data.base.json_values import to_json
from data.reading.child import Item
from data.reading.limits import UPLOAD, Limits, OverLimit, UploadBudget
from data.reading.sniff import WORKBOOKS, FileKind, kind_of
from data.reading.table import Finding, Unreadable
from data.reading.workbook_sheets import read_sheets
from data.reading.zip_directory import directory_size
from data.reading.zip_errors import BROKEN
from i18n.message import msg

_UNIX = 3  # the system that wrote an entry
_NO_DATE = 1980
_JUNK = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")


def members(file: BinaryIO, limits: Limits = UPLOAD) -> Iterator[Item]:
    """The files of a zip, and of the zips in it, each with its bytes.

    ``kind`` of an item is ``file``, or ``archive`` up to the next ``end``; ``sheet`` for each sheet of
    the workbook before it, as Arrow; ``finding`` for what could not be taken out. Raises
    Unreadable for a broken zip, and where the budget of all levels is over a limit.
    """
    yield from _walk(file, UploadBudget(file.seek(0, io.SEEK_END), limits), 1)


def _walk(file: BinaryIO, budget: UploadBudget, depth: int) -> Iterator[Item]:
    listed = directory_size(file)
    if listed is not None and listed > budget.limits.listed:
        budget.add_members(budget.limits.members + 1)
    try:
        with zipfile.ZipFile(file) as archive:
            infos = archive.infolist()
            budget.add_members(len(infos))
            infos = [i for i in infos if not (i.is_dir() or _is_junk(i.filename))]
            budget.check_declared(sum(info.file_size for info in infos))
            for info in infos:
                yield from _member(archive, info, budget, depth)
    except BROKEN:
        raise Unreadable(
            msg("The zip is damaged or incomplete"),
            msg("Download it again, or unzip it and import the files inside."),
        ) from None


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: UploadBudget, depth: int
) -> Iterator[Item]:
    name = _safe_path(info.filename)
    if _is_special(info):
        yield _finding(_special(name))
        return
    budget.check_member(info.file_size)
    # What is read of a file is never more than the list says, which may claim too much only.
    budget.add_bytes(info.file_size, info.compress_size)
    try:
        content = archive.read(info)
    except BROKEN:
        yield _finding(_locked(name))
        return
    about = {"name": name, "written": _written(info)}
    kind = _kind(content)
    if kind is FileKind.ZIP and depth < budget.limits.depth:
        yield Item({"kind": "archive", **about}, content)
        try:
            yield from _walk(io.BytesIO(content), budget, depth + 1)
        except OverLimit:
            raise  # the budget is that of the whole upload
        except Unreadable as damaged:
            yield _finding(damaged.finding)
        yield Item({"kind": "end"})
        return
    yield Item({"kind": "file", **about}, content)
    if kind is FileKind.ZIP:
        yield _finding(_too_deep(), inside=True)
    elif kind in WORKBOOKS:
        yield from _sheets(content, kind, budget)


def _sheets(content: bytes, kind: FileKind, budget: UploadBudget) -> Iterator[Item]:
    try:
        yield from read_sheets(content, kind, budget)
    except OverLimit:
        raise
    except Unreadable as verdict:
        yield _finding(verdict.finding, inside=True)


def _finding(finding: Finding, *, inside: bool = False) -> Item:
    """What cannot be read: something of this archive, or, ``inside``, the file just handed over."""
    return Item({"kind": "finding", "inside": inside, "finding": to_json(finding)})


def _kind(content: bytes) -> FileKind | None:
    try:
        return kind_of(content)
    except Unreadable:
        return None


def _is_junk(name: str) -> bool:
    return any(part in _JUNK for part in PurePosixPath(name).parts)


def _is_special(info: zipfile.ZipInfo) -> bool:
    """Whether a member is a link, a device or a pipe; programs of Windows say nothing of it."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    return info.create_system == _UNIX and kind not in {0, stat.S_IFREG}


def _written(info: zipfile.ZipInfo) -> str | None:
    """The date of a member; zips have no time zone, and 1980 means that the date was left out."""
    if info.date_time[0] <= _NO_DATE:
        return None
    try:
        return datetime(*info.date_time, tzinfo=UTC).isoformat()
    except ValueError:
        return None


def _safe_path(name: str) -> str:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    # Zip slip: a path must not leave the folder.
    safe = [part for part in parts if part not in {"..", ".", "/"} and not part.endswith(":")]
    return "/".join(safe) or "unnamed"


def _too_deep() -> Finding:
    return Finding(
        Level.ERROR,
        msg("There are zips inside zips, too many levels deep"),
        msg("Unzip the file and import what is inside."),
    )


def _special(name: str) -> Finding:
    return Finding(
        Level.ERROR,
        msg("“{name}” in the zip is a link, a device or a pipe, not a file", name=name),
        msg("Unzip the file yourself and import what is inside."),
    )


def _locked(name: str) -> Finding:
    return Finding(
        Level.ERROR,
        msg("“{name}” in the zip is damaged or has a password", name=name),
        msg("Unzip the file yourself and import what is inside."),
    )
