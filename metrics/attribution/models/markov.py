"""Markov chain attribution: the removal effect, solved exactly.

Anderl, Becker, von Wangenheim and Schumann (2016): a key earns in proportion to the conversions
that would be lost if every journey ended where it meets the key.
"""

from i18n.message import msg
from metrics.attribution.model import MarkovChain, Model

MODEL = Model(
    id="markov",
    label=msg("Markov chain"),
    assumes=msg(
        "Credit depends on the paths that would be lost without the channel. Each step depends "
        "on the ones just before it."
    ),
    by=MarkovChain(),
    order=8,
)
