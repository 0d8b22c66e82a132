"""Section “Settings”: attribution models, calibration of forecasts, currency and margins."""

from __future__ import annotations

from collections.abc import Iterator

from i18n.message import Message, Quantity, msg, plural, verbatim
from metrics.attribution.model import Model
from metrics.attribution.query import LOOKBACK_DAYS
from metrics.definitions.registry import Unit
from metrics.goals.scope import scope
from metrics.returns.roi import ReturnsBasis
from report.document.model import (
    Audience,
    Block,
    Cell,
    Provenance,
    ReportColumn,
    ReportTable,
    Section,
    Text,
)
from report.evidence.data_access import ReportData
from report.evidence.section import SectionSpec
from report.wording.format_values import named_sentence


def _make(case: ReportData) -> Section | None:
    lines = tuple(named_sentence(f"settings.{name}", message) for name, message in _lines(case))
    title = msg("How the values are calculated")
    blocks: tuple[Block, ...] = (*_models(case), Text("settings.words", lines))
    return Section("settings", named_sentence("settings.title", title), blocks)


def _models(case: ReportData) -> Iterator[ReportTable]:
    # Last-click results do not depend on a model.
    if case.returns.evidence is not ReturnsBasis.PATHS:
        return
    models = case.returns.models
    yield ReportTable(
        "settings.models",
        msg("Attribution models behind the ranges"),
        (
            ReportColumn("model", msg("Model")),
            ReportColumn("assumes", msg("Assumption")),
        ),
        tuple(_model(model) for model in models),
        Provenance((), None, rows=len(models)),
    )


def _model(model: Model) -> tuple[Cell, ...]:
    return model.label, model.assumes


def _lines(case: ReportData) -> Iterator[tuple[str, Message]]:
    if case.returns.evidence is ReturnsBasis.PATHS:
        yield "lookback", _lookback()
    for progress in case.progress:
        if progress.outlook and progress.outlook.calibration:
            yield (
                f"odds.{progress.goal.id}",
                msg(
                    "{goal}: {sentence}",
                    goal=scope(progress.goal),
                    sentence=progress.outlook.calibration.message,
                ),
            )
    if case.facts.inputs.money.reporting:
        yield "currency", _currency(case.facts.inputs.money.reporting)
    for place, margin in enumerate(case.facts.inputs.money.margins):
        share = Quantity(margin.rate, Unit.PERCENT.value)
        yield f"margin.{place}", _margin(str(margin.day), margin.line, share)
    yield "intervals", _intervals()


def _lookback() -> Message:
    return plural(
        "Visits up to {days} day before a conversion can get credit for it.",
        "Visits up to {days} days before a conversion can get credit for it.",
        days=LOOKBACK_DAYS,
    )


def _currency(code: str) -> Message:
    return msg("Amounts are in {code} where an exchange rate is known.", code=code)


def _margin(day: str, line: str, share: Quantity) -> Message:
    if not line:
        return msg("Margin from {day} on: {share} of revenue.", day=day, share=share)
    return msg(
        "Margin of {line} from {day} on: {share} of revenue.",
        line=verbatim(line),
        day=day,
        share=share,
    )


def _intervals() -> Message:
    return msg(
        "Rates of counts have a 95% interval from the variation of their days. Counts have the "
        "exact Poisson interval. Likelihoods of goals are rounded to 5%."
    )


SECTION = SectionSpec("settings", msg("Settings"), 86, _make, Audience.MANAGER, appendix=True)
