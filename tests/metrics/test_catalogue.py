"""Every metric: complete, bilingual, and equal to its plain-Python oracle."""

import pytest

from i18n.message import Message
from metrics.definitions.registry import Additivity, Stage, metrics
from tests.conftest import ROOT
from tests.languages import is_translated
from tests.metrics import world
from tests.metrics.cases import facts, value
from tests.metrics.oracles import ORACLES

EVERY = pytest.mark.parametrize("metric", metrics().values(), ids=lambda m: m.id)
CATALOGUE = ROOT / "metrics" / "catalogue"
HOOTSUITE = range(1, 20)


@pytest.fixture(scope="module")
def known():
    return facts(**world.TABLES)


@EVERY
def test_equals_its_oracle(metric, known):
    """A metric without an oracle fails; one that needs other data says so."""
    if metric.needs is not None:
        assert value(known, metric.id) == (None, "needs_other_data")
        return
    found, why = value(known, metric.id)
    assert why is None
    assert found == pytest.approx(ORACLES[metric.id])


def test_no_oracle_without_a_metric():
    assert ORACLES.keys() == {m.id for m in metrics().values() if m.needs is None}


def test_a_file_holds_the_metric_it_is_named_after():
    """In the folder of its stage, so that metrics of one kind can be read next to each other."""
    files = {path.relative_to(CATALOGUE).as_posix() for path in CATALOGUE.glob("*/*.py")}
    expected = {f"{metric.stage.value}/{metric.id}.py" for metric in metrics().values()}
    assert files == expected | {f"{stage.value}/__init__.py" for stage in Stage}


@EVERY
def test_says_everything_in_both_languages(metric):
    texts = [metric.label, metric.doc, metric.caveat, metric.needs]
    for message in [*texts, *(found.what for found in metric.breaks)]:
        if message is not None:
            assert isinstance(message, Message)
            assert is_translated(message)
            french = message.template("fr")
            assert not any(f" {mark}" in french for mark in ":;?!»"), french
    assert metric.source


@EVERY
def test_is_computable_or_says_what_it_needs(metric):
    assert bool(metric.numerator) != bool(metric.needs)
    assert bool(metric.denominator) == (
        metric.additivity is Additivity.RATIO and metric.needs is None
    )


@EVERY
def test_a_vanity_figure_stands_beside_one_that_means_business(metric):
    if not metric.vanity:
        assert metric.partner is None
        return
    partner = metrics()[metric.partner]
    assert not partner.vanity or partner.id in {"average_watch_time", "average_engagement_rate"}


def test_the_nineteen_published_metrics_are_all_there():
    sources = " ".join(f"{metric.source};" for metric in metrics().values())
    missing = [n for n in HOOTSUITE if f"no. {n};" not in sources and f"no. {n}" not in sources]
    assert missing == []
