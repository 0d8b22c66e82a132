"""A company whose files call people by e-mail addresses, phone numbers, user ids and lead ids."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from cli.data import cli as data
from cli.metrics import main as metrics

MAIL, PHONE = "Zelphira.Quock@mail.example", "+33 6 98 76 54 00"
PERIOD = ("--from", "2026-03-01", "--to", "2026-03-31")
TRACES = ("zelphira", "zelph", "quock", "L-ZELPH", "T-ZELPH", "CLICKZELPH", "s-zelph", "98765400", "98 76 54 00")  # fmt: skip
SOURCES = (("linkedin", "social"), ("newsletter", "email"), ("google", "cpc"), ("", ""))


def leads() -> str:
    rows = ["lead_id,created_at,email,phone,utm_source,utm_medium,utm_campaign,stage,qualified_at,won_at,amount,currency,gclid"]  # fmt: skip
    for n in range(24):
        source, medium = SOURCES[n % 4]
        won = f"2026-03-{n % 20 + 9:02},{100 + n}.50,EUR" if n % 3 == 0 else ",,"
        stage = "Customer" if n % 3 == 0 else "MQL"
        rows.append(f"L-{n},2026-03-{n % 20 + 3:02}T10:00:00Z,p{n}@mail.example,,{source},{medium},spring,{stage},2026-03-{n % 20 + 6:02},{won},")  # fmt: skip
    mine = "2026-03-05T10:00:00Z"
    rows += [
        f"L-ZELPH-1,{mine},{MAIL.upper()},,linkedin,social,spring,Customer,2026-03-06,2026-03-20,900,EUR,CLICKZELPH",
        f"L-ZELPH-2,2026-03-09T10:00:00Z,{MAIL},0698765400,,,,MQL,2026-03-10,,,,",
        "L-ZELPH-3,2026-03-11T10:00:00Z,,0033698765400,newsletter,email,,MQL,2026-03-12,,,,",
        "L-ZELPH-4,2026-03-12T10:00:00Z,,+33 (0)6.98.76.54.00,newsletter,email,,Customer,2026-03-12,2026-03-13,70,EUR,",
    ]
    return "\n".join(rows) + "\n"


def touches() -> str:
    rows = ["started_at,user_id,session_id,source,medium,campaign,landing_page,click_id"]
    for n in range(24):
        for visit in range(n % 3 + 1):
            source, medium = SOURCES[(n + visit) % 4]
            rows.append(f"2026-03-0{visit + 1}T0{n % 9}:00:00Z,p{n}@mail.example,s{n}-{visit},{source},{medium},spring,/a,")  # fmt: skip
    rows += [
        f"2026-03-02T08:00:00Z,{MAIL},s-zelph-1,google,cpc,brand,/a,CLICKZELPH",
        f"2026-03-03T08:00:00Z,{MAIL},s-zelph-2,newsletter,email,spring,/b,",
        f"2026-03-04T08:00:00Z,{MAIL},s1-0,linkedin,social,spring,/b,",  # another has a visit of this id
    ]
    return "\n".join(rows) + "\n"


def conversions() -> str:
    rows = ["user_id,session_id,converted_at,event_name,value,currency,transaction_id"]
    rows += [f"p{n}@mail.example,s{n}-0,2026-03-08T10:0{n % 6}:00Z,purchase,{20 + n}.90,EUR,T-{n}" for n in range(0, 24, 2)]  # fmt: skip
    rows += [
        f"{MAIL},s-zelph-2,2026-03-06T10:00:00Z,purchase,49.90,EUR,T-ZELPH-1",
        f"{MAIL},s-zelph-2,2026-03-06T10:00:00Z,purchase,49.90,EUR,T-ZELPH-1",  # set aside
    ]
    return "\n".join(rows) + "\n"


# Another tool knows the same order, and calls the buyer otherwise.
SHOP = (
    "user_id,session_id,converted_at,event_name,value,currency,transaction_id\n"
    "buyer-7,,2026-03-07T10:00:00Z,purchase,49.90,EUR,T-ZELPH-1\n"
)
COSTS = "date,from,to,channel,platform,campaign,kind,label,amount,currency\n" + "".join(
    f"2026-03-{day:02},,,{channel},,,content,Film,12.50,EUR\n"
    for day in range(1, 31)
    for channel in ("Organic Social", "Email")
)


class Company:
    """A store and the commands on it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.files = folder / "store", folder / "files"
        self.files.mkdir(parents=True, exist_ok=True)

    def twin(self) -> Company:
        """Another store with the same in it."""
        made = Company(self.folder.parent / "twin")
        shutil.copytree(self.folder, made.folder)
        return made

    def write(self, **texts: str) -> list[str]:
        for name, text in texts.items():
            (self.files / f"{name}.csv").write_text(text, "utf-8")
        return [str(self.files / f"{name}.csv") for name in texts]

    def run(self, *asked: str, program=data, given: str | None = None):
        return CliRunner().invoke(
            program, [*asked, "--store", str(self.folder)], input=given, catch_exceptions=False
        )

    def json(self, *asked: str, program=data):
        return json.loads(self.run(*asked, "--json", program=program).output)

    def figures(self) -> list[object]:
        """Everything that could move: totals, credit, returns with their ranges over all models."""
        asked = [["report", *PERIOD], ["returns", *PERIOD]]
        asked += [
            ["attribute", *PERIOD, "--event", event, "--model", "linear"]
            for event in ("all", "crm.lead")
        ]
        return [self.json(*each, program=metrics) for each in asked]

    def totals(self) -> object:
        """Every metric of the period."""
        return self.json("report", *PERIOD, program=metrics)

    def traces(self, *more: str) -> dict[str, set[str]]:
        """Which files say what of the person, their tables read as well."""
        found = dict[str, set[str]]()
        for path in sorted(self.folder.rglob("*")):
            if not path.is_file() or path.parent.name == "private":
                continue
            text = path.name + path.read_bytes().decode("utf-8", "replace")
            if path.read_bytes()[:4] == b"PAR1":
                text += repr(pl.read_parquet(path).rows()) if "_delta_log" not in path.parts else repr(pl.read_parquet(path).to_dicts())  # fmt: skip
            if path.suffix == ".db":
                with sqlite3.connect(path) as state:
                    text += "\n".join(state.iterdump())
            said = {word for word in (*TRACES, *more) if word.lower() in text.lower()}
            if said:
                found[str(path.relative_to(self.folder))] = said
        return found


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the company's store and files, made once; nobody changes it."""
    folder = tmp_path_factory.mktemp("company")
    made = Company(folder)
    paths = made.write(
        leads=leads(), touches=touches(), conversions=conversions(), shop=SHOP, costs=COSTS
    )
    done = made.json("import", *paths)
    assert {each["status"] for each in done} == {"imported"}, done
    return folder


@pytest.fixture(scope="session")
def figures(imported: Path, tmp_path_factory: pytest.TempPathFactory) -> list[object]:
    """The figures of the company as it was imported."""
    folder = tmp_path_factory.mktemp("figures")
    return Company(Path(shutil.copytree(imported, folder, dirs_exist_ok=True))).figures()


@pytest.fixture
def company(imported: Path, tmp_path: Path) -> Company:
    shutil.copytree(imported, tmp_path, dirs_exist_ok=True)
    return Company(tmp_path)
