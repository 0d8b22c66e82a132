"""Prefetching: makes the next item in a thread while the present one is in use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
_END = object()


def prefetch(items: Iterable[T]) -> Iterator[T]:
    """The items in their order, each made by another thread while its forerunner is in use.

    What making one raises is raised here in its place.
    """
    source = iter(items)
    with ThreadPoolExecutor(1) as executor:
        coming = executor.submit(next, source, _END)
        while (item := coming.result()) is not _END:
            coming = executor.submit(next, source, _END)
            yield item  # type: ignore[misc]  # the end is no item
