"""Import preview: parses a waiting upload with some answers, before anything is imported."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from data.imports.open_file import LARGE
from data.imports.own_accounts import own_accounts
from data.imports.upload import present_day, waiting_upload
from data.sources import registry
from data.sources.kit.parse_result import ParseResult
from data.store import Store

_HEAD = 1 << 20


def preview(
    store: Store, sha256: str, answers: Mapping[str, str], *, today: date | None = None
) -> ParseResult:
    """The upload read with the answers that it asks for; of a large text only the beginning.

    Raises KeyError when no such upload waits.
    """
    waiting = waiting_upload(store, sha256)
    with store.raw.open(sha256) as file:
        content = file.read(LARGE)
    if len(content) == LARGE:  # a large text: whole records of its beginning are enough
        content = content[: content.rfind(b"\n", 0, _HEAD) + 1]
    read = partial(
        registry.load,
        waiting.file,
        content,
        today=today or present_day(),
        mappings=store.state.mappings.all(),
        accounts=own_accounts(store),
    )
    [part] = read(answers)
    return part.loaded
