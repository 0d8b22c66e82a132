"""The removal effect in a Markov chain of touches, solved exactly.

Anderl, Becker, von Wangenheim and Schumann (2016): a key earns in proportion to the conversions
that would be lost if every journey ended where it meets the key.
"""

from data.base.message import msg
from metrics.attribution.model import MarkovChain, Model

MODEL = Model(
    id="markov",
    label=msg("Markov chain", fr="Chaîne de Markov"),
    assumes=msg(
        "The next step depends on the last ones only; without a channel, all journeys through it would be lost.",
        fr="L’étape suivante ne dépend que des dernières\u00a0; sans un canal, tous les parcours qui y passent seraient perdus.",
    ),
    by=MarkovChain(),
    order=8,
)
