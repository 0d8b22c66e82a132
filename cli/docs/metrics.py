"""Documentation page of the metrics (``docs/metrics.md``), generated from the catalogue."""

from __future__ import annotations

from collections.abc import Iterator

from i18n.catalogue import DEFAULT, languages
from i18n.locales import language_name
from metrics.definitions.formula_text import formula
from metrics.definitions.reasons import WhyNull
from metrics.definitions.registry import Metric, Stage, metrics

_TIERS = {
    Stage.VALUE: "Value: money",
    Stage.OUTCOME: "Outcome: what the business wants",
    Stage.INTENT: "Intent: people come closer",
    Stage.REACTION: "Reaction (vanity): people respond",
    Stage.EXPOSURE: "Exposure (vanity): people could see",
}
_HEAD = """# Metrics

Every metric has one definition, in one file of `metrics/catalogue`; this page is generated from
them by `python -m metrics docs`.

Ratios are ratios of sums, over rows where both sides are known. An unknown value is null and says
why, never 0. Unique people are never added up. Amounts in different currencies are never added
or divided. Vanity metrics (exposure and reaction) name their related result.
"""


def page() -> str:
    """The whole page, in Markdown."""
    lines = [_HEAD]
    for tier, title in _TIERS.items():
        lines += [f"## {title}", ""]
        for metric in metrics().values():
            if metric.stage is tier:
                lines += [*_entry(metric), ""]
    lines += ["## Why a value is unknown", ""]
    lines += [f"- `{why.value}`: {why.message}" for why in WhyNull]
    return "\n".join(lines) + "\n"


def _entry(metric: Metric) -> Iterator[str]:
    yield f"### {metric.label} (`{metric.id}`)"
    yield ""
    yield f"{metric.doc}"
    yield ""
    for code in languages()[1:]:
        yield f"- {language_name(code, DEFAULT)}: {metric.label.render(code)}"
    if metric.numerator:
        yield f"- Formula: {formula(metric)}"
    yield f"- Unit: {metric.unit.value} · adds up as: {metric.additivity.value} · better: {metric.polarity.value}"
    if metric.partner:
        yield f"- Related result: `{metric.partner}`"
    if metric.needs:
        yield f"- Needs: {metric.needs}"
    if metric.caveat:
        yield f"- Caveat: {metric.caveat}"
    for found in metric.breaks:
        yield f"- Break in the series: {found.what} Source: {found.source}."
    yield f"- Source: {metric.source}"
