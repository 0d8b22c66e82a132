"""Business objectives: editor popover and the tree of objectives and goals."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
import streamlit as st

from changes.goals import save_objectives
from metrics.goals.goal import Goal
from metrics.goals.objectives import Objective, objectives, tree
from ui import state
from ui.components.goals.messages import scope
from ui.components.grid import GridColumn, settings
from ui.components.sources.import_issues import plain
from ui.text import _


def objectives_popover() -> None:
    """The popover with the editable list of objectives, each with its parent objective."""
    saved = state.store().state
    with st.popover(
        _("Business objectives"), icon=":material/account_tree:", key="goals_objectives"
    ):
        st.caption(_("What the business wants. A goal hangs under one of these."))
        known = objectives(saved)
        rows = pl.DataFrame(
            {"name": [one.name for one in known], "parent": [one.parent for one in known]},
            schema={"name": pl.String, "parent": pl.String},
        )
        edited = st.data_editor(
            rows, num_rows="dynamic", hide_index=True, key="objectives_rows",
            column_config=settings([
                GridColumn("name", _("Objective"), _("What the business wants.")),
                GridColumn(
                    "parent", _("Part of (its name, or empty)"),
                    _("The objective that it helps to reach."),
                ),
            ]),
        )  # fmt: skip
        if st.button(_("Save objectives"), key="objectives_save"):
            pairs = ((name or "", parent or "") for name, parent in pl.DataFrame(edited).rows())
            save_objectives(state.store(), [Objective(*pair) for pair in pairs], state.who())
            # Otherwise the editor would apply its edits again to the saved rows.
            del st.session_state["objectives_rows"]
            st.rerun()


def tree_of(goals: Sequence[Goal]) -> None:
    """The objectives with the goals under each."""
    branches = tree(objectives(state.store().state), goals)
    with st.expander(_("Business objectives and their goals"), key="goals_tree"):
        lines = []
        for branch in branches:
            name = branch.objective.name or _("Without a business objective")
            lines.append("    " * branch.depth + f"- **{plain(name)}**")
            lines += ["    " * (branch.depth + 1) + f"- {scope(goal)}" for goal in branch.goals]
        st.markdown("\n".join(lines))
