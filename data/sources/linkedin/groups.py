"""LinkedIn page demographics: groups of people, by the first header of their sheet."""

from __future__ import annotations

from data.sources.kit.groups import Groups

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
_GROUPS = Groups(_NAMES, "Location")
GROUP = _GROUPS.field
named = _GROUPS.named
