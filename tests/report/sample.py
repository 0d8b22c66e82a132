"""A report made by hand that uses every block, every shape, and what tends to go wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from i18n.message import Message, msg
from metrics.definitions.reasons import WhyNull
from metrics.definitions.registry import Unit
from report.document.model import (
    Action,
    Actions,
    Amount,
    Audience,
    Block,
    Brand,
    Card,
    Cards,
    Chart,
    ChartShape,
    Mark,
    Provenance,
    Report,
    ReportColumn,
    ReportTable,
    Request,
    Section,
    Sentence,
    Series,
    SeriesRole,
    Text,
    Tone,
)
from tests.languages import both
from tests.report import sample_rows

START = date(2026, 7, 1)
DAYS = tuple(START + timedelta(n) for n in range(92))
HOSTILE = "=cmd|'/C calc'!A0 <script>alert(1)</script> #panic() $x$ @ref *b* _i_ \\ `c` {{7*7}} & \x07\u202e"
LONG = "Rentrée 2026 – campagne de génération de contacts pour les directions marketing des entreprises de taille intermédiaire"
GA4 = both("Google Analytics 4, traffic report", fr="Google Analytics 4, rapport de trafic")
BASIS = Provenance(
    (GA4, both("LinkedIn posts", fr="publications LinkedIn")), date(2026, 9, 29), 12345, 67
)
LEADS = both("Leads", fr="Contacts")


def report(language: str = "en", *, demo: bool = True, logo: bytes | None = None) -> Report:
    """The sample in a language."""
    first = first_report(language, demo=demo, logo=logo)
    *presented, appendix = first.sections
    return replace(
        first,
        sections=(*sample_rows.sections(), *presented, appendix),
        newest=date(2026, 9, 29),
        ask=_say(
            "ask",
            "Decision by 1 Dec: a test of €1,500 in December",
            "Décision d’ici au 1er déc.\u00a0: un test de 1\u202f500\u00a0€ en décembre",
        ),
    )


def first_report(language: str = "en", *, demo: bool = True, logo: bytes | None = None) -> Report:
    """The part of the sample that reports had in their first version, as the snapshot has it."""
    return Report(
        request=Request(START, DAYS[-1], language, Audience.ANALYST, title=""),
        headline=_say(
            "headline",
            "142 leads, 95% of the pace; 64% chance to reach 200 by 31 December",
            "142 contacts, 95\u202f% du rythme attendu\u00a0; 64\u202f% de chances d’atteindre 200 au 31 décembre",
        ),
        sections=(_outcome(), _goal(), _returns(), _moves(), _best(), _next(), _appendix()),
        brand=Brand("Maison Volta", logo=logo),
        as_of=date(2026, 9, 29),
        made_at=datetime(2026, 10, 2, 8, 30, tzinfo=UTC),
        facts="f" * 12,
        demo=demo,
        compared=(date(2026, 4, 1), date(2026, 6, 30)),
    )


def _say(name: str, english: str, french: str) -> Sentence:
    return Sentence(name, both(english, fr=french))


def _money(value: float | None, low: float | None = None, high: float | None = None) -> Amount:
    return Amount(value, Unit.MONEY, "EUR", low, high, None if value else WhyNull.NO_COSTS)


def _outcome() -> Section:
    cards = (
        Card(
            "leads",
            LEADS,
            Amount(142, Unit.COUNT),
            both("{n} more than before", fr="{n} de plus qu’avant", n=12),
            Tone.GOOD,
            BASIS,
        ),
        Card(
            "visits",
            both("Visits", fr="Visites"),
            Amount(1234567, Unit.COUNT),
            None,
            Tone.NEUTRAL,
            BASIS,
        ),
        Card(
            "rate",
            both("Conversion rate", fr="Taux de conversion"),
            Amount(0.0213, Unit.PERCENT, low=0.0187, high=0.0241),
            both("Within the usual variation", fr="Dans la variation habituelle"),
            Tone.WARNING,
            BASIS,
        ),
        Card(
            "cpl",
            both("Cost per lead", fr="Coût par contact"),
            _money(38.4),
            both("9% dearer", fr="9\u202f% plus cher"),
            Tone.BAD,
            BASIS,
        ),
        Card(
            "roi",
            both("Return on investment", fr="Retour sur investissement"),
            Amount(None, Unit.PERCENT, why=WhyNull.NO_COSTS),
            None,
            Tone.NEUTRAL,
            BASIS,
        ),
        Card(
            "watch",
            both("Watch time", fr="Durée de visionnage"),
            Amount(45210.0, Unit.SECONDS),
            None,
            Tone.NEUTRAL,
            BASIS,
        ),
    )
    lead = Text(
        "say",
        (
            _say(
                "say.1",
                "Social brings 4 leads in 10 and costs less than search.",
                "Le social apporte 4 contacts sur 10 et coûte moins que la recherche.",
            ),
        ),
        lead=True,
    )
    return Section(
        "outcome",
        _say(
            "outcome",
            "More leads than a quarter ago, each of them dearer",
            "Plus de contacts qu’au trimestre précédent, chacun plus cher",
        ),
        (Cards("cards", cards), lead),
        (
            both(
                "Begin with the leads, not with the likes.",
                fr="Commencez par les contacts, pas par les mentions J’aime.",
            ),
        ),
    )


def _curve(rise: float, until: int = 92, start: int = 0) -> tuple[float | None, ...]:
    return tuple(
        round(rise * n + 3 * (n % 7), 2) if start <= n < until else None for n in range(92)
    )


def _goal() -> Section:
    target = Series(both("Target", fr="Objectif"), SeriesRole.TARGET, (200.0,) * 92)
    series = (
        Series(both("So far", fr="Réalisé"), SeriesRole.ACTUAL, _curve(1.85, 70)),
        Series(
            both("Pace", fr="Rythme attendu"), SeriesRole.PACE, tuple(2.19 * n for n in range(92))
        ),
        target,
        Series(both("Low (80%)", fr="Bas (80\u202f%)"), SeriesRole.LOW, _curve(1.7, start=69)),
        Series(both("Likely", fr="Probable"), SeriesRole.MIDDLE, _curve(1.9, start=69)),
        Series(both("High (80%)", fr="Haut (80\u202f%)"), SeriesRole.HIGH, _curve(2.1, start=69)),
    )
    marks = (
        Mark(date(2026, 7, 20), both("New form on the site", fr="Nouveau formulaire sur le site")),
        Mark(date(2026, 8, 24), HOSTILE),
    )
    chart = Chart(
        "pace",
        both("Leads since July", fr="Contacts depuis juillet"),
        ChartShape.GOAL,
        DAYS,
        series,
        Unit.COUNT,
        BASIS,
        both(
            "A curve that stays just below the pace.", fr="Une courbe juste sous le rythme attendu."
        ),
        marks=marks,
    )
    return Section(
        "goal",
        _say(
            "goal",
            "The goal is within reach: 64% chance at this pace",
            "L’objectif reste à portée\u00a0: 64\u202f% de chances à ce rythme",
        ),
        (chart,),
    )


def _returns() -> Section:
    channels = ("Organic Social", "Paid Social", "Email", LONG, HOSTILE)
    names = tuple(both("Channel {name}", fr="Canal {name}", name=name) for name in channels)
    ranges = Chart(
        "roi",
        both("Return per euro spent", fr="Retour par euro dépensé"),
        ChartShape.RANGES,
        names,
        (
            Series(both("Least", fr="Minimum"), SeriesRole.LOW, (2.1, -0.4, 3.05, None, 0.2)),
            Series(both("Middle", fr="Milieu"), SeriesRole.MIDDLE, (2.7, 0.1, 3.6, None, 0.25)),
            Series(both("Most", fr="Maximum"), SeriesRole.HIGH, (3.4, 0.9, 4.2, None, 0.3)),
        ),
        Unit.RATIO,
        BASIS,
        both("Ranges by channel.", fr="Fourchettes par canal."),
    )
    bars = Chart(
        "cost",
        both("Cost by channel", fr="Coût par canal"),
        ChartShape.BARS,
        channels,
        (
            Series(
                both("Cost", fr="Coût"), SeriesRole.ACTUAL, (12450.75, 8300.0, 990.25, None, 12.0)
            ),
        ),
        Unit.MONEY,
        BASIS,
        both("Bars by channel.", fr="Barres par canal."),
        "EUR",
    )
    table = ReportTable(
        "channels",
        both("Cost and return by channel", fr="Coût et retour par canal"),
        (
            ReportColumn("channel", both("Channel", fr="Canal")),
            ReportColumn("cost", both("Cost", fr="Coût"), Unit.MONEY),
            ReportColumn("leads", LEADS, Unit.COUNT),
            ReportColumn("rate", both("Rate", fr="Taux"), Unit.PERCENT),
            ReportColumn("since", both("Since", fr="Depuis")),
        ),
        tuple(
            (
                name,
                _money(cost),
                Amount(leads, Unit.COUNT),
                Amount(
                    rate,
                    Unit.PERCENT,
                    low=rate and rate * 0.8,
                    high=rate and rate * 1.3,
                    why=None if rate else WhyNull.ZERO_DENOMINATOR,
                ),
                START,
            )
            for name, cost, leads, rate in zip(
                names,
                (12450.75, 8300.0, 990.25, None, 12.0),
                (61, 40, 33, 8, 0),
                (0.0231, 0.0187, 0.041, None, 0.0004),
                strict=True,
            )
        ),
        BASIS,
    )
    return Section(
        "returns",
        _say(
            "returns",
            "Every euro on organic social returned 2.1 to 3.4 euros, whichever model counts them",
            "Chaque euro investi dans le social organique en a rapporté de 2,1 à 3,4, quel que soit le modèle de comptage",
        ),
        (ranges, bars, table),
    )


def _moves() -> Section:
    positions: tuple[Message | str, ...] = (
        both("Second quarter", fr="Deuxième trimestre"),
        both("More visits", fr="Plus de visites"),
        both("Lower rate", fr="Taux plus bas"),
        "E-mail",
        both("Third quarter", fr="Troisième trimestre"),
    )
    steps = Chart(
        "steps",
        both("What moved the leads", fr="Ce qui a fait bouger les contacts"),
        ChartShape.STEPS,
        positions,
        (Series(LEADS, SeriesRole.ACTUAL, (130.0, 31.5, -24.5, 5.0, 142.0)),),
        Unit.COUNT,
        BASIS,
        both("Steps from 130 to 142.", fr="Étapes de 130 à 142."),
    )
    line = Chart(
        "visits",
        both("Visits by day", fr="Visites par jour"),
        ChartShape.LINE,
        DAYS,
        (
            Series(both("LinkedIn", fr="LinkedIn"), SeriesRole.ACTUAL, _curve(9.5), "linkedin"),
            Series(both("Others", fr="Autres"), SeriesRole.ACTUAL, _curve(4.25, start=10)),
            Series(
                both("Quarter before", fr="Trimestre précédent"),
                SeriesRole.COMPARISON,
                _curve(7.75),
            ),
        ),
        Unit.COUNT,
        BASIS,
        both("Three curves that rise.", fr="Trois courbes qui montent."),
        marks=(Mark(date(2026, 9, 1), "Back to work"),),
    )
    return Section(
        "moves",
        _say(
            "moves",
            "More visits, but a smaller share of them became leads",
            "Plus de visites, mais une moindre part devient contact",
        ),
        (steps, line),
    )


def _best() -> Section:
    rows = tuple(
        (
            f"{LONG} {n}" if n % 9 == 0 else f"Post {n}",
            Amount(100.0 - n, Unit.COUNT),
            _money(5.25 + n),
            Amount(0.01 * n or None, Unit.PERCENT, why=WhyNull.NO_ROWS),
        )
        for n in range(40)
    )
    columns = (
        ReportColumn("post", both("Post", fr="Publication")),
        ReportColumn("leads", LEADS, Unit.COUNT),
        ReportColumn("cpl", both("Cost per lead", fr="Coût par contact"), Unit.MONEY),
        ReportColumn("rate", both("Rate", fr="Taux"), Unit.PERCENT),
    )
    return Section(
        "best",
        _say(
            "best",
            "Nine posts in ten brought nobody",
            "Neuf publications sur dix n’ont amené personne",
        ),
        (
            ReportTable(
                "posts",
                both("Posts by leads", fr="Publications par contacts"),
                columns,
                rows,
                BASIS,
                shown=25,
            ),
        ),
        level=Audience.MANAGER,
    )


def _next() -> Section:
    written = Sentence(
        "ask.2", msg("unused"), "Written by hand: “keep <b>10%</b> aside” & ask again"
    )
    texts = tuple(
        _say(
            f"risk.{n}",
            f"Risk {n}: one visit in {n + 3} carries no tag, so that its channel is not known.",
            f"Risque {n}\u00a0: une visite sur {n + 3} ne porte aucune balise, son canal est donc inconnu.",
        )
        for n in range(14)
    )
    actions = Actions(
        "actions",
        (
            Action(
                "a1",
                _say(
                    "a1.what",
                    "Move 2,000 euros from search to LinkedIn",
                    "Déplacer 2\u202f000\u00a0€ de la recherche vers LinkedIn",
                ),
                "Camille Dupré",
                date(2026, 10, 15),
            ),
            Action("a2", written, "", None),
        ),
    )
    blocks: tuple[Block, ...] = (actions, Text("risks", (*texts, written)))
    return Section(
        "next",
        _say(
            "next",
            "Decide today: move a sixth of the budget",
            "À décider aujourd’hui\u00a0: déplacer un sixième du budget",
        ),
        blocks,
    )


def _appendix() -> Section:
    rows = tuple(
        (f"export_{n}.csv", START + timedelta(n), f"{n:064x}", float(1000 * n)) for n in range(30)
    )
    columns = (
        ReportColumn("file", both("File", fr="Fichier")),
        ReportColumn("day", both("Imported", fr="Importé")),
        ReportColumn("hash", both("Fingerprint", fr="Empreinte")),
        ReportColumn("rows", both("Rows", fr="Lignes"), Unit.COUNT),
    )
    return Section(
        "sources",
        _say(
            "sources",
            "Sources: every file with its fingerprint",
            "Sources\u00a0: chaque fichier avec son empreinte",
        ),
        (ReportTable("files", both("Files", fr="Fichiers"), columns, rows, BASIS, shown=30),),
        level=Audience.ANALYST,
        appendix=True,
    )
