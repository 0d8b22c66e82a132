"""``python -m cli.docs.licences``: the licences of the installed dependencies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import cast

import click

from cli.docs.import_graph import ROOT

# “babel==2.18.0 \” and “polars[timezone]==2.1.0 ; …” are pins; comments and the indented lines of
# hashes are not.
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)
_CLASSIFIER = "License :: OSI Approved :: "
_LONGEST = 60  # a licence field can hold the whole text of a licence


def licences(requirements: Path) -> Iterator[tuple[str, str, str]]:
    """Name, version and licence of every pinned package, by name; empty where it is not installed.

    The licence is the SPDX expression where the package gives one, else its classifiers, else the
    first line of its licence field.
    """
    # A package may be pinned twice, for older and newer Pythons: what is installed counts once.
    for name, version in dict(_PINNED.findall(requirements.read_text("utf-8"))).items():
        try:
            found = distribution(name)
        except PackageNotFoundError:  # pinned for another system or Python
            yield name, version, ""
        else:
            yield name, found.version, licence(found)


def licence(package: Distribution) -> str:
    """What a package says of its licence; “unknown” where it says nothing."""
    about = cast("Message[str, str]", package.metadata)
    expression = about.get("License-Expression")
    if expression:
        return expression
    named = [c.removeprefix(_CLASSIFIER) for c in about.get_all("Classifier") or () if c.startswith(_CLASSIFIER)]  # fmt: skip
    if named:
        return ", ".join(named)
    written = (about.get("License") or "").strip().splitlines()
    return written[0][:_LONGEST] if written else "unknown"


@click.command()
@click.option(
    "--requirements",
    default=ROOT / "requirements.txt",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The pinned requirements to look at.",
)
def main(requirements: Path) -> None:
    """List name, version and licence of every package that Utmost installs."""
    for name, version, terms in licences(requirements):
        click.echo(f"{name:32} {version:16} {terms or '(not installed here)'}")


if __name__ == "__main__":
    main(prog_name="python -m cli.docs.licences")
