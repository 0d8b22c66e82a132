"""Formulas in words: read back by the rules of arithmetic, they are the definition."""

import re
from random import Random

import pytest

from metrics.definitions.formula_text import formula, formula_message, sides
from metrics.definitions.measure_words import AD_SPEND, OTHER_COSTS, TOTAL_COST, WORDS, terms
from metrics.definitions.registry import metrics

COMPUTED = [metric for metric in metrics().values() if metric.numerator]
EVERY = pytest.mark.parametrize("metric", COMPUTED, ids=lambda m: m.id)
LANGUAGES = ("en", "fr")


def _drawn(seed):
    """A value for everything that is measured."""
    random = Random(seed)
    return {term: random.uniform(1, 99) for term in WORDS}


def _side(measures, drawn):
    return sum(m.sign * drawn[term] for m in measures for term in terms(m))


def _defined(metric, drawn):
    over, under = _side(metric.numerator, drawn), _side(metric.denominator, drawn)
    return metric.scale * (over / under if metric.denominator else over)


def _read(text, drawn, language):
    """The value of a printed formula: multiplication and division before addition."""
    values = {WORDS[term].render(language): value for term, value in drawn.items()}
    values[TOTAL_COST.render(language)] = drawn[AD_SPEND] + drawn[OTHER_COSTS]
    signs = {"÷": "/", "×": "*", "−": "-", "+": "+", "(": "(", ")": ")"}
    pieces = [piece.strip() for piece in re.split(r"([()]|(?:^|(?<=\s))[÷×−+](?=\s))", text)]
    python = [
        signs.get(piece) or repr(values[piece] if piece in values else float(piece))
        for piece in filter(None, pieces)
    ]
    return eval(" ".join(python), {"__builtins__": {}})  # noqa: S307


@EVERY
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("seed", range(3))
def test_a_formula_read_back_is_the_definition(metric, language, seed):
    drawn = _drawn(seed)
    found = _read(formula_message(metric).render(language), drawn, language)
    assert found == pytest.approx(_defined(metric, drawn), rel=1e-9)


@EVERY
def test_a_formula_has_no_name_of_a_column_or_table(metric):
    assert not re.search(r"\w[._]\w", formula(metric))


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_things_never_have_the_same_words(language):
    written = [words.render(language) for words in (*WORDS.values(), TOTAL_COST)]
    assert len(set(written)) == len(written)
    assert not any(re.search(r"[()÷×−+]", words) for words in written)


def test_no_words_without_a_metric():
    used = {
        term
        for metric in COMPUTED
        for side in (metric.numerator, metric.denominator)
        for measure in side
        for term in terms(measure)
    }
    assert used == WORDS.keys()


def test_brackets_are_where_they_belong():
    assert formula(metrics()["roi"]) == "(revenue of won leads − total cost) ÷ total cost"
    assert formula(metrics()["cost"]) == "ad spend + all costs except ad spend"
    assert formula(metrics()["cpm"]) == "1000 × ad spend ÷ ad impressions"
    assert formula(metrics()["lead_rate"]) == "leads ÷ sessions"
    assert formula(metrics()["brand_awareness"]) == ""


def test_both_sides_are_said():
    over, under = sides(metrics()["roi"])
    assert (str(over), str(under)) == ("revenue of won leads − total cost", "total cost")
    assert sides(metrics()["leads"])[1] is None
