"""Reports that are kept: ``python -m report list | again | snapshots | snapshot``."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from cli.options import open_store, print_json, print_lines
from cli.report_output import (
    OutputRequest,
    answer,
    days,
    language_option,
    output_options,
    print_result,
    snapshot_option,
    writing,
)
from data.base.message import msg
from data.store.reports import ChangedSnapshotError, Snapshot
from i18n.catalogue import DEFAULT, languages
from report.document.record import UnknownRecordError
from report.document.repository import Saved, find, next_period, open_snapshot, save, saved
from report.wording import render

_NOT_SAVED = msg(
    "No report is saved under this name. `python -m report list` tells the names.",
    fr="Aucun rapport n’est enregistré sous ce nom. `python -m report list` affiche les noms.",
)
_NO_REPORTS = msg("No report is saved yet.", fr="Aucun rapport n’est encore enregistré.")
_NO_SNAPSHOTS = msg("No snapshot was taken yet.", fr="Aucun instantané n’a encore été pris.")
_NOT_TAKEN = msg(
    "There is no such snapshot. `python -m report snapshots` tells those that were kept.",
    fr="Cet instantané n’existe pas. `python -m report snapshots` affiche ceux qui sont conservés.",
)


@click.command("list")
@language_option
@output_options
def listed(location: str, state_url: str | None, as_json: bool, language: str) -> None:
    """The reports that are saved."""
    with open_store(location, state_url) as store:
        found = saved(store.state)
    if as_json:
        print_json([_saved(one) for one in found])
        return
    lines = [f"{one.name}  {one.request.start} – {one.request.end}" for one in found]
    print_lines(lines or [render.said(_NO_REPORTS, language)])


def _saved(one: Saved) -> dict[str, Any]:
    return {
        "name": one.name,
        "period": days(one.request.start, one.request.end),
        "language": one.request.language,
        "audience": one.request.audience.value,
        "saved_at": one.saved_at.isoformat(),
    }


@click.command("again")
@click.argument("name")
@writing
@click.option(
    "--lang",
    "language",
    type=click.Choice(languages()),
    help="Another language than the report's own.",
)
@snapshot_option
@output_options
def again(
    name: str,
    location: str,
    state_url: str | None,
    as_json: bool,
    language: str | None,
    kept_as: str | None,
    **asked: Any,
) -> None:
    """Write a saved report for the period after its own, which it then is about."""
    wanted = OutputRequest.of(asked)
    with open_store(location, state_url) as store:
        found = find(store.state, name)
        if found is None:
            raise click.ClickException(render.said(_NOT_SAVED, language or DEFAULT))
        after = next_period(found.request)
        request = replace(after, language=language or after.language)
        answer(store, request, wanted, as_json=as_json, kept_as=kept_as, report_id=found.id)
        save(store.state, name, after)


@click.command("snapshots")
@language_option
@output_options
def snapshots(location: str, state_url: str | None, as_json: bool, language: str) -> None:
    """The reports that were kept for good, the newest first."""
    with open_store(location, state_url) as store:
        found = store.state.reports.snapshots()
    if as_json:
        print_json([_snapshot(one) for one in found])
        return
    lines = [
        f"{one.id}  {one.name}  {one.start} – {one.end}  {one.taken_at:%Y-%m-%d %H:%M} UTC"
        for one in found
    ]
    print_lines(lines or [render.said(_NO_SNAPSHOTS, language)])


def _snapshot(one: Snapshot) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "period": days(one.start, one.end),
        "taken_at": one.taken_at.isoformat(),
        "sha256": one.sha256,
    }


@click.command("snapshot")
@click.argument("snapshot_id")
@writing
@language_option
@output_options
def snapshot(
    snapshot_id: str,
    location: str,
    state_url: str | None,
    as_json: bool,
    language: str,
    **asked: Any,
) -> None:
    """Write a snapshot once more, exactly as it was."""
    wanted = OutputRequest.of(asked)
    with open_store(location, state_url) as store:
        try:
            report = open_snapshot(store.state, snapshot_id)
        except KeyError as error:
            raise click.ClickException(render.said(_NOT_TAKEN, language)) from error
        except (ChangedSnapshotError, UnknownRecordError) as error:
            raise click.ClickException(str(error)) from error
    print_result(report, wanted.write(report), snapshot_id, as_json=as_json)
