"""Which of two or more does better, and whether chance alone explains it."""

from __future__ import annotations

from functools import partial

from metrics.experiments.compare import compare
from ui import cache, state
from ui.components import experiments, experiments_ask, experiments_kept, notes
from ui.pages import page

page(
    "Experiments",
    "Which message, campaign, channel or period does better, and whether chance alone explains it.",
    order=29,
    icon="science",
    when="filled",
)

chosen = state.filters()
notes.period(chosen, compared=False)
experiments_kept.listed()
asked = experiments_ask.question(chosen)
if asked is not None:
    found = cache.remember("compare", (asked,), partial(compare, ask=asked))
    experiments.verdicts(found)
    experiments.charts_of(found)
    experiments.table(found)
    experiments.still_needed(found)
    experiments_kept.declare(asked)
