"""What is still needed, and when a question was asked, in sentences."""

from __future__ import annotations

from data.base.message import Message, msg
from metrics.experiments.compare import VariantPair
from metrics.experiments.verdict import Verdict

_LONG = 730  # days; nobody plans a comparison further than that
BEFOREHAND = msg(
    "Declared before the figures were known.", fr="Déclaré avant que les chiffres ne soient connus."
)
AFTERWARDS = msg(
    "Declared after it began: whoever saw the first figures may have asked because of them.",
    fr="Déclaré après le début\u00a0: qui a vu les premiers chiffres a pu poser la question à cause d’eux.",
)
UNPLANNED = msg(
    "This is for the difference seen so far, which may be chance. Name the smallest difference that would matter to you for a sample that does not move.",
    fr="Ce calcul part de la différence observée jusqu’ici, qui peut être due au hasard. Indiquez la plus petite différence qui compterait pour vous pour obtenir un échantillon fixe.",
)


def believable(chance: float) -> float:
    """A posterior chance as it is shown: figures make nobody surer than 999 in 1,000."""
    return min(0.999, max(0.001, chance))


def needed(pair: VariantPair) -> Message | None:
    """How many trials tell such a difference from chance; None where one is found or unknown.

    Nor where there is too little to tell although a difference this large takes no more trials.
    """
    if pair.sample is None or pair.missing is None:
        return None
    if pair.missing == 0 and pair.verdict is Verdict.TOO_LITTLE:
        return None
    sizes = {"often": pair.sample.anytime, "once": pair.sample.once, "missing": pair.missing}
    if pair.missing == 0:
        return msg(
            "Each arm has had the {often} trials that such a difference takes: if there is one, it is probably smaller.",
            fr="Chaque terme a atteint les {often} essais qu’une telle différence demande\u00a0: s’il y en a une, elle est sans doute plus petite.",
            often=pair.sample.anytime,
        )
    if pair.days is None:
        return msg(
            "To tell such a difference from chance four times out of five, each arm needs about {often} trials ({once} if you look only once, at the end); up to {missing} are still missing.",
            fr="Pour distinguer une telle différence du hasard quatre fois sur cinq, chaque terme doit compter environ {often} essais ({once} si vous ne consultez qu’une fois, à la fin)\u00a0; il en manque jusqu’à {missing}.",
            **sizes,
        )
    if pair.days > _LONG:
        return msg(
            "To tell such a difference from chance four times out of five, each arm needs about {often} trials ({once} if you look only once, at the end): more than two years at the present pace. Try something bolder, or live with not knowing.",
            fr="Pour distinguer une telle différence du hasard quatre fois sur cinq, chaque terme doit compter environ {often} essais ({once} si vous ne consultez qu’une fois, à la fin)\u00a0: plus de deux ans au rythme actuel. Essayez quelque chose de plus marqué, ou acceptez de ne pas savoir.",
            often=pair.sample.anytime,
            once=pair.sample.once,
        )
    return msg(
        "To tell such a difference from chance four times out of five, each arm needs about {often} trials ({once} if you look only once, at the end); up to {missing} are still missing, about {days} days at the present pace.",
        fr="Pour distinguer une telle différence du hasard quatre fois sur cinq, chaque terme doit compter environ {often} essais ({once} si vous ne consultez qu’une fois, à la fin)\u00a0; il en manque jusqu’à {missing}, soit environ {days} jours au rythme actuel.",
        days=pair.days,
        **sizes,
    )
