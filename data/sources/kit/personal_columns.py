"""Personal data columns that no figure needs: declared so that their cells are stored hashed."""

from __future__ import annotations

from data.sources.kit.spec import FieldSpec, column


def private(*names: str) -> tuple[FieldSpec, ...]:
    """Helper fields for columns of these names; a sheet lists them with ``hidden``.

    >>> [field.to for field in private("Author", "Avatar")]
    ['_private_0', '_private_1']
    """
    return tuple(column(f"_private_{at}", en=name) for at, name in enumerate(names))


def hidden(fields: tuple[FieldSpec, ...]) -> tuple[str, ...]:
    """The names of the fields that ``private`` made, for ``SheetSpec.personal``."""
    return tuple(field.to for field in fields if field.to.startswith("_private_"))
