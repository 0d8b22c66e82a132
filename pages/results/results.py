"""Results page: the answer, five figures as switches of one chart, goals, what changed, vanity."""

from __future__ import annotations

import streamlit as st

from ui import cache, state
from ui.components import company_zone, page_context
from ui.components.channels import breakdown
from ui.components.goals import goal_list
from ui.components.goals.messages import standing
from ui.components.results import (
    answer,
    cards,
    changes,
    chart,
    coverage,
    figures,
    insights,
    outcomes,
    vanity,
)
from ui.components.sources import ga4_notes, waiting
from ui.filters import values
from ui.pages import page

page(
    "Results",
    "What did marketing bring, and is it more than before?",
    group="performance",
    order=10,
    icon="monitoring",
    when="filled",
    answers=True,
)

filters = state.filters()
waiting.line()
if page_context.elsewhere(filters):
    st.stop()
known, missing = cards.sorted_out(cache.headline(filters.query(), filters.compare))
if not known:
    answer.nothing()
    cards.missing(missing)
    outcomes.line()
    st.stop()
asked = str(values().get(figures.KEY) or "")
ones = figures.first_ones(figures.with_asked(known, asked, filters), cache.outcomes(), asked)
chosen = figures.chosen_id([one.figure.metric.id for one in ones])
headline = next(one for one in ones if one.figure.metric.id == chosen)
goals_known = standing()
goal = answer.goal_about(chosen, filters, goals_known)

answer.draw(headline, ones, filters, goal)
figures.switch(ones)
left, right = st.columns([1.9, 1], gap="medium") if goals_known else (st.container(), None)
with left:
    chart.draw(headline, filters, goal)
if right is not None:
    with right:
        goal_list.rows(filters)
parts = changes.parts(headline, filters)
if parts is None:
    breakdown.draw(headline, filters)
else:
    left, right = st.columns([1, 1.95], gap="medium")
    with left:
        changes.draw(headline, parts)
    with right:
        breakdown.draw(headline, filters)
insights.strip(filters)
vanity.panel(cache.vanity(filters.query(), filters.compare))
cards.others([one for one in known if one not in ones], missing)
coverage.line(filters)
ga4_notes.line(filters)
outcomes.line()
company_zone.question()
page_context.basis(tuple(one.figure.metric.id for one in known), filters)
