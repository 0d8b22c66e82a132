"""Likelihood in words: in steps of 5 %, never certain."""

from __future__ import annotations

from i18n.message import Message, msg

_STEP = 20  # steps of 5 %: finer ones would claim more than is known


def rounded(chance: float) -> float:
    """The chance in steps of 5 %, from 5 % to 95 %.

    >>> [rounded(chance) for chance in (0.0, 0.31, 0.999)]
    [0.05, 0.3, 0.95]
    """
    return min(max(round(chance * _STEP), 1), _STEP - 1) / _STEP


def in_words(chance: float) -> Message:
    """The chance in words: “about 40%”, never 0 or 100%.

    >>> [in_words(chance).render("en") for chance in (0.0, 0.42, 0.999)]
    ['less than 5%', 'about 40%', 'more than 95%']
    """
    if chance < 0.05:
        return msg("less than 5%")
    if chance > 0.95:
        return msg("more than 95%")
    percent = round(100 * rounded(chance))
    return msg("about {percent}%", percent=percent)
