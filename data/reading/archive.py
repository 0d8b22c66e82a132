"""Zip archives: reads their files within limits (zip bombs), never written to disk."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath

from data.base.issue import Level
from data.reading.table import Finding, Unreadable
from data.reading.zip_errors import BROKEN
from i18n.message import msg

MAX_MEMBERS = 2_000
MAX_TOTAL = 1 << 30
MAX_RATIO = 200  # text exports shrink 5- to 30-fold, zip bombs a thousandfold
SMALL = 1 << 20  # a small member may have any ratio: repetitive text is no bomb
MAX_DEPTH = 3
_NO_DATE = 1980
_JUNK = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive; ``name`` is a path that cannot leave any folder.

    ``written`` is its date in the archive, None when that was left out.
    """

    name: str
    content: bytes
    written: datetime | None = None


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What could be taken out of an archive, and what could not."""

    members: tuple[Member, ...]
    findings: tuple[Finding, ...] = ()


def unpack(content: bytes) -> Unpacked:
    """The members of a zip. Raises Unreadable for a broken zip or one that looks like a bomb."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = [
                i
                for i in archive.infolist()
                if not (i.filename.endswith("/") or _is_junk(i.filename))
            ]
            _check(infos)
            return _read_all(archive, infos)
    except BROKEN:
        raise Unreadable(
            msg("The zip is damaged or incomplete"),
            msg("Download it again, or unzip it and import the files inside."),
        ) from None


def too_deep() -> Finding:
    """The finding for zips inside zips inside zips."""
    return Finding(
        Level.ERROR,
        msg("There are zips inside zips, too many levels deep"),
        msg("Unzip the file and import what is inside."),
    )


def _is_junk(name: str) -> bool:
    return any(part in _JUNK for part in PurePosixPath(name).parts)


def _check(infos: list[zipfile.ZipInfo]) -> None:
    swollen = any(
        i.file_size > SMALL and i.file_size > MAX_RATIO * max(i.compress_size, 1) for i in infos
    )
    if swollen or len(infos) > MAX_MEMBERS or sum(i.file_size for i in infos) > MAX_TOTAL:
        raise Unreadable(
            msg("The zip would unpack to far more data than exports hold, so it was not opened"),
            msg("Import the exports one by one."),
        )


def _read_all(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> Unpacked:
    members: list[Member] = []
    findings: list[Finding] = []
    for info in infos:
        try:
            with archive.open(info) as file:
                # The size in the directory may be false: one byte more than it says is enough to
                # know.
                content = file.read(info.file_size + 1)
        except BROKEN:
            findings.append(_locked(info.filename))
            continue
        members.append(Member(_safe_path(info.filename), content, _written(info)))
    return Unpacked(tuple(members), tuple(findings))


def _written(info: zipfile.ZipInfo) -> datetime | None:
    """The date of a member; zips have no time zone, and 1980 means that the date was left out."""
    if info.date_time[0] <= _NO_DATE:
        return None
    try:
        return datetime(*info.date_time, tzinfo=UTC)
    except ValueError:
        return None


def _safe_path(name: str) -> str:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    # Zip slip: a path must not leave the folder.
    safe = [part for part in parts if part not in {"..", ".", "/"} and not part.endswith(":")]
    return "/".join(safe) or "unnamed"


def _locked(name: str) -> Finding:
    return Finding(
        Level.ERROR,
        msg("“{name}” in the zip is damaged or has a password", name=name),
        msg("Unzip the file yourself and import what is inside."),
    )
