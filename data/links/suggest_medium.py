"""Suggests the medium that was probably meant, by the kind of the source."""

from __future__ import annotations

from data.base.channels import categories
from data.utm.audit.checks.email_ambiguity import is_ambiguous
from data.utm.audit.checks.unknown_mediums import suggestions


def suggest_medium(source: str, medium: str) -> str:
    """What was probably meant by ``medium``; empty where that is unknown.

    >>> suggest_medium("facebook", "boost"), suggest_medium("partner", "ads")
    ('paid_social', 'paid')
    """
    low = medium.strip().lower()
    # Mediums that contain “email” have a check of their own, and only one meaning.
    if is_ambiguous(low):
        return "email"
    name = source.strip().lower()
    kinds = (kind for kind in ("social", "search", "video") if name in categories()[kind])
    return suggestions().get(low, {}).get(next(kinds, "other"), "")
