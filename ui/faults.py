"""Faults on pages: what fails ends in a sentence, and the rest of the page is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from types import TracebackType
from typing import ParamSpec, Self

import streamlit as st
from streamlit.errors import FragmentHandledException

from data.store.faults import is_panic, logged_issue
from i18n.message import Message
from ui.text import show

P = ParamSpec("P")


@dataclass(slots=True)
class Guard:
    """A ``with`` block that says in a sentence what went wrong in it, and goes on after it.

    Each sentence is shown once, however many parts of a page fail for the same reason. What
    Streamlit raises to stop a script or to run it again passes.
    """

    shown: set[Message] = field(default_factory=set)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> bool:
        # A fragment that failed has said so itself.
        if error is None or isinstance(error, FragmentHandledException):
            return False
        if not isinstance(error, Exception) and not is_panic(error):
            return False
        self.tell(error)
        return True

    def tell(self, error: BaseException) -> None:
        """Shows the sentence of an exception, and writes the exception to the log."""
        issue = logged_issue(error)
        if issue.what not in self.shown:
            self.shown.add(issue.what)
            st.error(f"{show(issue.what)}  \n{show(issue.fix)}", icon=":material/error:")


def guarded(part: Callable[P, None]) -> Callable[P, None]:
    """A part of a page that runs apart from it, as a fragment does, and says itself what fails."""

    @wraps(part)
    def run(*args: P.args, **options: P.kwargs) -> None:
        with Guard():
            part(*args, **options)

    return run
