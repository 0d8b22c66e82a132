"""What cost and return rest on, in sentences."""

from __future__ import annotations

from data.base.message import Message, msg
from metrics.returns.roi import RoiTable, Share

LAST_CLICK = msg(
    "No journeys are known, so each result counts for the tags it came with (last click): one figure, no range. Import visits of single people to compare models.",
    fr="Aucun parcours n’est connu\u00a0: chaque résultat compte pour le balisage avec lequel il est arrivé (dernier clic)\u00a0; un seul chiffre, sans intervalle. Importez les visites de chaque personne pour comparer les modèles.",
)
_SHARED = {
    Share.NONE: msg(
        "Overhead of {amount} belongs to no single row and is not shared.",
        fr="{amount} de coûts communs n’appartiennent à aucune ligne et ne sont pas répartis.",
    ),
    Share.SPEND: msg(
        "Overhead of {amount} is shared pro rata to ad spend.",
        fr="{amount} de coûts communs sont répartis au prorata des dépenses publicitaires.",
    ),
    Share.LEADS: msg(
        "Overhead of {amount} is shared pro rata to leads.",
        fr="{amount} de coûts communs sont répartis au prorata des leads.",
    ),
}


def overhead_told(found: RoiTable, amount: str) -> Message | None:
    """What became of costs that belong to no key, None where there are none."""
    if not found.apart:
        return None
    template = _SHARED[found.shared]
    return Message(template.text, template.fr, (("amount", amount),))
