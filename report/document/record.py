"""JSON serialisation of reports and requests, without loss: the format of snapshots.

A value of the model is an object that names its class, days and bytes name what they are, and a
list is always a tuple. Fields that a later version adds take their defaults.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from data.base.json_values import READ_FAULTS
from data.values.decision import DecisionLever, DecisionMeasure, DecisionProposal
from i18n.message import Message, Quantity
from metrics.comparison.periods import Compare, ComparedSpan
from metrics.definitions.reasons import WhyNull
from metrics.definitions.registry import Unit
from report.document import model

VERSION = 1
_KIND = "is"
_ENUMS = (Compare, WhyNull, Unit, DecisionLever)


class UnknownRecordError(ValueError):
    """The JSON is no report that this version can read."""


def _named(kind: type) -> dict[str, type]:
    return {
        name: member
        for name, member in vars(model).items()
        if isinstance(member, type)
        and issubclass(member, kind)
        and member.__module__ == model.__name__
    }


# Snapshots name the classes of their values. A renamed class has its old name there.
_STORED: dict[type, str] = {
    model.Provenance: "Basis",
    model.ReportColumn: "Column",
    model.ReportTable: "Table",
    model.ChartShape: "Shape",
    model.SeriesRole: "Role",
}


def _stored_name(kind: type) -> str:
    return _STORED.get(kind, kind.__name__)


_CLASSES: dict[str, type] = {
    **{_stored_name(found): found for found in _named(object).values() if is_dataclass(found)},
    "Quantity": Quantity,
    "ComparedSpan": ComparedSpan,
    "DecisionProposal": DecisionProposal,
    "DecisionMeasure": DecisionMeasure,
}
_WORDS: dict[str, type[StrEnum]] = {
    **{
        _stored_name(found): found
        for found in _named(StrEnum).values()
        if issubclass(found, StrEnum)
    },
    **{found.__name__: found for found in _ENUMS},
}


def to_json(value: model.Report | model.Request | model.Brand) -> dict[str, Any]:
    """A JSON-ready value that ``from_json`` turns back into an equal one."""
    return {"version": VERSION, "value": _packed(value)}


def from_json(value: Mapping[str, Any]) -> Any:
    """What ``to_json`` described. Raises UnknownRecordError for anything else."""
    try:
        version, content = value["version"], value["value"]
    except READ_FAULTS as error:
        raise UnknownRecordError(f"this is no record: {error}") from error
    # Reading a snapshot of an unknown version could change what it said.
    if version != VERSION:
        raise UnknownRecordError(f"a record of version {version} cannot be read")
    try:
        return _unpacked(content)
    except READ_FAULTS as error:
        raise UnknownRecordError(f"this record cannot be read: {error}") from error


def _packed(value: Any) -> Any:
    if value is None or type(value) in (str, bool, int, float):
        return value
    if isinstance(value, tuple | list):
        return [_packed(item) for item in value]
    return {_KIND: _stored_name(type(value)), **_json_fields(value)}


def _json_fields(value: Any) -> dict[str, Any]:
    """The JSON fields of a value besides its class."""
    match value:
        case StrEnum():
            return {"word": value.value}
        case date():
            return {"iso": value.isoformat()}
        case bytes():
            return {"base64": b64encode(value).decode("ascii")}
        case Message():
            return value.to_json()
        case Mapping():
            return {"pairs": [[name, _packed(item)] for name, item in value.items()]}
    return {field.name: _packed(getattr(value, field.name)) for field in fields(value)}


_PLAIN: dict[str, Callable[[dict[str, Any]], Any]] = {
    "date": lambda parts: date.fromisoformat(parts["iso"]),
    "datetime": lambda parts: datetime.fromisoformat(parts["iso"]),
    "bytes": lambda parts: b64decode(parts["base64"]),
    "Message": Message.from_json,
    "dict": lambda parts: {name: _unpacked(one) for name, one in parts["pairs"]},
}


def _unpacked(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_unpacked(item) for item in value)
    if not isinstance(value, dict):
        return value
    parts = {name: part for name, part in value.items() if name != _KIND}
    return _made(str(value.get(_KIND)), parts)


def _made(kind: str, parts: dict[str, Any]) -> Any:
    if kind in _PLAIN:
        return _PLAIN[kind](parts)
    if kind in _WORDS:
        return _WORDS[kind](parts["word"])
    if kind in _CLASSES:
        return _CLASSES[kind](**{name: _unpacked(item) for name, item in parts.items()})
    raise UnknownRecordError(f"a record of kind {kind} cannot be read")
