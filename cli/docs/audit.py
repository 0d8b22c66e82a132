"""``python -m cli.docs.audit``: whether what is installed with Utmost is pinned, allowed and free of known weaknesses.

Works offline, from the repository alone: the pinned requirements, the short lists they are compiled
from, what the installed packages say of themselves, and a stored list of advisories.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import click
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from cli.docs.import_graph import ROOT
from cli.docs.licences import licences

ADVISORIES = Path(__file__).with_name("advisories.json")
LISTS = (("requirements.in", "requirements.txt"), ("requirements-dev.in", "requirements-dev.txt"))
OLDEST = 90  # days: an older list of advisories is warned of
ALLOWED = frozenset(
    {
        *(
            "0BSD",
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "CC0-1.0",
            "MIT",
            "MIT-0",
            "MIT-CMU",
        ),
        *("PSF-2.0", "Zlib", "ISC", "Unlicense"),
        # may be used unchanged next to a program under any terms
        *("LGPL-3.0-only", "MPL-2.0", "OFL-1.1"),
        # as classifiers and older fields write them
        *("3-Clause BSD License", "Apache License 2.0", "Apache Software License", "BSD License"),
        *(
            "MIT License",
            "Mozilla Public License 2.0 (MPL 2.0)",
            "SIL Open Font License 1.1 (OFL-1.1)",
        ),
    }
)
"""The licences of what is installed with Utmost. A further one is added on purpose."""
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")


@dataclass(frozen=True, slots=True)
class Pinned:
    """One requirement of a lock: its name, its one version, and for whom it is there."""

    name: str
    version: str
    hashes: int
    via: frozenset[str]


def read_lock(text: str) -> tuple[tuple[Pinned, ...], tuple[str, ...]]:
    """The pins of compiled requirements, and the lines that are none."""
    pins: list[Pinned] = []
    strange: list[str] = []
    for block in re.split(r"\n(?=[^\s#])", re.sub(r"\A(#.*\n)+", "", text)):
        lines = block.splitlines()
        if not lines or not lines[0].strip():
            continue
        try:
            found = Requirement(lines[0].rstrip(" \\"))
        except InvalidRequirement:
            strange.append(lines[0])
            continue
        exact = [one.version for one in found.specifier if one.operator == "=="]
        if len(exact) != 1 or len(found.specifier) != 1 or "*" in exact[0] or found.url:
            strange.append(lines[0])
            continue
        notes = [line.strip(" #").removeprefix("via").strip() for line in lines if "#" in line]
        via = frozenset(filter(None, notes))
        pins.append(Pinned(canonicalize_name(found.name), exact[0], len(_HASH.findall(block)), via))
    return tuple(pins), tuple(strange)


def read_list(text: str) -> frozenset[str]:
    """The names in a short list of requirements."""
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return frozenset(
        canonicalize_name(Requirement(line).name) for line in lines if line and line[0] != "-"
    )


def lock_faults(listed: str, locked: str, name: str) -> Iterator[str]:
    """What is wrong with a lock by itself and against its short list, which is called ``name``."""
    pins, strange = read_lock(locked)
    yield from (f"not pinned to one version: {line}" for line in strange)
    yield from (f"no hashes: {pin.name}" for pin in pins if not pin.hashes)
    names = {pin.name for pin in pins}
    wanted = read_list(listed)
    yield from (f"listed in {name} but not locked: {one}" for one in sorted(wanted - names))
    direct = f"-r {name}"
    for pin in pins:
        if direct in pin.via and pin.name not in wanted:
            yield f"locked but not listed in {name}: {pin.name}"
        if direct not in pin.via and pin.name in wanted:
            yield f"listed in {name}, but the lock does not know: {pin.name}"
        # “-c requirements.txt” only says which version; somebody has to want the package.
        wanting = {one for one in pin.via if not one.startswith("-c ")}
        if not wanting:
            yield f"nothing needs: {pin.name}"
        lost = {canonicalize_name(o) for o in wanting if not o.startswith("-r ")} - names
        yield from (f"{pin.name} is there for {one}, which is not locked" for one in sorted(lost))


def need_faults(pins: Iterable[Pinned]) -> Iterator[str]:
    """What the installed packages need that the lock does not have, or has in another version."""
    versions: dict[str, list[str]] = {}
    for pin in pins:
        versions.setdefault(pin.name, []).append(pin.version)
    for name, locked in sorted(versions.items()):
        try:
            package = distribution(name)
        except PackageNotFoundError:  # for another system or Python
            continue
        if package.version not in locked:
            yield f"{name} {package.version} is installed, {' or '.join(locked)} is locked"
        for text in package.requires or ():
            need = Requirement(text)
            if need.marker is not None and not need.marker.evaluate({"extra": ""}):
                continue
            found = versions.get(canonicalize_name(need.name), [])
            if not any(need.specifier.contains(one, prereleases=True) for one in found):
                yield f"{name} needs {need.name}{need.specifier}, the lock has {found or 'none'}"


def licence_faults(requirements: Path) -> Iterator[str]:
    """Packages under terms that are not allowed."""
    for name, _version, terms in licences(requirements):
        if terms and not is_allowed(terms):
            yield f"licence not allowed: {name} ({terms})"


def is_allowed(terms: str) -> bool:
    """Whether one of several licences to choose from, or all that hold together, are allowed.

    >>> is_allowed("MIT OR GPL-3.0-only"), is_allowed("MIT AND GPL-3.0-only")
    (True, False)
    """
    choices = [re.split(r" AND |, ", part) for part in re.split(r" OR ", terms.strip("()"))]
    return any(all(one.strip(" ()") in _BARE for one in part) for part in choices)


_BARE = frozenset(name.strip(" ()") for name in ALLOWED)


def weaknesses(pins: Iterable[Pinned], advisories: Mapping[str, Any]) -> Iterator[str]:
    """Pinned versions that an advisory names."""
    for pin in pins:
        for one in advisories["packages"].get(pin.name, ()):
            if is_affected(pin.version, one):
                names = ", ".join((one["id"], *one["aliases"]))
                yield f"known weakness: {pin.name} {pin.version} ({names})"


def is_affected(version: str, advisory: Mapping[str, Any]) -> bool:
    """Whether an advisory in the OSV form names a version, by itself or by a range."""
    if version in advisory["versions"]:
        return True
    ours = Version(version)
    for events in advisory["ranges"]:
        inside = False
        for event in events:  # in order: introduced, fixed, introduced again …
            [(kind, text)] = event.items()
            edge = Version("0" if text == "0" else text)
            if kind == "introduced" and ours >= edge:
                inside = True
            if (kind == "fixed" and ours >= edge) or (kind == "last_affected" and ours > edge):
                inside = False
        if inside:
            return True
    return False


def age_warning(advisories: Mapping[str, Any], today: date) -> str | None:
    """What to say of a list of advisories that is old; None for a newer one."""
    days = (today - date.fromisoformat(advisories["date"])).days
    if days <= OLDEST:
        return None
    return (
        f"the list of advisories is {days} days old ({advisories['date']}). Online: make advisories"
    )


def audit(root: Path = ROOT) -> list[str]:
    """Everything that is wrong; empty where nothing is."""
    advisories = json.loads(ADVISORIES.read_text("utf-8"))
    found: list[str] = []
    every: dict[tuple[str, str], Pinned] = {}
    for listed, locked in LISTS:
        text = (root / locked).read_text("utf-8")
        pins, _strange = read_lock(text)
        every |= {(pin.name, pin.version): pin for pin in pins}
        found += lock_faults((root / listed).read_text("utf-8"), text, listed)
    found += need_faults(every.values())
    found += licence_faults(root / LISTS[0][1])
    found += weaknesses(every.values(), advisories)
    return found


@click.command()
def main() -> None:
    """Check the pinned requirements; exit status 1 where something is wrong."""
    advisories = json.loads(ADVISORIES.read_text("utf-8"))
    old = age_warning(advisories, datetime.now(UTC).date())
    if old is not None:
        click.echo(f"warning: {old}", err=True)
    found = audit()
    for line in found:
        click.echo(line, err=True)
    if found:
        sys.exit(1)
    click.echo(
        "All requirements are pinned and allowed; the advisories of "
        f"{advisories['date']} name none of them."
    )


if __name__ == "__main__":
    main(prog_name="python -m cli.docs.audit")
