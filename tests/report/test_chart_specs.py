"""Vega-Lite specifications are dicts: the schema that Altair ships says whether they are right."""

import json
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import altair
import pytest
from altair.utils import schemapi

from report import charts
from report.charts.as_table import SHAPES
from report.document.model import Chart, ChartShape
from tests.report.sample import report
from tests.report.walk import parts

SAMPLE = report("fr")
EVERY = {part.id: part for part in parts(SAMPLE.sections) if isinstance(part, Chart)}
# The others are tables with a picture of their rows.
CHARTS = {name: chart for name, chart in EVERY.items() if chart.shape not in SHAPES}
SHIPPED = Path(altair.__file__).parent / "vegalite" / "v6" / "schema" / "vega-lite-schema.json"


@pytest.fixture(scope="module")
def schema():
    return json.loads(SHIPPED.read_text("utf-8"))


def test_every_chart_module_has_an_example():
    """A new shape, or a new module that draws one, is tried here before a report holds it."""
    assert {chart.shape for chart in EVERY.values()} == set(ChartShape)
    modules = [f"{charts.__name__}.{info.name}" for info in iter_modules(charts.__path__)]
    drawing = {name for name in modules if hasattr(import_module(name), "spec")}
    shapes = set(ChartShape) - SHAPES
    assert {charts._DRAWN[shape].__module__ for shape in shapes} == drawing


def written(chart):
    """The specification of a chart, without the one value that Vega reads and its schema forgets."""
    spec = charts.spec(chart, "fr", SAMPLE.brand)
    background = spec["config"].pop("background")
    assert background is None  # none is painted
    return spec


@pytest.mark.parametrize("name", CHARTS)
def test_vega_knows_every_key_of_a_chart(schema, name):
    spec = written(CHARTS[name])
    assert spec["$schema"].endswith("/v6.json")
    schemapi.validate_jsonschema(spec, schema)


@pytest.mark.parametrize("wrong", [{"widht": 3}, {"config": {"axis": {"labelColour": "red"}}}])
def test_a_misspelt_key_is_found(schema, wrong):
    spec = written(next(iter(CHARTS.values())))
    schemapi.validate_jsonschema(spec, schema)
    with pytest.raises(schemapi.jsonschema.ValidationError):
        schemapi.validate_jsonschema(spec | wrong, schema)
