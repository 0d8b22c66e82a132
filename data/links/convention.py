"""The UTM naming convention: allowed values, spelling, required tags and templates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data.base.json_values import from_json, stored_as, stored_by, to_json
from data.links.template import Template
from data.values.condition import text, texts
from data.values.tags import PARTS

SETTING = "link_convention"
SEPARATORS = ("-", "_", ".", "")
"""Separators between words; the empty one means any."""
SEPARATED = ("campaign", "content", "term")
REQUIRED = ("source", "medium", "campaign")


class ConventionError(ValueError):
    """A convention that cannot be read; the message says which part."""


@stored_as(pairs=("templates",))
@dataclass(frozen=True, slots=True)
class Convention:
    """Allowed sources and mediums (none: any), spelling, required tags, templates by tag.

    The separator concerns campaign, content and term without a template: sources are often hosts,
    and GA4 itself writes some mediums with an underscore.
    """

    sources: tuple[str, ...] = ()
    mediums: tuple[str, ...] = ()
    lower: bool = True
    separator: str = "-"
    required: tuple[str, ...] = REQUIRED
    templates: tuple[tuple[str, str], ...] = ()

    def template(self, part: str) -> Template | None:
        """The template of a tag, if it has one."""
        written = dict(self.templates).get(part)
        return None if written is None else Template(written)

    def allowed(self, part: str) -> tuple[str, ...]:
        """The values that a tag may have, none where any is allowed."""
        return {"source": self.sources, "medium": self.mediums}.get(part, ())

    def shaped(self, part: str, value: str) -> str:
        """A value in the team's spelling: small letters, one separator between words.

        >>> Convention().shaped("campaign", " Spring  Sale_2026 ")
        'spring-sale-2026'
        """
        shaped = value.strip().lower() if self.lower else value.strip()
        # Sources are often hosts, and GA4 itself writes paid_social: their separators stay.
        if part not in SEPARATED or not self.separator or self.template(part) is not None:
            return shaped
        return re.sub(r"[\s_\-]+", lambda _: self.separator, shaped)

    def word(self, value: str) -> str:
        """A value as a field of a template has it: words joined by hyphens.

        >>> Convention().word("Home  owners")
        'home-owners'
        """
        joined = "-".join(value.split())
        return joined.lower() if self.lower else joined


def _read(value: Any) -> Convention:
    """The convention that a file or the store describes. Raises ConventionError otherwise."""
    if not isinstance(value, Mapping):
        raise ConventionError("This is no naming convention.")
    given = {**to_json(Convention()), **value}
    try:
        read = {name: texts(given, name) for name in ("sources", "mediums", "required")}
        separator = text(given, "separator")
    except ValueError as error:
        raise ConventionError(str(error)) from error
    if separator not in SEPARATORS or not isinstance(given["lower"], bool):
        raise ConventionError("“separator” or “lower” has a value that is not known.")
    unknown = [part for part in read["required"] if part not in PARTS]
    if unknown:
        raise ConventionError(f"“{unknown[0]}” is no tag; choose from {', '.join(PARTS)}.")
    templates = _templates(given["templates"])
    return Convention(
        read["sources"], read["mediums"], given["lower"], separator, read["required"], templates
    )


stored_by(Convention, read=_read)


def _templates(value: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, Mapping):
        raise ConventionError("“templates” is not a list of tags and templates.")
    for part, written in value.items():
        if part not in PARTS or not isinstance(written, str) or not Template(written).valid:
            raise ConventionError(
                f"The template of “{part}” cannot be used: write fields in braces, each once."
            )
    return tuple((part, value[part]) for part in PARTS if part in value)


def convention_of(stored: Any) -> Convention | None:
    """The convention in the setting. Raises what ``READ_FAULTS`` lists where it is damaged."""
    return None if stored is None else from_json(Convention, stored)
