"""Saved reports and snapshots: ``python -m report list | again | snapshots | snapshot``."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from changes.reports import save_report
from cli.options import (
    Call,
    by_option,
    common_options,
    common_options_of_saved,
    print_json,
    print_lines,
)
from cli.report_output import (
    OutputRequest,
    answer,
    check_currency,
    days,
    print_result,
    snapshot_option,
    writing,
)
from data.store.reports import ChangedSnapshotError, Snapshot
from data.values.audit import Actor
from i18n.catalogue import DEFAULT
from i18n.message import msg
from report.document.record import UnknownRecordError
from report.document.repository import Saved, find, next_period, open_snapshot, saved
from report.wording import render

_NOT_SAVED = msg("No report is saved under this name. See the names: python -m report list")
_NO_REPORTS = msg(
    "No report is saved yet. Save one: python -m report --from DAY --to DAY --save NAME"
)
_NO_SNAPSHOTS = msg(
    "No snapshot is saved yet. Create one: python -m report --from DAY --to DAY --snapshot NAME"
)
_NOT_TAKEN = msg("There is no such snapshot. See the list: python -m report snapshots")


@click.command("list")
@common_options
def listed(call: Call) -> None:
    """List the saved reports."""
    with call.store() as store:
        found = saved(store.state)
    if call.as_json:
        print_json([_saved(one) for one in found])
        return
    lines = [f"{one.name}  {one.request.start} – {one.request.end}" for one in found]
    print_lines(lines or [render.said(_NO_REPORTS, call.language)])


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
@snapshot_option
@by_option
@common_options_of_saved
def again(call: Call, name: str, kept_as: str | None, who: Actor, **asked: Any) -> None:
    """Write a saved report for its next period, and save that period in it."""
    wanted = OutputRequest.of(asked)
    with call.store() as store:
        found = find(store.state, name)
        if found is None:
            raise click.ClickException(render.said(_NOT_SAVED, call.language or DEFAULT))
        after = next_period(found.request)
        request = replace(after, language=call.language or after.language)
        report = answer(call, store, request, wanted, who=who, kept_as=kept_as, report_id=found.id)
        check_currency(report)
        # Last, so that a run that failed can be repeated; “after” because --lang is for this run
        # only.
        save_report(store, name, after, who)


@click.command("snapshots")
@common_options
def snapshots(call: Call) -> None:
    """List the snapshots, the newest first."""
    with call.store() as store:
        found = store.state.reports.snapshots()
    if call.as_json:
        print_json([_snapshot(one) for one in found])
        return
    lines = [
        f"{one.id}  {one.name}  {one.start} – {one.end}  {one.taken_at:%Y-%m-%d %H:%M} UTC"
        for one in found
    ]
    print_lines(lines or [render.said(_NO_SNAPSHOTS, call.language)])


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
@common_options
def snapshot(call: Call, snapshot_id: str, **asked: Any) -> None:
    """Write a snapshot again, unchanged."""
    wanted = OutputRequest.of(asked)
    with call.store() as store:
        try:
            report = open_snapshot(store.state, snapshot_id)
        except KeyError as error:
            raise click.ClickException(render.said(_NOT_TAKEN, call.language)) from error
        except (ChangedSnapshotError, UnknownRecordError) as error:
            raise click.ClickException(str(error)) from error
    print_result(call, report, wanted.write(report), snapshot_id)
    check_currency(report)
