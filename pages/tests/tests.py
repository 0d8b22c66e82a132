"""Experiments page: A/B comparison of campaigns, channels, posts or periods."""

from __future__ import annotations

from functools import partial

from metrics.experiments.compare import compare
from ui import cache, state
from ui.components import page_context
from ui.components.experiments import ask, declared, experiments
from ui.pages import page

page(
    "Tests",
    "Which message, campaign, channel or period does better, and whether chance alone explains it.",
    group="explain",
    order=46,
    icon="science",
    filters=("period",),
    when="filled",
    former=("experiments",),
)

chosen = state.filters()
page_context.period(chosen, compared=False)
declared.listed()
asked = ask.question(chosen)
if asked is not None:
    found = cache.remember("compare", (asked,), partial(compare, ask=asked))
    experiments.verdicts(found)
    experiments.charts_of(found)
    experiments.table(found)
    experiments.still_needed(found)
    declared.declare(asked)
