"""State of the fields of a goal that is created or edited, and what day it is there."""

from __future__ import annotations

from datetime import date

import streamlit as st

from metrics.definitions.registry import Metric, Unit

OPEN = "goal_open"  # "new", or the id of the goal that is being edited
FIELDS = (
    "metric", "channel", "use", "network", "campaign", "kind", "target", "start", "end", "objective", "mission",
    "owner", "acknowledged", "guard", "review",
    "share",
)  # fmt: skip
ANY = ""


def key(name: str) -> str:
    """The session-state key of a field."""
    return f"goal_field_{name}"


def put(field: str, value: object) -> None:
    """Sets a field: before its widget is drawn, or in a callback. Streamlit refuses it afterwards."""
    st.session_state[key(field)] = value


def factor(metric: Metric) -> float:
    """Rates are written as percentages."""
    return 100.0 if metric.unit is Unit.PERCENT else 1.0


def today() -> date:
    """Today by the clock of this machine."""
    return date.today()  # noqa: DTZ011  # a calendar day, not an instant
