"""``python -m data mappings``: saved column mappings of files that no source recognises."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import click

from changes.mappings import remove_mapping, save_mapping
from cli.options import Call, by_option, common_options, print_json, print_lines
from data.base.json_values import from_json, to_json
from data.values.audit import Actor
from data.values.column_mapping import ColumnMapping, MappingError


@click.group("mappings")
def mappings() -> None:
    """List, share and delete column mappings of files that no source recognises."""


@mappings.command("list")
@common_options
def list_(call: Call) -> None:
    """List the mappings, with the field that each column fills."""
    with call.store() as store:
        stored = store.state.mappings.all()
    _print_mappings(call, stored)


@mappings.command("show")
@click.argument("mapping_id")
@common_options
def show(call: Call, mapping_id: str) -> None:
    """Write one mapping as JSON, for another store."""
    with call.store() as store:
        mapping = store.state.mappings.get(mapping_id)
    if mapping is None:
        raise click.ClickException(f"There is no mapping {mapping_id}.")
    print_json(to_json(mapping))


@mappings.command("add")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@by_option
@common_options
def add(call: Call, paths: tuple[Path, ...], who: Actor) -> None:
    """Save mappings from JSON files; one with the same header is replaced."""
    added: list[ColumnMapping] = []
    with call.store() as store:
        for path in paths:
            try:
                mapping = from_json(ColumnMapping, json.loads(path.read_text("utf-8")))
            except (MappingError, ValueError) as error:
                raise click.ClickException(f"{path}: {error}") from error
            save_mapping(store, mapping, who)
            added.append(mapping)
    _print_mappings(call, added)


@mappings.command("remove")
@click.argument("mapping_id")
@by_option
@common_options
def remove(call: Call, mapping_id: str, who: Actor) -> None:
    """Delete a mapping; data imported with it stays."""
    with call.store() as store:
        if not remove_mapping(store, mapping_id, who):
            raise click.ClickException(f"There is no mapping {mapping_id}.")
    if call.as_json:
        print_json({"id": mapping_id, "removed": True})
    else:
        click.echo(mapping_id)


def _print_mappings(call: Call, found: Iterable[ColumnMapping]) -> None:
    if call.as_json:
        print_json([{"id": mapping.id, **to_json(mapping)} for mapping in found])
    else:
        print_lines(_line(mapping) for mapping in found)


def _line(mapping: ColumnMapping) -> str:
    pairs = ", ".join(f"{name} → {to}" for name, to in mapping.columns)
    return f"{mapping.id}  {mapping.name}  {mapping.table}  {mapping.place or '-'}  {pairs}"
