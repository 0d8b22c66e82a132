"""A sceptic reads three reports with the rows of the company next to them, and works every number out again.

The arithmetic is that of ``books``: pandas and nothing of the product. What is an estimate (intervals,
likelihoods, expected values, the line of a rule) is worked out again by the oracles of ``ELSEWHERE``.
Here it is only checked that titles, tables and charts show the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from report.build import build
from report.document.model import Amount, Audience, Report, Request, SeriesRole, values_of
from report.evidence.context import ReportContext
from tests.conftest import LAST, ROOT
from tests.report.sceptic import books as plain
from tests.report.sceptic.books import Books, Period
from tests.report.sceptic.shown import Reading, numbers, says
from tests.report.worlds import MADE, MONTH, TAGS, World, _goal, request

# What is printed, and the test that works it out with code of its own.
ELSEWHERE = {
    "intervals and verdicts of changes": "tests/statistics/test_period_change.py",
    "intervals of the parts of a change": "tests/metrics/test_change_parts.py",
    "intervals of costs per result and per customer, which months are mature": "tests/metrics/plain_campaigns.py",
    "which campaigns differ": "tests/metrics/test_campaign_costs.py",
    "which money is moved, the line of the rule, weeks of a test": "tests/metrics/plain_budget.py",
    "forecasts, likelihoods, targets at a likelihood, pace of a goal": "tests/metrics/forecast_oracle.py",
    "expected values of what is provisional, and how much is known": "tests/statistics/test_maturity.py",
    "covered days of a source": "tests/metrics/test_coverage.py",
}


@dataclass(frozen=True)
class Case:
    """A report, its reader's view, and the books of its company. ``newest`` is the last day."""

    reading: Reading
    books: Books
    goals: tuple
    newest: date

    @property
    def report(self) -> Report:
        return self.reading.report

    @property
    def period(self) -> Period:
        return self.report.request.start, self.report.request.end

    @property
    def before(self) -> Period:
        return plain.months_back(self.period, 1)

    @property
    def year(self) -> Period:
        return plain.months_back(self.period, 12)

    @property
    def shown_before(self) -> list[Period]:
        """The periods that the answer compares with: one column each."""
        columns = [column.id for column in self.reading.table("answer.table").columns]
        return [self.before, self.year][: sum(name.startswith("before") for name in columns)]


def _rows(store: Path) -> Books:
    """The tables as the command line writes them."""
    from cli.data import cli  # the command line takes long to import

    texts = {}
    for table in plain.TABLES:
        written = CliRunner().invoke(cli, ["rows", table, "--store", str(store)])
        assert written.exit_code == 0, written.output
        texts[table] = written.stdout_bytes
    return Books.read(texts)


def _demo_cases(folder: Path) -> Iterator[tuple[str, Case]]:
    from data.store import Store

    store = Store.open(folder)
    context, books = ReportContext.of(store), _rows(folder)
    now = datetime.combine(LAST + timedelta(days=1), time(8), UTC)
    for name, month, language, audience in (
        ("demo", 10, "en", Audience.EXECUTIVE),
        ("demo of August", 8, "fr", Audience.ANALYST),
    ):
        asked = Request(date(2026, month, 1), date(2026, month, 31), language, audience=audience)
        made = build(context, asked, now=now)
        yield name, Case(Reading(made), books, context.goals, LAST)
    store.close()


def _made_case() -> Case:
    """A company that has lost half of its leads and spends more."""
    goals = (_goal(900), _goal(900, "Email", "h"))
    facts = World(leads=0.5, spend=1.3, seed=3, goals=goals).facts()
    names = ("leads", "ad_costs", "web_sessions")
    tables = {name: pd.DataFrame(facts.frame(name).collect().to_dicts()) for name in names}
    channels = dict(zip(TAGS.values(), ("Paid Search", "Paid Social", "Email"), strict=True))
    report = build(ReportContext(facts, goals=goals), request("en"), now=MADE)
    return Case(Reading(report), Books.of(tables, channels), goals, MONTH[1])


@pytest.fixture(scope="module")
def cases(demo_folder: Path) -> dict[str, Case]:
    return dict(_demo_cases(demo_folder)) | {"made by hand": _made_case()}


@pytest.fixture(params=["demo", "demo of August", "made by hand"])
def case(request: pytest.FixtureRequest, cases: dict[str, Case]) -> Case:
    return cases[request.param]


def _per_day(books: Books, period: Period) -> float:
    return len(books.leads(period)) / plain.days(period)


def _social(books: Books, period: Period) -> float:
    return books.sessions(period, "Organic Social") / plain.days(period)


def _revenue(books: Books, period: Period) -> float:
    return float(books.won(period)["amount"].sum())


FIGURES: dict[str, Callable[[Books, Period], float]] = {
    "Leads per day": _per_day,
    "Leads par jour": _per_day,
    "Cost per lead": Books.cost_per_lead,
    "Coût par lead": Books.cost_per_lead,
    "Organic social sessions per day": _social,
    "Chiffre d’affaires": _revenue,
}
TOTALS = {
    "Leads": lambda books, period: len(books.leads(period)),
    "Organic": lambda books, period: books.sessions(period, "Organic Social"),
}


def test_the_oracles_of_estimates_are_there() -> None:
    assert not [name for name in ELSEWHERE.values() if not (ROOT / name).is_file()]


def test_the_answer_counts_what_the_rows_have(case: Case) -> None:
    """Each figure now, before and a year before, its usual range, and its trend."""
    table, printed = case.reading.table("answer.table"), case.reading.rows("answer.table")
    [chart] = table.charts
    for place, (row, texts) in enumerate(zip(table.rows, printed, strict=True)):
        of = next((found for name, found in FIGURES.items() if texts[0].startswith(name)), None)
        if of is None:
            assert re.match("Goal|Objectif", texts[0])
            continue
        says(texts[1], case.reading.language, of(case.books, case.period))
        for text, before in zip(texts[2:-1], case.shown_before, strict=True):
            first, *more = numbers(text, case.reading.language)
            assert first.is_of(of(case.books, before)), text
            assert more == [] or more[0].is_of(abs(_change(case, before, texts[0]))), text
        periods = [plain.months_back(case.period, back) for back in range(12, -1, -1)]
        values = [of(case.books, one) for one in periods]
        assert chart.trends[place] == pytest.approx(values)
        usual = row[-1]
        assert isinstance(usual, Amount)
        ends = pd.Series(values[:-1]).quantile([0.1, 0.9])
        assert [usual.low, usual.high] == pytest.approx(list(ends), rel=0.005)
        name = next((name for name in TOTALS if texts[0].startswith(name)), None)
        if name is not None:
            total = TOTALS[name](case.books, case.period)
            says(texts[0], case.reading.language, total, plain.days(case.period))


def _change(case: Case, before: Period, label: str = "Leads") -> float:
    """The change in percent that is printed: of counts per usual day."""
    books = case.books
    if label.startswith(("Leads", "Organic")):
        leads = books.daily("leads", "created_on", None, case.period[1])
        return plain.adjusted_change(leads, case.period, before)
    of = next(found for name, found in FIGURES.items() if label.startswith(name))
    return 100 * (of(books, case.period) / of(books, before) - 1)


def test_titles_of_the_answer_have_the_values_beneath(case: Case) -> None:
    """The total or the change of the title, spend with its own, and the sentence next to it."""
    language, is_october = case.reading.language, _name(case) == "demo"
    total, change = len(case.books.leads(case.period)), abs(_change(case, case.before))
    spend = case.books.daily("ad_costs", "date", "spend", case.period[1])
    spent = abs(plain.adjusted_change(spend, case.period, case.before))
    values = (total, 1000) if is_october else (change, spent)
    says(case.reading.title("answer"), language, *values)
    what = case.reading.sentence("answer.what")
    values = (total, _per_day(case.books, case.period), _per_day(case.books, case.before))
    says(what, language, *values, *([] if is_october else [change]))


def _name(case: Case) -> str:
    if case.newest != LAST:
        return "made by hand"
    return "demo" if case.period[1] == LAST else "demo of August"


def test_parts_of_the_change_add_up(case: Case) -> None:
    """Each part by Shapley's formula, the totals, and the change in percent that the title has."""
    table, printed = case.reading.table("moved.parts"), case.reading.rows("moved.parts")
    compared = [case.before, case.year][: len(table.columns) - 1]
    title = numbers(case.reading.title("moved"), case.reading.language)
    for place, before in enumerate(compared, 1):
        found = list(plain.parts(case.books, case.period, before).values())
        known = [
            values_of(chart.series, SeriesRole.MIDDLE, len(table.rows)) for chart in table.charts
        ]
        drawn = [value for value in known[place - 1][:-1] if value is not None]
        worked_out = [value for value in found if value]
        assert sorted(drawn) == pytest.approx(sorted(worked_out))
        for text, value in zip(
            [row[place] for row in printed[:-1]], known[place - 1], strict=False
        ):
            assert value is None or numbers(text, case.reading.language)[0].is_of(value)
        total = len(case.books.leads(case.period)) - len(case.books.leads(before))
        assert known[place - 1][-1] == total == pytest.approx(sum(drawn))
        change = _change(case, before)
        says(printed[-1][place], case.reading.language, total, change)
        if place <= len(title):
            assert title[place - 1].is_of(change)


def test_the_cost_of_paid_results(case: Case) -> None:
    """All costs of paid channels by their leads, now and a year before."""
    costs = [case.books.paid_cost_per_lead(one) for one in (case.period, case.year)]
    says(case.reading.sentence("moved.ads"), case.reading.language, *costs)


def _counted(case: Case, goal, fixed: bool = False) -> float:
    """What a goal has reached by the newest day; with the proposed fix of the wrong medium."""
    books = _fixed(case.books) if fixed else case.books
    span = goal.start, min(case.newest, goal.end)
    if goal.metric == "leads":
        leads = books.leads(span)
        return float((books.channel(leads) == goal.channel).sum() if goal.channel else len(leads))
    sessions = books.sessions(span, goal.channel or "Organic Social")
    leads = books.leads(span)
    own = books.channel(leads) == goal.channel
    if goal.metric == "lead_rate":
        return float(own.sum()) / sessions
    if goal.metric == "cpl":
        platform = books.ads(span)
        spend = platform["spend"][platform["platform"] == "google_ads"].sum()
        return float(spend + books.others(span, (goal.channel,))) / float(own.sum())
    return sessions


def _fixed(books: Books) -> Books:
    """The books with the fix that the report proposes: social_paid is paid_social."""
    tables = dict(books.tables)
    for name in ("leads", "web_sessions"):
        rows = tables[name]
        tables[name] = rows.assign(medium=rows["medium"].replace("social_paid", "paid_social"))
    return Books(tables, books.channels)


def test_goals_count_what_the_rows_have(case: Case) -> None:
    """What is reached, the target, and the bars as shares of it; the title names the same."""
    table = case.reading.table("goals.table")
    done = values_of(table.charts[0].series, SeriesRole.ACTUAL, len(table.rows))
    running = [goal for goal in case.goals if goal.start <= case.newest <= goal.end]
    assert len({id(goal) for goal in running}) >= 2
    for place, (row, texts) in enumerate(
        zip(table.rows, case.reading.rows("goals.table"), strict=True)
    ):
        fixed = bool(re.search("with UTM fixes|balises corrigées", texts[0]))
        [goal] = [one for one in running if row[3].value == one.target and _is_of(texts[0], one)]
        value = _counted(case, goal, fixed)
        printed = 100 * value if goal.kind == "rate" else value
        says(texts[2], case.reading.language, printed)
        assert done[place] == pytest.approx(value / goal.target)


_SCOPES = {
    "Paid Social": "Paid Social|sociaux payants", "Organic Search": "Organic Search|Recherche organique",
    "Paid Search": "Paid Search|Recherche payante", "Email": "Email", "Organic Social": "rganic|organiques",
}  # fmt: skip


def _is_of(text: str, goal) -> bool:
    """Whether a row of the table is about a goal: two may have one target."""
    if goal.channel:
        return bool(re.search(_SCOPES[goal.channel], text))
    return " · " not in text


@pytest.mark.parametrize("section", ["answer", "goals", "moved", "budget"])
def test_titles_have_only_what_is_beneath(case: Case, section: str) -> None:
    """Each number of a title is printed beneath it; the report's headline is the first title."""
    reading, language = case.reading, case.reading.language
    title = numbers(reading.title(section), language)
    below = numbers(reading.beneath(reading.sections[section]), language)
    assert title
    for number in title:
        values = [one.value * one.scale for one in below]  # “fell 21%” is −21% in a table
        assert any(number.is_of(v) or number.is_of(-v) for v in values), (number, below)
    assert case.report.headline.message == case.report.sections[0].title.message


def test_campaigns_cost_what_the_rows_have(case: Case) -> None:
    """Spend, its shares, leads, cost per result; customers and their cost in the mature months."""
    books, period, table = case.books, case.period, case.reading.table("money.campaigns")
    ads, leads = books.ads(period), books.leads(period)
    spend = ads.groupby("campaign")["spend"].sum().sort_values(ascending=False)
    assert [row[0] for row in table.rows] == list(spend.index)
    results = table.charts[0]
    drawn = values_of(results.series, SeriesRole.MIDDLE, len(table.rows))
    per_lead = {}
    for place, row in enumerate(table.rows):
        own = int((leads["campaign"] == row[0]).sum())
        per_lead[row[0]] = spend[row[0]] / own
        expected = [spend[row[0]], spend[row[0]] / spend.sum(), own]
        assert [cell.value for cell in row[1:4]] == pytest.approx(expected)
        assert drawn[place] == pytest.approx(per_lead[row[0]])
        says(case.reading.text(results.labels[place]), case.reading.language, per_lead[row[0]])
    inside = leads["campaign"].isin(spend.index)
    assert results.reference == pytest.approx(spend.sum() / inside.sum())
    says(case.reading.sentence("money.elsewhere"), case.reading.language, (~inside).sum())
    _customers(case, spend)


def _customers(case: Case, spend: pd.Series) -> None:
    """Mature months: the last twelve whole ones of which the report says that they are."""
    books, table, language = (
        case.books,
        case.reading.table("money.campaigns"),
        case.reading.language,
    )
    title = numbers(case.reading.title("money"), language)
    if len(table.charts) < 2:
        [share] = title
        assert share.is_of(100 * spend.iloc[0] / spend.sum())
        return
    months = date(2025, 9, 1), date(2026, 8, 31)
    chart, won, ads = table.charts[1], books.won(months), books.ads(months)
    printed = case.reading.text(chart.subtitle).replace("\u00a0", " ")
    assert re.search("1(er sept.| Sep) 2025(–| au )31 (août|Aug) 2026", printed)
    cost = ads.groupby("campaign")["spend"].sum()
    customers = won.groupby("campaign").size()
    drawn = values_of(chart.series, SeriesRole.MIDDLE, len(table.rows))
    for place, row in enumerate(table.rows):
        if row[4] is None:
            assert row[0] not in cost.index
            continue
        count = int(customers.get(row[0], 0))
        assert row[4].value == count
        assert drawn[place] == (pytest.approx(cost[row[0]] / count) if count >= 5 else None)
    dear, cheap = "heat-pump-search", "quote-requests"
    each = {name: cost[name] / customers[name] for name in (dear, cheap)}
    in_order = [each[dear], each[dear] / each[cheap], each[cheap]]
    says(case.reading.title("money"), language, 100 * spend[dear] / spend.sum(), *in_order)
    amounts = won["amount"][won["campaign"] == dear].sum()
    assert numbers(case.reading.sentence("money.returned"), language)[0].is_of(amounts / cost[dear])
    known = won["campaign"].isin(cost.index)
    assert chart.reference == pytest.approx(cost.sum() / known.sum())


def test_scenarios_follow_from_what_campaigns_bring(case: Case) -> None:
    """Hold, shift and cut: spend of the plan, effects from nothing to in proportion, and their widths."""
    if not case.reading.has("budget.scenarios"):
        _history(case)
        return
    books, language, amount, plan = case.books, case.reading.language, 1000.0, 30
    past = LAST - timedelta(days=90), LAST
    ads, leads = books.ads(past), books.leads(past)
    spend = ads.groupby("campaign")["spend"].sum()
    begun = ads.groupby("campaign")["date"].min()
    life = {name: min((pd.Timestamp(LAST) - begun[name]).days + 1, 91) for name in spend.index}
    counts = leads.groupby("campaign").size()
    daily = sum(spend[name] / life[name] for name in spend.index)
    lost, gained = (
        amount * counts[name] / spend[name] for name in ("heat-pump-search", "quote-requests")
    )
    varies = {
        name: plain.variation(_months(books, name, plan))
        for name in ("heat-pump-search", "quote-requests")
    }
    off, on = (
        plain.deviation(lost, varies["heat-pump-search"]),
        plain.deviation(gained, varies["quote-requests"]),
    )
    low = -lost - plain.Z80 * off
    high = gained - lost + plain.Z80 * (off**2 + on**2) ** 0.5
    hold, shift, cut = case.reading.rows("budget.scenarios")
    for row, total in ((hold, daily * plan), (shift, daily * plan), (cut, daily * plan - amount)):
        says(row[1], language, total)
    says(shift[3], language, low, high)
    says(cut[3], language, low, 0)
    usual = plan * sum(counts[name] / life[name] for name in spend.index)
    whole = plain.variation(_months(books, None, plan))
    for row, ends in (
        (hold, (usual, usual)),
        (shift, (usual - lost, usual + gained - lost)),
        (cut, (usual - lost, usual)),
    ):
        widths = [plain.Z80 * plain.deviation(end, whole) for end in ends]
        says(row[2], language, ends[0] - widths[0], ends[1] + widths[1])
    chart = case.reading.table("budget.scenarios").charts[0]
    middle = values_of(chart.series, SeriesRole.MIDDLE, 3)
    assert middle == pytest.approx((0.0, gained - lost, -lost))
    says(case.reading.sentence("budget.average"), language, gained - lost)
    says(case.reading.sentence("budget.worse"), language, 100 * lost / gained)
    weeks = numbers(case.reading.sentence("budget.rule"), language)[0].value
    says(case.reading.title("budget"), language, amount, low, high, weeks)


def _months(books: Books, campaign: str | None, length: int) -> list[float]:
    """Leads of one campaign, or of all with spend, since each began, in stretches of so many days."""
    ads, leads = books.tables["ad_costs"], books.tables["leads"]
    begun = ads[ads["spend"] > 0].groupby("campaign")["date"].min()
    chosen = [campaign] if campaign else list(begun.index)
    own = leads[leads["campaign"].isin(chosen)]
    own = own[own["created_on"] >= own["campaign"].map(begun)]
    by_day = (
        own.groupby("created_on")
        .size()
        .reindex(pd.date_range(begun[chosen].min(), LAST), fill_value=0)
    )
    return plain.stretches(by_day, length)


def _history(case: Case) -> None:
    """Too little history: whole weeks of spend, how they vary, and results."""
    weeks, variation, results = (row[1] for row in case.reading.table("budget.history").rows)
    ads, leads = case.books.tables["ad_costs"], case.books.tables["leads"]
    own = (
        ads[ads["campaign"] == "search-1"]
        .set_index("date")["spend"]
        .resample("W")
        .agg(["sum", "size"])
    )
    whole = own["sum"][own["size"] == 7]
    assert weeks.value == len(whole)
    assert variation.value == pytest.approx(whole.std() / whole.mean())
    last = whole.index.max()
    mine = leads[(leads["campaign"] == "search-1") & (leads["created_on"] <= last)]
    assert results.value == len(mine)
    says(case.reading.title("budget"), case.reading.language, 100 * variation.value)


def _network(rows: pd.DataFrame) -> pd.Series:
    return rows["source"].str.lower().replace(plain.SITES)


def test_networks_show_what_the_rows_have(case: Case) -> None:
    """Posts, views, sessions and leads of each network before and now; the posts with most leads."""
    if "audience" not in case.reading.sections:
        assert "posts" not in case.books.tables
        return
    books, language = case.books, case.reading.language
    seen = {"x": "impressions", "linkedin": "impressions"}
    for name, posts, views, sessions, leads in case.reading.rows("audience.networks"):
        network = name.lower()
        for period, place in ((case.before, 0), (case.period, 1)):
            published = plain.during(books.tables["posts"], "published_on", period)
            own = published[published["network"] == network]
            column = seen.get(network, "views")
            if network == "tiktok":
                days = plain.during(books.tables["account_days"], "date", period)
                own = own.iloc[:0]
                shown = days["views"][days["network"] == network].sum()
            else:
                shown = own[column].sum()
            visits, came = books.visits(period), books.leads(period)
            organic = visits[books.channel(visits) == "Organic Social"]
            expected = (
                (posts, len(own)), (views, shown),
                (sessions, organic["sessions"][_network(organic) == network].sum()),
                (leads, (_network(came) == network).sum()),
            )  # fmt: skip
            for text, value in expected:
                assert numbers(text, language)[place].is_of(value), (name, text, value)
    _best_posts(case)


def _best_posts(case: Case) -> None:
    """The leads of each post by the content tag of its link; the title has the first and the sum."""
    books, language = case.books, case.reading.language
    visits = books.tables["tagged_visits"]
    leads = books.tables["leads"].dropna(subset=["content"])
    named = leads.groupby([leads["source"].str.lower(), "content"]).size()
    traced = visits.groupby([visits["source"].str.lower(), "content"])["sessions"].sum()
    brought = []
    for row in case.reading.table("audience.posts").rows:
        key = case.reading.text(row[0]).lower(), f"post-{row[2]}"
        assert (row[3].value or 0) == named.get(key, 0)
        assert (row[4].value or 0) == traced.get(key, 0)
        brought.append(row[3].value or 0)
    assert brought == sorted(brought, reverse=True)
    says(case.reading.title("audience"), language, brought[0], sum(brought))


def test_trust_counts_what_the_rows_have(case: Case) -> None:
    """Provisional values so far, goals with and without the fix; the title counts the rows."""
    reading, language, leads = case.reading, case.reading.language, case.books.leads(case.period)
    if reading.has("trust.growing"):
        so_far = (
            leads["qualified_at"].notna().sum(),
            leads["won_at"].notna().sum(),
            leads["amount"].sum(),
        )
        rows = reading.rows("trust.growing")
        for row, value in zip(rows, so_far, strict=True):
            says(row[1], language, value)
    if not reading.has("trust.fixes"):
        says(reading.title("trust"), language, len(reading.table("trust.sources").rows))
        return
    rows = reading.rows("trust.fixes")
    [goal] = [one for one in case.goals if one.channel == "Paid Social"]
    says(rows[0][1], language, _counted(case, goal))
    says(rows[0][2], language, _counted(case, goal, fixed=True))
    known = (
        numbers(reading.rows("trust.growing")[0][3], language)
        if reading.has("trust.growing")
        else []
    )
    first, second, *share = numbers(reading.title("trust"), language)
    assert first.is_of(1)
    assert second.is_of(len(rows))
    assert [one.value for one in share] == [round(one.value) for one in known]


def test_steps_repeat_what_sections_say(case: Case) -> None:
    """Every number of a step, its effect and its measure is in the section that it comes from."""
    reading = case.reading
    [block] = [one for one in reading.sections["decide"].blocks if one.id == "decide.next"]
    texts = {
        item.id: [reading.text(one) for one in (item.expected, item.measure) if one]
        for item in block.items
    }
    language = reading.language
    if "steps.tags" in texts:
        [goal] = [one for one in case.goals if one.channel == "Paid Social"]
        moved = numbers(texts["steps.tags"][0], language)[:2]
        assert moved[0].is_of(_counted(case, goal))
        assert moved[1].is_of(_counted(case, goal, fixed=True))
    if "steps.budget" in texts:
        beneath = numbers(reading.beneath(reading.sections["budget"]), language)
        for number in numbers(texts["steps.budget"][0], language):
            assert number.value == 80 or any(number.value == one.value for one in beneath)
    if "steps.spend" in texts:
        usual = case.books.spend(case.before) / plain.days(case.before)
        says(texts["steps.spend"][1], language, usual)
    if "steps.read_again" in texts:
        row = numbers(" ".join(reading.rows("trust.growing")[0]), language)
        found = [one.value for one in numbers(texts["steps.read_again"][0], language)]
        assert found == [row[1].value, row[2].value, row[3].value, 80, row[0].value]
    count = len(block.items) - any(item.what.message for item in block.items if item.id in _ASKS)
    assert numbers(reading.title("decide"), language)[-1].is_of(count)


_ASKS = {"steps.spend", "steps.cause", "steps.budget"}
