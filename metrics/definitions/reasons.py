"""Why a figure is unknown: a closed vocabulary, each word with its sentence."""

from __future__ import annotations

from enum import StrEnum

from data.base.message import Message, msg


class WhyNull(StrEnum):
    """Reasons for a null value, in the order in which the first that holds is told."""

    NEEDS_OTHER_DATA = "needs_other_data"
    NO_FILE = "no_file"
    NO_COSTS = "no_costs"
    NOT_BY_THIS = "not_by_this"
    PERIOD_ROWS_ONLY = "period_rows_only"
    NO_ROWS = "no_rows"
    NOT_IN_EXPORT = "not_in_export"
    NOT_ADDITIVE = "not_additive"
    OTHER_NETWORKS = "other_networks"
    MIXED_CURRENCIES = "mixed_currencies"
    UNKNOWN_CURRENCY = "unknown_currency"
    ZERO_DENOMINATOR = "zero_denominator"

    @property
    def message(self) -> Message:
        """The reason as a sentence with the next step."""
        return _MESSAGES[self]


_MESSAGES = {
    WhyNull.NEEDS_OTHER_DATA: msg(
        "This metric needs data that no imported file can carry yet; its definition says which.",
        fr="Cet indicateur a besoin de données qu’aucun fichier importé ne peut encore contenir\u00a0; sa définition précise lesquelles.",
    ),
    WhyNull.NO_FILE: msg(
        "No file with this figure has been imported yet. Add one under Sources.",
        fr="Aucun fichier contenant ce chiffre n’a encore été importé. Ajoutez-en un dans Sources.",
    ),
    WhyNull.NO_COSTS: msg(
        "No cost other than ad spend is known. Enter labour, tools, content and fees under Costs; the return on ads alone is ROAS.",
        fr="Aucun coût n’est connu hors publicité. Saisissez temps de travail, outils, contenus et honoraires dans Coûts\u00a0; le retour sur la seule publicité est le ROAS.",
    ),
    WhyNull.NOT_BY_THIS: msg(
        "The imported files do not break this figure down this way. Remove the split or the filter, or import a report with that dimension.",
        fr="Les fichiers importés ne ventilent pas ce chiffre de cette façon. Retirez la ventilation ou le filtre, ou importez un rapport avec cette dimension.",
    ),
    WhyNull.PERIOD_ROWS_ONLY: msg(
        "The imported report gives one total for a period that does not fit this question. Choose that whole period, or import the report by day.",
        fr="Le rapport importé donne un total pour une période qui ne correspond pas à cette question. Choisissez cette période entière, ou importez le rapport par jour.",
    ),
    WhyNull.NO_ROWS: msg(
        "The imported files hold nothing for this selection. Check the period, or import the missing days.",
        fr="Les fichiers importés ne contiennent rien pour cette sélection. Vérifiez la période ou importez les jours manquants.",
    ),
    WhyNull.NOT_IN_EXPORT: msg(
        "The imported files leave this figure empty. Export again with this column included.",
        fr="Les fichiers importés laissent ce chiffre vide. Exportez à nouveau en incluant cette colonne.",
    ),
    WhyNull.NOT_ADDITIVE: msg(
        "Unique people cannot be added up over days, posts or networks: the same person may be counted several times. Ask for one post or one day.",
        fr="Les personnes uniques ne s’additionnent pas entre jours, publications ou réseaux\u00a0: une même personne peut être comptée plusieurs fois. Demandez une seule publication ou un seul jour.",
    ),
    WhyNull.OTHER_NETWORKS: msg(
        "Some posts are from networks whose followers are not known. Choose a network with both, or import its followers by day.",
        fr="Certaines publications viennent de réseaux dont le nombre d’abonnés n’est pas connu. Choisissez un réseau qui a les deux, ou importez ses abonnés par jour.",
    ),
    WhyNull.MIXED_CURRENCIES: msg(
        "Amounts in different currencies are not added or divided. Enter exchange rates under Costs, or filter to one currency’s campaigns.",
        fr="Les montants en devises différentes ne sont ni additionnés ni divisés. Saisissez des taux de change dans Coûts, ou filtrez sur les campagnes d’une seule devise.",
    ),
    WhyNull.UNKNOWN_CURRENCY: msg(
        "One of the files does not name its currency, so its amounts cannot be set against the other’s. Add a currency column and import it again.",
        fr="L’un des fichiers n’indique pas sa devise\u00a0; ses montants ne peuvent pas être rapportés à ceux de l’autre. Ajoutez une colonne de devise et importez-le à nouveau.",
    ),
    WhyNull.ZERO_DENOMINATOR: msg(
        "There is nothing to divide by: the denominator is zero.",
        fr="Division impossible\u00a0: le dénominateur est égal à zéro.",
    ),
}
