"""Sentences as values: what may stand in them, and how they travel."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from data.base.message import Message, Quantity, msg
from i18n.catalogue import render

plain = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
quantities = st.builds(Quantity, st.none() | st.floats(allow_nan=False), st.text(), st.text())


def messages(parts):
    pairs = st.lists(st.tuples(st.text(), parts), max_size=3).map(tuple)
    return st.builds(Message, st.text(), st.none() | st.text(), pairs)


@given(messages(st.recursive(plain | quantities, messages, max_leaves=4)))
def test_any_message_survives_json(message):
    """Sentences inside sentences and numbers with units as well."""
    assert Message.from_json(json.loads(json.dumps(message.to_json()))) == message


def test_a_sentence_in_a_sentence_is_in_the_same_language():
    channel = msg("Organic Social", fr="Réseaux sociaux organiques")
    said = msg("{channel} leads.", fr="{channel} est en tête.", channel=channel)
    assert render(said, "en") == "Organic Social leads."
    assert render(said, "fr") == "Réseaux sociaux organiques est en tête."


def test_a_number_with_a_unit_is_written_as_the_language_writes_it():
    said = msg("{cost} for {share}", fr="{cost} pour {share}",
               cost=Quantity(1234.5, "money", "EUR"), share=Quantity(0.031, "percent-rate"))  # fmt: skip
    assert render(said, "en") == "€1,234 for 3.1%"
    assert render(said, "fr") == "1\u202f234\u00a0€ pour 3,1\u202f%"
