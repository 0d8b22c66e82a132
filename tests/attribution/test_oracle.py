"""The public path data set against published packages and an independent implementation."""

from __future__ import annotations

from functools import cache

import narwhals as nw
import numpy as np
import polars as pl
import pytest

from metrics.attribution.markov_removal import TransitionGraph
from metrics.attribution.model import ModelSettings, Weighted, registered
from metrics.attribution.shapley_values import rate_values
from metrics.attribution.statistics import coalitions_of, credits_of, transitions_of
from tests.conftest import ROOT

FOLDER = ROOT.parent / "shared" / "oracles"
EXACT = "exact (absorbing chain / plain loops)"

pytestmark = pytest.mark.skipif(
    not FOLDER.exists(), reason="the path data set is not next to the project"
)


@cache
def journeys() -> pl.DataFrame:
    """The paths as ``journeys`` gives them, each standing for as many as it counts."""
    paths = pl.read_csv(FOLDER / "pathdata_10000.csv").with_row_index("user_key")
    touches = paths.with_columns(pl.col("path").str.split(" > ").alias("key")).explode("key")
    return touches.select(
        pl.col("user_key").cast(pl.String),
        "key",
        turn=pl.lit(1, pl.Int64),
        session_id=pl.lit(""),
        position=pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("user_key"),
        length=pl.len().over("user_key").cast(pl.Int64),
        conversions="total_conversions",
        value="total_conversion_value",
        lost="total_null",
    ).with_columns(
        at="position",
        last_sourced="length",
        age=pl.col("length") - pl.col("position"),
        youngest=pl.lit(0),
        fresh=pl.col("position") == pl.col("position").min().over("user_key", "key"),
    )


@cache
def published() -> pl.DataFrame:
    return pl.read_csv(FOLDER / "pathdata_reference.csv")


def reference(source: str, model: str, metric: str, params: str | None = None) -> np.ndarray:
    wanted = (pl.col("source") == source) & (pl.col("model") == model)
    if params is not None:
        wanted &= pl.col("params") == params
    found = published().filter(wanted & (pl.col("metric") == metric)).sort("channel")
    assert found["channel"].to_list() == keys()
    return found["value"].to_numpy()


@cache
def keys() -> list[str]:
    return sorted(journeys()["key"].unique())


@cache
def credited() -> pl.DataFrame:
    models = {n: m.by for n, m in registered().items() if isinstance(m.by, Weighted)}
    rows = nw.from_native(journeys().lazy())
    return credits_of(rows, models, ModelSettings(), []).collect().to_native().sort("key")


@cache
def steps(order: int) -> pl.DataFrame:
    told = transitions_of(nw.from_native(journeys().lazy()), order, [])
    return told.collect().to_native()


def effects(order: int, figure: str) -> np.ndarray:
    taken = steps(order)
    graph = TransitionGraph.of(taken, keys())
    ways, won = (taken[name].to_numpy().astype(float) for name in ("steps", figure))
    return graph.removal_effects(ways, won[None])[0]


@pytest.mark.parametrize("figure", ["conversions", "value"])
@pytest.mark.parametrize(
    ("model", "theirs"),
    [
        ("first_touch", "first"),
        ("last_touch", "last"),
        ("linear", "linear"),
        ("position_based", "position_40_20_40"),
        ("shapley", "linear_unique"),
    ],
)
def test_weights_are_those_of_the_reference(model, theirs, figure):
    found = credited()[f"{model}_{figure}"].to_numpy()
    assert found == pytest.approx(reference(EXACT, theirs, figure), rel=1e-9)


@pytest.mark.parametrize(
    ("source", "theirs", "params", "model"),
    [
        ("channelattribution 2.2.5", "first", None, "first_touch"),
        ("channelattribution 2.2.5", "last", None, "last_touch"),
        ("channelattribution 2.2.5", "linear", None, "linear"),
        ("marketing-attribution-models 2.1.1", "first", "aggregated", "first_touch"),
        ("marketing-attribution-models 2.1.1", "last", "aggregated", "last_touch"),
        ("marketing-attribution-models 2.1.1", "linear", "aggregated", "linear"),
        (
            "marketing-attribution-models 2.1.1",
            "position_40_20_40",
            "aggregated",
            "position_based",
        ),
        ("mta 0.0.9", "shapley", "all coalitions", "shapley"),
        ("shapley-attribution 2.1.0", "shapley_simplified", None, "shapley"),
        (EXACT, "shapley_simplified_closed_form", None, "shapley"),
        (EXACT, "shapley_simplified_subset_sum", None, "shapley"),
    ],
)
def test_published_packages_agree(source, theirs, params, model):
    found = credited()[f"{model}_conversions"].to_numpy()
    assert found == pytest.approx(reference(source, theirs, "conversions", params), rel=1e-9)


@pytest.mark.parametrize("order", [1, 2, 3])
def test_removal_effects_are_exact(order):
    params = f"order={order}"
    count, value = effects(order, "conversions"), effects(order, "value")
    assert count == pytest.approx(reference(EXACT, "markov", "removal_effect", params), rel=1e-9)
    assert value == pytest.approx(
        reference(EXACT, "markov", "removal_effect_value", params), rel=1e-9
    )
    total = journeys().filter(position=1)["conversions"].sum()
    credit = reference(EXACT, "markov", "conversions", params)
    assert count / count.sum() * total == pytest.approx(credit, rel=1e-9)
    other = "do-attribution 0.0.2 redirect_to_null"
    assert count == pytest.approx(reference(other, "markov", "removal_effect", params), rel=1e-9)


@pytest.mark.parametrize("order", [1, 2, 3])
@pytest.mark.parametrize(("precision", "bound"), [("0.003", 0.002), ("0.05", 0.045)])
def test_simulated_chains_lie_within_their_own_error(order, precision, bound):
    simulated = reference(
        "channelattribution 2.2.5",
        "markov",
        "conversions",
        f"order={order};seed=0;conv_par={precision}",
    )
    exact = effects(order, "conversions")
    credit = exact / exact.sum() * simulated.sum()
    assert np.abs(credit - simulated).sum() <= bound * simulated.sum()


def test_more_states_than_one_inverse_is_good_for_are_solved_one_key_at_a_time(monkeypatch):
    dense = effects(2, "conversions")
    monkeypatch.setattr("metrics.attribution.markov_removal.DENSE", 10)
    assert effects(2, "conversions") == pytest.approx(dense, rel=1e-9)


def test_shapley_values_of_rates_are_exact():
    sets = coalitions_of(nw.from_native(journeys().lazy()), keys(), []).collect().to_native()
    won = sets["conversions"].to_numpy().astype(float)
    ended = won + sets["lost"].to_numpy()
    values = rate_values(sets["members"].to_numpy(), won, ended, len(keys()))
    assert values == pytest.approx(reference(EXACT, "shapley_rate_subset_sum", "rate"), rel=1e-9)
    scaled = reference(EXACT, "shapley_rate_subset_sum_scaled_to_conversions", "conversions")
    assert values / values.sum() * won.sum() == pytest.approx(scaled, rel=1e-9)
