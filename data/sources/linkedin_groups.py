"""The groups of people in the demographic sheets of LinkedIn pages, by the sheet's first header."""

from __future__ import annotations

import polars as pl

from data.reading.names import normalise
from data.sources.declare import Field, Rows

_NAMES: dict[str, dict[str, tuple[str, ...]]] = {
    "location": {
        "en": ("Location",),
        "de": ("Standort",),
        "es": ("Ubicación",),
        "fr": ("Lieu", "Localisation"),
        "it": ("Località",),
        "pt": ("Localidade",),
    },
    "job_function": {
        "en": ("Job function",),
        "de": ("Tätigkeitsbereich",),
        "es": ("Función laboral",),
        "fr": ("Fonction",),
        "it": ("Funzione lavorativa",),
        "pt": ("Função",),
    },
    "seniority": {
        "en": ("Seniority",),
        "de": ("Karrierestufe",),
        "es": ("Nivel de responsabilidad", "Antigüedad"),
        "fr": ("Niveau hiérarchique",),
        "it": ("Anzianità",),
        "pt": ("Nível de experiência",),
    },
    "industry": {
        "en": ("Industry",),
        "de": ("Branche",),
        "es": ("Sector",),
        "fr": ("Secteur",),
        "it": ("Settore",),
        "pt": ("Setor",),
    },
    "company_size": {
        "en": ("Company size",),
        "de": ("Unternehmensgröße",),
        "es": ("Tamaño de la empresa",),
        "fr": ("Taille de l'entreprise",),
        "it": ("Dimensioni dell'azienda",),
        "pt": ("Tamanho da empresa",),
    },
}
_DIMENSIONS = {
    normalise(name): dimension
    for dimension, languages in _NAMES.items()
    for names in languages.values()
    for name in names
}

GROUP = Field(
    "value",
    tuple(
        (language, normalise(name))
        for languages in _NAMES.values()
        for language, names in languages.items()
        for name in names
    ),
    shown="Location",
)


def named(rows: Rows) -> pl.DataFrame:
    """The rows with ``dimension`` as the header of their group says it."""
    dimension = _DIMENSIONS[normalise(rows.columns["value"])]
    return rows.frame.with_columns(dimension=pl.lit(dimension))
