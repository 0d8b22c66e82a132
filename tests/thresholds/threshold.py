"""What a threshold is, where all of them are found, and which numbers are none.

A threshold is a number, a span of time or a tuple of numbers with a name in capitals at the top of
a module of the product. What a reader is shown, which rows count or which file is taken hangs on
it. ``NO_DECISIONS`` lists the others, each under the reason why nothing of that kind hangs on it.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from fnmatch import fnmatch
from functools import cache
from importlib import import_module
from typing import Any

from cli.docs.import_graph import ROOT, Imports, statements, tree

Number = int | float | timedelta


@dataclass(frozen=True)
class Threshold:
    """``cases`` are what is decided just below, at and just above the number ``name``.

    ``name`` is path:NAME. ``step`` is a change of the number that some case must notice, both ways
    (1 of a whole number, a twentieth of another, a day). ``fixed`` says why the running program
    cannot be given another number: a default value is read once, when its function is made.
    ``open_start``: the first number of a tuple decides nothing, its class holds all below as well.
    """

    name: str
    decide: Callable[[Any], Any]
    cases: Mapping[Any, Any]
    step: Number | None = None
    fixed: str = ""
    open_start: bool = False

    @property
    def module(self) -> Any:
        """The module that holds the number."""
        return _module(self.name.partition(":")[0])

    @property
    def attribute(self) -> str:
        """The name of the number in its module."""
        return self.name.rpartition(":")[2]

    def others(self) -> Iterator[Any]:
        """The number, each part of a tuple by itself, a small step lower and higher."""
        value = getattr(self.module, self.attribute)
        if not isinstance(value, tuple):
            yield from self._around(value)
            return
        for place, part in list(enumerate(value))[self.open_start :]:
            for other in self._around(part):
                yield (*value[:place], other, *value[place + 1 :])

    def _around(self, value: Any) -> tuple[Any, Any]:
        usual = 1 if isinstance(value, int) else timedelta(days=1)
        step = self.step or (value / 20 if isinstance(value, float) else usual)
        return value - step, value + step


NO_DECISIONS: Mapping[str, tuple[str, ...]] = {
    "room: how much fits into a line, a list, a chart, a slide or a window": (
        "ui/charts/*:*", "ui/chart_layout.py:*", "ui/marks.py:*", "report/charts/*:*", "report/formats/*:*", "cli/*:*",
        "report/wording/column_widths.py:*", "report/wording/letter_widths.py:*", "report/evidence/posts.py:_TEXT",
        "report/sections/*:_DRAWN", "metrics/results/drivers.py:_LARGEST", "ui/components/results/chart.py:_BEST", "ui/components/results/figures.py:_*", "ui/components/results/changes.py:_FEWEST", "ui/components/tagging/issue_table.py:_WIDEST", "ui/components/palette.py:*", "ui/components/content/publishing.py:*", "ui/components/grid.py:ROW_HEIGHT", "data/links/qr.py:*", "metrics/returns/equal_age.py:MOST_MONTHS",
        "report/sections/*:_SHOWN", "report/sections/goals.py:_ODDS", "report/evidence/earlier_periods.py:PERIODS", "report/evidence/earlier_periods.py:_USUAL", "i18n/render.py:_LEAP_YEAR", "report/sections/*:_WARNINGS", "report/sections/*:_FEW", "report/sections/trust.py:_GROWING", "report/sections/*:_POSTS", "report/evidence/steps.py:MOST", "report/evidence/steps.py:_NAMED", "report/evidence/main_result.py:_ROWS", "report/wording/campaign_names.py:_LONGEST", "report/titles/answer.py:_WHOLE", "metrics/insights/rules/faulty_tags.py:_SHOWN",
        "data/ga4/problems.py:_LONGEST", "data/values/outcomes.py:_LONGEST", "data/values/view.py:_LONGEST", "data/values/added_chart.py:*", "data/values/decision.py:LONGEST", "report/sections/added.py:_BARS", "metrics/question/stored_filters.py:_NAMED", "ui/components/filter_bar/bound.py:_FEW", "data/sources/kit/rejection.py:_LISTED", "data/store/upkeep/check.py:_LISTED", "data/sources/mapping/owner.py:_SHOWN",
        "data/sources/mapping/value_types.py:_FEW", "ui/components/welcome/picture.py:*", "ui/components/present/slide.py:_*", "ui/components/sources/tool_table.py:_WIDE",
        "data/people/forget.py:_FEW", "data/links/propose.py:_MOST", "data/utm/audit/run_checks.py:_MOST",
        "ui/components/goals/table.py:*", "ui/components/goals/builder_target.py:_*", "ui/components/goals/*:_HEIGHT",
        "ui/components/goals/*:_NARROW", "ui/components/tagging/effect.py:_MONTHS", "ui/components/tagging/board.py:_DETAILED", "ui/components/links/preview.py:_QR", "ui/components/costs/return_table.py:*",
        *(f"ui/components/attribution/{name}" for name in ("conversion_paths.py:*", "model_choice.py:*", "model_table.py:*")),
        *(f"ui/components/*:{name}" for name in ("_SHOWN", "_TEXT", "_MOST", "_PATHS", "_SHORT",
          "SHOWN*", "LISTED", "LONGEST", "MOST_*", "PREVIEWED", "_READ", "TEXT_LENGTH",
          "TITLE_LENGTH", "TOP", "_ROW")),
    ),
    "what a form, or a first fetch, begins with": (
        "data/ga4/sync.py:DEFAULT_DAYS",
        "ui/components/attribution/attribution.py:WINDOWS",
        "ui/components/tagging/channel_rules.py:CONDITIONS",
        "ui/components/channels/*:*", "ui/components/content/cards.py:*", "ui/components/content/picture.py:*", "ui/components/content/order.py:*", "metrics/results/channel_changes.py:WEEKS",
        "ui/components/experiments/new_test.py:_DAYS", "report/evidence/proposals.py:_WEEKS",
    ),
    "memory and time: the answer is the same": (
        "server.py:*", "ui/server/headers.py:_YEAR", "ui/cache.py:KEPT", "metrics/attribution/accumulators.py:*",
        "metrics/attribution/markov_removal.py:*", "metrics/attribution/sorted_events.py:*",
        "metrics/attribution/journey.py:PARTS", "data/base/log.py:*", "data/facts/facts.py:RECENT",
        "data/imports/large_records.py:*", "data/imports/pipeline.py:*",
        "data/imports/preview.py:_HEAD", "data/imports/redact.py:_SLICE", "data/imports/redact.py:_PIECE", "data/people/pseudonym.py:_PIECE", "data/reading/encoding.py:_PIECE", "data/reading/grid.py:_SLICE", "data/imports/contact_free.py:*", "data/reading/*:_HEAD", "data/people/uploads.py:_HEAD",
        "data/reading/*:*CHUNK", "data/reading/*:_BLOCK", "data/reading/*:BATCH",
        "data/reading/grid.py:FAST_FROM", "data/sources/loading/*:*",
        "data/sources/kit/convert.py:_AT_ONCE", "data/sources/kit/convert.py:_SMALL", "data/sources/kit/totals.py:_LONG", "data/sources/kit/recognise.py:_MOST_INDEXES", "data/store/batch.py:*", "data/store/lake/delta.py:*",
        "data/store/lake/fact_file.py:_GROUP", "data/store/raw.py:_COPY", "data/store/upkeep/backup.py:_COPY", "data/store/store.py:*",
        "data/store/diagnostics.py:_LOG_LINES", "data/ga4/pages.py:*", "data/ga4/windows.py:*",
        "data/reading/*:_LONGEST", "data/reading/delimiter.py:_SAMPLE",
        "data/reading/child.py:_IDLE_MOST", "data/imports/turns.py:*", "data/reading/child_process.py:HELD", "data/reading/workbook_sheets.py:_OVERLAP", "data/sources/mapping/value_types.py:_SEEN",
        "data/utm/audit/checks/near_duplicates.py:_MOST",
        "data/links/validation_context.py:_MOST", "i18n/catalogue.py:_DISTINCT",
    ),
    "patience: how long and how often something is tried again": (
        "data/ga4/calls.py:*", "data/reading/child_process.py:IDLE", "data/store/database/engine.py:*", "ui/health.py:_PAUSE",
    ),
    "units, codes, seeds and versions": (
        "*:*_FORMAT", "*:*SEED", "*:VERSION", "ui/components/experiments/cards.py:_TINY", "*:_DAY", "*:DAY", "*:_HOUR", "metrics/comparison/whole_weeks.py:_WEEK", "metrics/returns/mature_span.py:_WEEK", "metrics/comparison/whole_weeks.py:_LAST", "*:*EPOCH*",
        "metrics/goals/forecast/season.py:YEAR",
        "metrics/experiments/units.py:*", "metrics/goals/pace.py:EVEN", "metrics/engine/combine.py:_NONE",
        "data/events/traffic_source.py:*", "data/reading/child.py:_HEADER_MOST", "data/reading/limits.py:_MB", "data/reading/child.py:MEMORY", "data/reading/zip_directory.py:*",
        "metrics/returns/bridge.py:_GRID",
        "data/reading/archive_members.py:_*", "data/sources/tiktok/dates.py:_LEAP_YEAR",
        "data/sources/tiktok/dates.py:_DAYS", "data/sources/mapping/column_names.py:*", "data/sources/mapping/spoken_names.py:MICRO", "data/sources/tiktok/dates.py:_FEBRUARY_28",
        "data/store/migrations/*:_LOCK", "data/store/person_key.py:_BYTES", "data/store/migrations/versions/*:*",
    ),
    "parameters of an estimate: benchmarks and calibration tests judge the estimate": (
        "metrics/goals/forecast/fit.py:*", "metrics/goals/forecast/backtest.py:*",
        "metrics/goals/forecast/draws.py:*", "metrics/goals/forecast/forecast_history.py:_WORST",
        "metrics/goals/forecast/outlook.py:_POINTS", "metrics/goals/forecast/outlook.py:_FAN_DRAWS",
        "metrics/goals/forecast/levels.py:*", "metrics/goals/forecast/trends.py:*",
        "metrics/goals/forecast/mixture.py:*", "metrics/goals/forecast/last_year.py:[RSHW]*", "metrics/goals/forecast/last_year.py:_*",
        "metrics/goals/forecast/ratio.py:_KEEP", "metrics/goals/forecast/weekly_threshold.py:_RECENT",
        "metrics/attribution/intervals.py:_*", "metrics/attribution/conversion_rate.py:_NOISE", "metrics/statistics/unit_intervals.py:_*", "metrics/statistics/end_date.py:_*",
        "metrics/experiments/estimate.py:_*", "metrics/experiments/detectable.py:_STEPS",
        "metrics/statistics/period_change.py:OVERLAP", "metrics/statistics/period_change.py:WEEKDAY_WEEKS",
        "metrics/statistics/period_change.py:LEAST_KNOWN_PAST", "metrics/statistics/period_change.py:ALPHA",
        "metrics/budget/effects.py:*", "metrics/budget/count_errors.py:*", "metrics/budget/rule.py:_*", "metrics/budget/touched_goals.py:_*",
        "metrics/budget/round_amounts.py:*", "metrics/budget/little_history.py:_*", "metrics/budget/campaign_weeks.py:_LONGEST", "metrics/budget/plan.py:PAST",
        "metrics/statistics/count_dispersion.py:BLOCK", "metrics/statistics/count_dispersion.py:_*", "metrics/returns/campaign_costs.py:PAST",
        "metrics/statistics/typical_ratio.py:_*", "metrics/statistics/maturity.py:*", "metrics/comparison/whole_weeks.py:LONGEST", "metrics/maturing/maturity.py:_STEP", "metrics/maturing/maturity.py:_CHECKS",
        "data/reading/code_pages.py:*", "data/reading/languages.py:*",
    ),
    "the demo company, which is made up": ("data/demo/*:*",),
}  # fmt: skip


@cache
def _trees() -> Mapping[str, ast.Module]:
    return {path: tree(ROOT / path) for path in Imports.of().files}


@cache
def numbers() -> frozenset[str]:
    """Every number with a name in capitals at the top of a module, as path:NAME."""
    trees = _trees().items()
    return frozenset(
        f"{p}:{name}" for p, tree in trees for node in tree.body for name in _named(node)
    )


def importers(module: str, name: str) -> list[Any]:
    """The modules that take a number of ``module`` into their own names."""
    return [_module(path) for path, taken in _taken() if taken == (module, name)]


@cache
def _taken() -> list[tuple[str, tuple[str, str]]]:
    return [
        (path, (node.module or "", alias.name))
        for path, parsed in _trees().items()
        for node in statements(parsed) if isinstance(node, ast.ImportFrom)
        for alias in node.names if alias.name.isupper()
    ]  # fmt: skip


def _module(path: str) -> Any:
    return import_module(path.removesuffix(".py").replace("/", ".").removesuffix(".__init__"))


def _named(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.Assign):
        targets = node.targets
    elif isinstance(node, ast.AnnAssign) and node.value is not None:
        targets = [node.target]
    else:
        return
    if _is_number(node.value):
        names = [name for target in targets for name in ast.walk(target)]
        yield from (name.id for name in names if isinstance(name, ast.Name) and name.id.isupper())


def _is_number(node: ast.expr | None) -> bool:
    """A number, arithmetic on numbers, a span of time, or a tuple of these."""
    match node:
        case ast.Constant(value=value):
            return type(value) in {int, float}
        case ast.UnaryOp(operand=inside):
            return _is_number(inside)
        case ast.BinOp(left=left, right=right):
            return _is_number(left) and _is_number(right)
        case ast.Tuple(elts=parts):
            return bool(parts) and all(map(_is_number, parts))
        case ast.Call(func=ast.Name(id="timedelta")):
            return True
    return False


def decides(name: str) -> bool:
    """Whether a number is a threshold: no pattern of ``NO_DECISIONS`` names it."""
    return not any(fnmatch(name, shape) for shapes in NO_DECISIONS.values() for shape in shapes)
