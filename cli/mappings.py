"""``python -m data mappings``: the mappings of columns that were confirmed, to keep and share."""

from __future__ import annotations

import json
from pathlib import Path

import click

from cli.options import (
    common_options,
    open_store,
    print_json,
    print_lines,
    state_option,
    store_option,
)
from data.values.column_mapping import ColumnMapping, MappingError


@click.group("mappings")
def mappings() -> None:
    """List, share and forget the mappings of files that no source knows."""


@mappings.command("list")
@common_options
def list_(location: str, state_url: str | None, as_json: bool, language: str) -> None:  # noqa: ARG001  # every command takes them
    """List the mappings, with what each column fills."""
    with open_store(location, state_url) as store:
        kept = store.state.mappings.all()
    if as_json:
        print_json([{"id": mapping.id, **mapping.to_json()} for mapping in kept])
    else:
        print_lines(_told(mapping) for mapping in kept)


@mappings.command("show")
@click.argument("mapping_id")
@store_option
@state_option
def show(mapping_id: str, location: str, state_url: str | None) -> None:
    """Write one mapping as JSON, for another store."""
    with open_store(location, state_url) as store:
        mapping = store.state.mappings.get(mapping_id)
    if mapping is None:
        raise click.ClickException(f"There is no mapping {mapping_id}.")
    print_json(mapping.to_json())


@mappings.command("add")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@store_option
@state_option
def add(paths: tuple[Path, ...], location: str, state_url: str | None) -> None:
    """Keep mappings from JSON files; one for the same header is replaced."""
    with open_store(location, state_url) as store:
        for path in paths:
            try:
                mapping = ColumnMapping.from_json(json.loads(path.read_text("utf-8")))
            except (MappingError, ValueError) as error:
                raise click.ClickException(f"{path}: {error}") from error
            store.state.mappings.save(mapping)
            click.echo(_told(mapping))


@mappings.command("remove")
@click.argument("mapping_id")
@store_option
@state_option
def remove(mapping_id: str, location: str, state_url: str | None) -> None:
    """Forget a mapping; what was imported by it stays."""
    with open_store(location, state_url) as store:
        if not store.state.mappings.remove(mapping_id):
            raise click.ClickException(f"There is no mapping {mapping_id}.")
    click.echo(mapping_id)


def _told(mapping: ColumnMapping) -> str:
    pairs = ", ".join(f"{name} → {to}" for name, to in mapping.columns)
    return f"{mapping.id}  {mapping.name}  {mapping.table}  {mapping.place or '-'}  {pairs}"
