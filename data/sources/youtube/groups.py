"""YouTube Studio breakdown dimensions, by the first column of the export."""

from __future__ import annotations

from data.sources.kit.groups import Groups

_NAMES: dict[str, dict[str, tuple[str, ...]]] = {
    "country": {
        "en": ("Geography",),
        "de": ("Geografie",),
        "es": ("Ubicación geográfica", "Zona geográfica"),
        "fr": ("Zone géographique", "Zones géographiques"),
        "it": ("Area geografica",),
        "pt": ("Região geográfica", "Geografia"),
    },
    "city": {"en": ("City name",)},
    "age": {
        "en": ("Viewer age",),
        "de": ("Alter der Zuschauer",),
        "es": ("Edad de los espectadores", "Edad del espectador"),
        "fr": ("Âge des spectateurs", "Âge du spectateur"),
        "it": ("Età spettatore",),
        "pt": ("Idade do espectador",),
    },
    "gender": {
        "en": ("Viewer gender",),
        "de": ("Geschlecht der Zuschauer",),
        "es": ("Sexo de los espectadores", "Género del espectador"),
        "fr": ("Sexe des spectateurs", "Genre du spectateur"),
        "it": ("Genere spettatore",),
        "pt": ("Gênero do espectador",),
    },
    "traffic_source": {
        "en": ("Traffic source",),
        "de": ("Zugriffsquelle",),
        "es": ("Fuente de tráfico",),
        "fr": ("Source de trafic",),
        "it": ("Sorgente di traffico",),
        "pt": ("Origem do tráfego",),
    },
    "subscription_status": {
        "en": ("Subscription status",),
        "de": ("Abostatus",),
        "es": ("Estado de la suscripción",),
        "fr": ("État de l'abonnement", "Statut d'abonnement"),
        "it": ("Stato iscrizione",),
        "pt": ("Status da inscrição",),
    },
    "device_type": {
        "en": ("Device type",),
        "de": ("Gerätetyp",),
        "es": ("Tipo de dispositivo",),
        "fr": ("Type d'appareil",),
        "it": ("Tipo di dispositivo",),
        "pt": ("Tipo de dispositivo",),
    },
}
_GROUPS = Groups(_NAMES, "Traffic source")
GROUP = _GROUPS.field
named = _GROUPS.named


def is_group(header: str) -> bool:
    """Whether a column of this name says what the figures are divided by."""
    return _GROUPS.dimension(header) is not None
