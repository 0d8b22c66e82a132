"""Shared output of the report commands: file formats, draft e-mail, snapshot, printed result."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from changes.reports import take_snapshot
from cli.options import Call, print_json
from data.store import Store
from data.values.audit import Actor
from i18n.message import msg
from report.build import build
from report.document.model import Report, Request
from report.evidence.context import ReportContext
from report.formats import formats
from report.formats.mail import draft
from report.wording import render
from report.wording.currency_note import currency_note

_F = TypeVar("_F", bound=Callable[..., Any])
_ATTACHED = "pdf"
_NOTHING = msg(
    "No data for this period, so there is no report. Import the files that cover it, or choose "
    "another period."
)
_PATH = click.Path(path_type=Path)
snapshot_option = click.option(
    "--snapshot", "kept_as", help="Save a snapshot of the finished report under this name."
)


@dataclass(frozen=True, slots=True)
class OutputRequest:
    """The output that a command was asked for: a file in one format, a draft e-mail, or both."""

    form: str | None
    out: Path | None
    eml: Path | None

    @classmethod
    def of(cls, asked: Mapping[str, Any]) -> OutputRequest:
        """Reads the options. Raises click.UsageError when they are incomplete."""
        wanted = cls(asked["form"], asked["out"], asked["eml"])
        whole = wanted.form is not None and wanted.out is not None
        # One of --format and --out without the other is a slip, also next to --eml.
        if not whole and (wanted.form or wanted.out or wanted.eml is None):
            raise click.UsageError("say what to write and where: --format and --out, or --eml")
        return wanted

    def write(self, report: Report) -> list[dict[str, Any]]:
        """Writes the files and returns their names and sizes."""
        made = []
        if self.form and self.out:
            made.append(_file(self.out, formats()[self.form].write(report)))
        if self.eml:
            attached = formats()[_ATTACHED]
            made.append(_file(self.eml, draft(report, attached.write(report), attached)))
        return made


def _file(path: Path, content: bytes) -> dict[str, Any]:
    path.write_bytes(content)
    return {"file": str(path), "bytes": len(content)}


def writing(command: _F) -> _F:
    """The options of the output: format, file and draft e-mail."""
    for option in (
        click.option("--eml", type=_PATH, help="Write a draft e-mail with the report as PDF."),
        click.option("--out", type=_PATH, help="The file to write."),
        click.option(
            "--format", "form", type=click.Choice(sorted(formats())), help="The format of the file."
        ),
    ):
        command = option(command)
    return command


def answer(
    call: Call,
    store: Store,
    request: Request,
    wanted: OutputRequest,
    *,
    who: Actor,
    kept_as: str | None = None,
    report_id: str | None = None,
) -> Report:
    """Builds the report, writes it, saves a snapshot if asked for, and prints the result."""
    report = build(ReportContext.of(store), request, now=datetime.now(UTC))
    if report.as_of is None:
        raise click.ClickException(render.said(_NOTHING, request.language))
    files = wanted.write(report)
    shot = take_snapshot(store, report, kept_as, who, report_id=report_id) if kept_as else None
    print_result(call, report, files, shot.id if shot else None)
    return report


def check_currency(report: Report) -> None:
    """Raises click.ClickException where amounts are not in the currency that was requested.

    It runs after everything is written, for the report says so itself.
    """
    if note := currency_note(report):
        raise click.ClickException(note)


def print_result(
    call: Call, report: Report, files: list[dict[str, Any]], snapshot: str | None
) -> None:
    """Prints the headline and the written files."""
    summary = _json(report) | {"files": files, "snapshot": snapshot}
    if call.as_json:
        print_json(summary)
        return
    click.echo(summary["headline"])
    for file in files:
        click.echo(file["file"])
    if snapshot is not None:
        click.echo(snapshot)


def _json(report: Report) -> dict[str, Any]:
    language = report.request.language
    return {
        "period": days(report.request.start, report.request.end),
        "compared": report.compared and days(*report.compared),
        "language": language,
        "as_of": report.as_of and report.as_of.isoformat(),
        "headline": render.sentence(report.headline, language),
        "unconverted": list(report.unconverted),
        "sections": [
            {"id": section.id, "title": render.sentence(section.title, language)}
            for section in report.sections
        ],
    }


def days(start: date, end: date) -> dict[str, str]:
    """A period in JSON."""
    return {"from": start.isoformat(), "to": end.isoformat()}
