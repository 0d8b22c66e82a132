"""Sections whose tables have pictures of their rows: every shape, with what tends to go wrong."""

from __future__ import annotations

from datetime import date

from i18n.message import Message
from metrics.definitions.registry import Unit
from report.document.model import (
    Action,
    Actions,
    Amount,
    Chart,
    ChartShape,
    Provenance,
    ReportColumn,
    ReportTable,
    RowChart,
    RowShape,
    Section,
    Sentence,
    Series,
    SeriesRole,
    StoryPart,
    TalkTrack,
    Text,
    Tone,
)
from tests.languages import both

MONTHS = tuple(date(2025 + (8 + n) // 12, (8 + n) % 12 + 1, 1) for n in range(13))
WINDOW = (date(2025, 9, 1), date(2026, 9, 29))
QUARTER = (date(2026, 7, 1), date(2026, 9, 30))
BASIS = Provenance((both("CRM leads", fr="leads du CRM"),), date(2026, 9, 29), 842)
LONG = "always-on prospecting for heads of marketing in mid-sized companies, autumn and winter 2026, second wave"


def sections() -> tuple[Section, ...]:
    """One section for each shape, and next steps with effects."""
    return (answer(), goals(), change(), money(), trust(), decide())


def say(name: str, english: str, french: str) -> Sentence:
    return Sentence(name, both(english, fr=french))


def column(name: str, english: str, french: str, unit: Unit | None = None) -> ReportColumn:
    return ReportColumn(name, both(english, fr=french), unit)


def series(role: SeriesRole, english: str, french: str, *values: float | None) -> Series:
    return Series(both(english, fr=french), role, values)


def count(value: float | None, low: float | None = None, high: float | None = None) -> Amount:
    return Amount(value, Unit.COUNT, low=low, high=high)


def money_of(value: float | None) -> Amount:
    return Amount(value, Unit.MONEY, "EUR")


TALK = TalkTrack(
    (
        both("Leads held and cost more.", fr="Les leads tiennent et coûtent plus cher."),
        both("One test is asked for today.", fr="Un test est demandé aujourd’hui."),
    ),
    both("Why not spend more at once?", fr="Pourquoi ne pas dépenser plus tout de suite\u00a0?"),
    both("Spend has varied by 16% only.", fr="Les dépenses n’ont varié que de 16\u202f%."),
)


def answer() -> Section:
    """A scorecard with trends, three sentences and what is asked."""
    trends = (
        (10.2, 9.1, 8.0, 9.5, 11.2, 10.8, 12.0, 12.5, 11.9, 12.2, 12.6, 12.5, 12.4),
        (None, None, 21e3, 18e3, 30e3, 22e3, 25e3, 41e3, 36e3, 20e3, 29e3, 34e3, 27e3),
        (28.4, 31.0, 33.2, 30.1, 27.9, 29.4, 28.8, 27.0, 28.3, 31.7, 30.9, 27.3, 30.2),
        (None,) * 13,
    )
    chart = RowChart(
        "answer.trends",
        both("13 months", fr="13 mois"),
        RowShape.TREND,
        both(
            "Leads a day between 8 and 12.6, last month 12.4.",
            fr="Leads par jour entre 8 et 12,6, dernier mois 12,4.",
        ),
        Unit.RATIO,
        days=MONTHS,
        trends=trends,
    )
    names = (
        both("Leads a day", fr="Leads par jour"),
        both("Revenue won within 28 days", fr="Chiffre d’affaires gagné en 28 jours"),
        both("Cost per lead", fr="Coût par lead"),
        both(
            "Main goal: 1,400 leads by 31 Dec",
            fr="Objectif principal\u00a0: 1\u202f400 leads au 31 déc.",
        ),
    )
    rows = (
        (names[0], Amount(12.4, Unit.RATIO), Amount(12.5, Unit.RATIO), both("7.9–10.2", fr="7,9–10,2")),
        (names[1], money_of(27259.0), money_of(34149.0), both("€12,100–36,200", fr="12\u202f100–36\u202f200\u00a0€")),
        (names[2], money_of(30.16), money_of(27.29), both("€28–36", fr="28–36\u00a0€")),
        (names[3], count(1107.0), count(1020.0), both("more than 95% likely", fr="probabilité de plus de 95\u202f%")),
    )  # fmt: skip
    table = ReportTable(
        "answer.table",
        both("Results of the quarter", fr="Résultats du trimestre"),
        (
            column("what", "Metric", "Indicateur"),
            column("now", "October", "Octobre", Unit.COUNT),
            column("before", "September", "Septembre", Unit.COUNT),
            column("usual", "Usual range", "Plage habituelle"),
        ),
        rows,
        BASIS,
        charts=(chart,),
        strong=(0,),
    )
    sentences = Text(
        "answer.say",
        (
            say("a.1", "385 leads, as many a day as in September.", "385 leads, autant par jour qu’en septembre."),
            say("a.2", "Ad spend rose 47% on last year for 10% more leads.", "Les dépenses publicitaires montent de 47\u202f% pour 10\u202f% de leads en plus."),
            say("a.3", "Correct one tag: it makes one goal look safe.", "Corriger une balise\u00a0: elle embellit un objectif."),
        ),
        aside=True,
        title=both("In three sentences", fr="En trois phrases"),
    )  # fmt: skip
    ask = Text(
        "answer.ask",
        (
            say(
                "a.ask",
                "Decision by 1 Dec: a test of €1,500 in December, with a rule to stop it.",
                "Décision d’ici au 1er déc.\u00a0: un test de 1\u202f500\u00a0€ en décembre, avec une règle d’arrêt.",
            ),
        ),
        lead=True,
        aside=True,
    )
    return Section(
        "answer",
        say(
            "answer",
            "Leads held (385, 22% above last year) but ads cost more: correct one tag and test €1,500",
            "Leads stables (385, 22\u202f% de plus qu’il y a un an), publicité plus chère\u00a0: corriger une balise et tester 1\u202f500\u00a0€",
        ),
        (table, sentences, ask),
        talk=TALK,
        part=StoryPart.ANSWER,
    )


def goals() -> Section:
    """Bullet bars, of which one is beyond the axis, one unknown, and two have names that are long."""
    chart = RowChart(
        "goals.bullets",
        both("Two of seven goals fall short", fr="Deux objectifs sur sept ne sont pas atteints"),
        RowShape.BULLET,
        both(
            "Shares of the target: forecasts from 75% to 210%.",
            fr="Parts de la cible\u00a0: prévisions de 75\u202f% à 210\u202f%.",
        ),
        Unit.PERCENT,
        subtitle=both(
            "% of target; notch: 31 Oct, tick: planned pace",
            fr="% de la cible\u00a0; encoche\u00a0: 31 oct., trait\u00a0: rythme prévu",
        ),
        series=(
            series(SeriesRole.ACTUAL, "28 Nov", "28 nov.", 0.79, 0.55, 0.67, 0.85, 1.9, None, 0.92),
            series(SeriesRole.COMPARISON, "31 Oct", "31 oct.", 0.54, 0.4, 0.45, 0.6, 1.1, None, 0.9),
            series(SeriesRole.PACE, "Planned pace", "Rythme prévu", 0.73, 0.73, 0.73, 0.73, 0.73, 0.73, None),
            series(SeriesRole.LOW, "Low (80%)", "Borne basse", 1.04, 0.7, 0.88, 1.1, 2.0, None, 0.85),
            series(SeriesRole.HIGH, "High (80%)", "Borne haute", 1.17, 0.82, 1.05, 1.25, 2.2, None, 1.0),
        ),
        tones=(Tone.GOOD, Tone.BAD, Tone.BAD, Tone.GOOD, Tone.GOOD, Tone.NEUTRAL, Tone.NEUTRAL),
        reference=1.0,
        reference_label=both("target", fr="cible"),
    )  # fmt: skip
    names = (
        "Leads, all channels",
        "Leads, Paid Social",
        f"Leads, {LONG}",
        "Sessions, Organic Social",
        "Views",
        "Sign-ups",
        "Cost per lead, Paid Search",
    )
    values = (1107, 116, 140, 9342, 190000, None, 61)
    targets = (1400, 210, 210, 11000, 100000, 50, 66)
    table = ReportTable(
        "goals.table",
        both("Goals until 31 Dec 2026", fr="Objectifs jusqu’au 31 déc. 2026"),
        (
            column("goal", "Goal", "Objectif"),
            column("done", "28 Nov", "28 nov.", Unit.COUNT),
            column("target", "Target", "Cible", Unit.COUNT),
            column("likely", "Likelihood", "Probabilité"),
        ),
        tuple(
            (name, count(value), count(float(target)), both("25%", fr="25\u202f%"))
            for name, value, target in zip(names, values, targets, strict=True)
        ),
        BASIS,
        charts=(chart,),
        strong=(0, 2),
    )
    return Section(
        "goals",
        say(
            "goals",
            "1,400 leads by 31 December are more than 95% likely; two other goals stand at 25%",
            "1\u202f400 leads d’ici au 31 décembre\u00a0: probabilité de plus de 95\u202f%\u00a0; deux autres objectifs sont à 25\u202f%",
        ),
        (table, fan()),
        talk=TALK,
    )


def fan() -> Chart:
    """The forecast of the main goal by every second day: known until day 88 of 122."""
    places = range(0, 122, 2)
    days = tuple(date.fromordinal(date(2026, 9, 1).toordinal() + n) for n in places)
    done = tuple(12.5 * (n + 1) if n <= 88 else None for n in places)

    def line(rate: float) -> tuple[float | None, ...]:
        return tuple(1112.5 + rate * (n - 88) if n >= 88 else None for n in places)

    return Chart(
        "goals.fan",
        both("Leads: above 1,400 in over 95% of cases", fr="Leads\u00a0: plus de 1\u202f400 dans plus de 95\u202f% des cas"),
        ChartShape.GOAL,
        days,
        (
            Series(both("Actual", fr="Réalisé"), SeriesRole.ACTUAL, done),
            Series(both("Planned pace", fr="Rythme prévu"), SeriesRole.PACE, tuple(1400 / 122 * (n + 1) for n in places)),
            Series(both("Target", fr="Cible"), SeriesRole.TARGET, (1400.0,) * len(days)),
            Series(both("Low (80%)", fr="Borne basse"), SeriesRole.LOW, line(10.4)),
            Series(both("Median", fr="Médiane"), SeriesRole.MIDDLE, line(13.0)),
            Series(both("High (80%)", fr="Borne haute"), SeriesRole.HIGH, line(15.7)),
        ),
        Unit.COUNT,
        BASIS,
        both("1,100 leads on 28 Nov, 1,542 expected on 31 Dec.", fr="1\u202f100 leads au 28 nov., 1\u202f542 attendus au 31 déc."),
        subtitle=both("Leads since 1 Sep 2026, cumulated", fr="Leads cumulés depuis le 1er sept. 2026"),
    )  # fmt: skip


def change() -> Section:
    """Variance bars against two periods, next to each other."""
    names = (
        both("One more day in the month", fr="Un jour de plus dans le mois"),
        both("More sessions", fr="Plus de sessions"),
        both("Mix of channels", fr="Répartition des canaux"),
        both("Leads per session", fr="Leads par session"),
        both("Leads without a session", fr="Leads sans session"),
        both("Change of leads", fr="Évolution des leads"),
    )

    def bars(
        name: str, title: Message, alt: Message, tones: tuple[Tone, ...], *values: float | None
    ) -> RowChart:
        known = [value or 0.0 for value in values]
        return RowChart(
            name,
            title,
            RowShape.VARIANCE,
            alt,
            Unit.COUNT,
            subtitle=both("Leads, with 95% interval", fr="Leads, avec intervalle à 95\u202f%"),
            series=(
                series(SeriesRole.LOW, "Low", "Borne basse", None, *(v - 9 - abs(v) / 4 for v in known[1:-1]), None),
                series(SeriesRole.MIDDLE, "Change", "Évolution", *values),
                series(SeriesRole.HIGH, "High", "Borne haute", None, *(v + 9 + abs(v) / 4 for v in known[1:-1]), None),
            ),
            tones=tones,
            labels=(None,) * 5 + (both("{sign} ({a} → {b})", fr="{sign} ({a} → {b})", sign="+20", a=365, b=385),),
        )  # fmt: skip

    still = (Tone.NEUTRAL,)
    table = ReportTable(
        "change.table",
        both("Parts of the change", fr="Composantes de l’évolution"),
        (column("part", "What changed", "Ce qui a changé"),),
        tuple((name,) for name in names),
        BASIS,
        charts=(
            bars(
                "change.month",
                both("Against September 2026", fr="Face à septembre 2026"),
                both("Largest part: one more day, +12 leads.", fr="Composante principale\u00a0: un jour de plus, +12 leads."),
                still * 6,
                12.0, 10.0, -6.0, -1.0, 5.0, 20.0,
            ),
            bars(
                "change.year",
                both("Against October 2025", fr="Face à octobre 2025"),
                both("Largest part: sessions, +85 leads.", fr="Composante principale\u00a0: sessions, +85 leads."),
                (*still, Tone.GOOD, *still, Tone.BAD, *still, Tone.GOOD),
                None, 85.0, 2.0, -29.0, 12.0, 70.0,
            ),
        ),
        strong=(5,),
    )  # fmt: skip
    return Section(
        "change",
        say(
            "change",
            "Leads a day did not move on September; they rose 22% on October 2025 with 30% more sessions",
            "Leads par jour stables face à septembre\u00a0; +22\u202f% face à octobre 2025, avec 30\u202f% de sessions en plus",
        ),
        (table,),
        talk=TALK,
    )


def money() -> Section:
    """Twelve rows of points with intervals: one far beyond the others, one unknown, long names."""
    names = [
        "heat-pump-search",
        "quote-requests",
        LONG,
        LONG.replace("second", "third"),
        "brand-film",
        *(f"campaign {n}" for n in range(6, 13)),
    ]
    middles = (113.0, 52.0, 14.0, 71.0, 185.0, 90.0, 33.0, None, 41.5, 65.0, 22.0, 80.0)
    spend = (4083.0, 1522.0, 641.0, 497.0, 923.0, 300.0, 200.0, 683.0, 100.0, 90.0, 80.0, 70.0)
    chart = RowChart(
        "money.dots",
        both("Ad cost per lead, October 2026", fr="Coût publicitaire par lead, octobre 2026"),
        RowShape.DOTS,
        both("From €14 to €185, all ads €61.", fr="De 14\u00a0€ à 185\u00a0€, ensemble 61\u00a0€."),
        Unit.MONEY,
        "EUR",
        subtitle=both("€, 95% interval; area: ad spend", fr="€, intervalle à 95\u202f%\u00a0; surface\u00a0: dépenses"),
        series=(
            series(SeriesRole.LOW, "Low", "Borne basse", *(v and v * 0.7 for v in middles)),
            series(SeriesRole.MIDDLE, "Cost per lead", "Coût par lead", *middles),
            series(SeriesRole.HIGH, "High", "Borne haute", *(v and (568.0 if v == 185 else v * 1.4) for v in middles)),
            series(SeriesRole.SIZE, "Ad spend", "Dépenses publicitaires", *spend),
        ),
        labels=(
            None, None, None, None, None, None, None,
            both("too few leads to tell", fr="trop peu de leads pour conclure"),
            None, None, None, None,
        ),
        reference=61.0,
        reference_label=both("all ads €61", fr="ensemble 61\u00a0€"),
    )  # fmt: skip
    table = ReportTable(
        "money.table",
        both("Campaigns by ad spend", fr="Campagnes par dépenses publicitaires"),
        (
            column("campaign", "Campaign", "Campagne"),
            column("spend", "Ad spend", "Dépenses", Unit.MONEY),
            column("leads", "Leads", "Leads", Unit.COUNT),
        ),
        tuple(
            (name, money_of(cost), count(value and round(cost / value)))
            for name, cost, value in zip(names, spend, middles, strict=True)
        ),
        BASIS,
        charts=(chart,),
        strong=(0, 1),
    )
    return Section(
        "money",
        say(
            "money",
            "heat-pump-search takes 49% of ad spend; a lead costs €113 there, twice the €52 of quote-requests",
            "heat-pump-search prend 49\u202f% des dépenses\u00a0; un lead y coûte 113\u00a0€, deux fois plus que via quote-requests (52\u00a0€)",
        ),
        (table,),
        talk=TALK,
    )


def trust() -> Section:
    """Covered days of ten sources next to a table without a picture."""
    names = (
        "Costs",
        "CRM",
        "GA4",
        "Google Ads",
        "Meta Ads",
        "LinkedIn",
        "Facebook",
        "X",
        "TikTok",
        "YouTube",
    )
    whole = (WINDOW,)
    spans = (
        *(whole,) * 8,
        ((date(2025, 11, 29), WINDOW[1]),),
        ((date(2025, 10, 1), date(2025, 12, 31)), (date(2026, 8, 1), WINDOW[1])),
    )
    chart = RowChart(
        "trust.spans",
        both("The quarter is complete in all sources but one", fr="Le trimestre est complet dans toutes les sources sauf une"),
        RowShape.SPANS,
        both("Eight of ten sources cover all days.", fr="Huit sources sur dix couvrent tous les jours."),
        Unit.COUNT,
        subtitle=both("Days in the files; red: missing", fr="Jours présents dans les fichiers\u00a0; rouge\u00a0: manquants"),
        labels=(None,) * 8 + (both("from 29 Nov 2025", fr="dès le 29 nov. 2025"), both("7 months missing", fr="7 mois manquants")),
        window=WINDOW,
        period=QUARTER,
        spans=spans,
    )  # fmt: skip
    coverage = ReportTable(
        "trust.coverage",
        both("Sources", fr="Sources"),
        (column("source", "Source", "Source"),),
        tuple((name,) for name in names),
        BASIS,
        charts=(chart,),
    )
    fault = ReportTable(
        "trust.fault",
        both("One tag moves sessions between two channels", fr="Une balise déplace des sessions entre deux canaux"),
        (
            column("what", "Tag “social_paid”", "Balise «\u202fsocial_paid\u202f»"),
            column("now", "As tagged", "Actuelle", Unit.COUNT),
            column("fixed", "Corrected", "Corrigée", Unit.COUNT),
        ),
        tuple(
            (both("Sessions, {n}", fr="Sessions, {n}", n=n), count(3532.0 + n), count(2838.0 - n))
            for n in range(6)
        ),
        BASIS,
    )  # fmt: skip
    return Section(
        "trust",
        say(
            "trust",
            "One wrong tag changes two conclusions, and about half of the revenue is known so far",
            "Une balise fausse change deux conclusions, et la moitié environ du chiffre d’affaires est connue à ce jour",
        ),
        (fault, coverage),
        talk=TALK,
    )


def decide() -> Section:
    """Next steps with effect and measure, and earlier ones with their state."""
    steps = Actions(
        "decide.steps",
        tuple(
            Action(
                f"d{n}",
                say(f"d{n}.what", *words),
                owner,
                date(2026, 12, n),
                both("{low} to {high} leads", fr="de {low} à {high} leads", low="−9", high="+10"),
                both("at least 44 leads by 31 Dec", fr="au moins 44 leads d’ici au 31 déc.")
                if n < 3
                else None,
            )
            for n, owner, words in (
                (1, "Claire Vasseur", ("Decide on the test of €1,500 in quote-requests", "Décider du test de 1\u202f500\u00a0€ dans quote-requests")),
                (2, "Nadia Ferrand", ("Correct “social_paid” in Meta Ads", "Corriger «\u202fsocial_paid\u202f» dans Meta Ads")),
                (14, "", ("Read the revenue of October again", "Relire le chiffre d’affaires d’octobre")),
            )
        ),
    )  # fmt: skip
    earlier = ReportTable(
        "decide.earlier",
        both("Steps after September", fr="Étapes après septembre"),
        (
            column("step", "Step", "Étape"),
            column("state", "State", "État"),
            column("measured", "Measured", "Mesuré"),
        ),
        tuple(
            (
                both("Step {n} of September", fr="Étape {n} de septembre", n=n),
                both("Done", fr="Fait"),
                both("{n} leads", fr="{n} leads", n=79 - n),
            )
            for n in range(1, 5)
        ),
        BASIS,
    )
    return Section(
        "decide",
        say(
            "decide",
            "Decide on the test by 1 December; two other steps have an owner or a day",
            "Décider du test d’ici au 1er décembre\u00a0; deux autres étapes ont un responsable ou une date",
        ),
        (steps, earlier),
        talk=TALK,
        part=StoryPart.DECISION,
    )
