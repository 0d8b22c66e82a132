"""What the answers about some days are worth, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from data.base.issue import Issue, Level, Where
from data.base.message import Message, Value, msg
from data.ga4.quality_flags import Notes
from data.ga4.reports import COARSE
from data.store.ga4 import SETTLED

Told = Iterable[tuple[date, Mapping[str, Notes]]]


@dataclass(frozen=True, slots=True)
class _Remark:
    level: Level
    holds: Callable[[Notes], bool]
    what: Message
    fix: Message | None = None  # by which reports are affected


_EVERYWHERE = msg(
    "Figures by channel are affected too: read small ones with care.",
    fr="Les chiffres par canal sont aussi concernés\u00a0: lisez les petits avec prudence.",
)
_DETAILS = msg(
    "Only breakdowns by campaign, source or landing page are affected; totals by channel are not.",
    fr="Seules les ventilations par campagne, source ou page de destination sont concernées, pas les totaux par canal.",
)
_REMARKS = (
    _Remark(
        Level.WARNING,
        lambda notes: notes.thresholded,
        msg(
            "Google withheld rows about few people on {days} days",
            fr="Google a masqué les lignes concernant peu de personnes sur {days} jours",
        ),
    ),
    _Remark(
        Level.WARNING,
        lambda notes: notes.other_row,
        msg(
            "Google lumped rare values together as “(other)” on {days} days",
            fr="Google a regroupé les valeurs rares sous «\u00a0(other)\u00a0» sur {days} jours",
        ),
    ),
    _Remark(
        Level.WARNING,
        lambda notes: notes.sampled,
        msg(
            "Google estimated the figures of {days} days from a part of the events, {share} at worst",
            fr="Google a estimé les chiffres de {days} jours à partir d’une partie des événements, {share} au pire",
        ),
        msg(
            "Treat them as estimates; the BigQuery export has every event.",
            fr="Considérez-les comme des estimations\u00a0; l’export BigQuery contient tous les événements.",
        ),
    ),
    _Remark(
        Level.WARNING,
        lambda notes: bool(notes.truncated),
        msg(
            "Google cut off data of {days} days: {reasons}",
            fr="Google a tronqué les données de {days} jours\u00a0: {reasons}",
        ),
    ),
    _Remark(
        Level.WARNING,
        lambda notes: bool(notes.hidden),
        msg(
            "The account may not see {hidden}: unknown on {days} days, not zero",
            fr="Le compte ne peut pas voir {hidden}\u00a0: inconnu sur {days} jours, et non zéro",
        ),
        msg(
            "In Google Analytics, give the account the role Viewer without the restriction on revenue or cost data.",
            fr="Dans Google Analytics, donnez au compte le rôle Lecteur sans restriction sur les données de revenu ou de coût.",
        ),
    ),
    _Remark(
        Level.NOTE,
        lambda notes: bool(notes.empty),
        msg(
            "Google explains why {days} days are empty: {empty}",
            fr="Google explique pourquoi {days} jours sont vides\u00a0: {empty}",
        ),
        msg("Check the tag on the website.", fr="Vérifiez la balise sur le site web."),
    ),
)


def remarks(told: Told, place: Where) -> tuple[Issue, ...]:
    """One finding for each thing that answers said of themselves, over all their days."""
    days = list(told)
    return tuple(issue for remark in _REMARKS if (issue := _issue(remark, days, place)))


def growing(fetched: Mapping[date, date], place: Where) -> tuple[Issue, ...]:
    """A note on the days (each with that of its fetching) that Google may still change."""
    days = [day for day, as_of in fetched.items() if as_of - day < SETTLED]
    if not days:
        return ()
    what = msg(
        "The figures of {first} to {last} were fetched early and may still grow",
        fr="Les chiffres du {first} au {last} ont été récupérés tôt et peuvent encore augmenter",
        first=str(min(days)),
        last=str(max(days)),
    )
    fix = msg(
        "The next sync fetches these days again.",
        fr="La prochaine synchronisation récupérera à nouveau ces jours.",
    )
    return (Issue(Level.NOTE, place, what, fix),)


def _issue(
    remark: _Remark, told: list[tuple[date, Mapping[str, Notes]]], place: Where
) -> Issue | None:
    concerned = [(d, name, n) for d, by in told for name, n in by.items() if remark.holds(n)]
    if not concerned:
        return None
    merged = Notes()
    for _day, _name, notes in concerned:
        merged = merged.also(notes)
    values: dict[str, Value] = {
        "days": len({day for day, _, _ in concerned}),
        "share": f"{merged.read / max(merged.space, 1):.1%}",
        "reasons": "; ".join(merged.truncated),
        "hidden": ", ".join(merged.hidden),
        "empty": merged.empty,
    }
    used = tuple((k, v) for k, v in values.items() if "{" + k + "}" in remark.what.text)
    what = Message(remark.what.text, remark.what.fr, used)
    details = COARSE.isdisjoint(name for _, name, _ in concerned)
    return Issue(remark.level, place, what, remark.fix or (_DETAILS if details else _EVERYWHERE))
