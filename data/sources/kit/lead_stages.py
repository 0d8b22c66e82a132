"""CRM leads: UTM tags, click ids, lead stages with their dates, and the key of the person.

E-mail, phone and name only serve to distinguish people: of the first that is known, in this
order, the import stores a keyed hash.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import polars as pl

from data.base.issue import Level
from data.base.networks import click_ids
from data.base.table_report import CheckResult
from data.reading.names import normalise
from data.reading.table import Finding
from data.sources.kit.checks import Priced
from data.sources.kit.link_evidence import PROOF, with_evidence
from data.sources.kit.spec import Check, FieldSpec, Finish, TypedRows, column
from i18n.message import Message, msg, plural

PERSON = ("_email", "_phone", "_name", "_first_name", "_last_name", "user_key")
TAGS = ("source", "medium", "campaign", "content", "term")


# The words of different CRMs for the same step, as English and French users write them.
_STAGES = {
    word: stage
    for stage, words in {
        "lead": (
            "lead", "new", "open", "prospect", "subscriber", "nouveau", "contact", "abonné",
            "contacted", "nurturing", "working", "open - not contacted", "working - contacted",
        ),
        "qualified": (
            "qualified", "mql", "marketing qualified lead", "marketingqualifiedlead",
            "qualifié", "lead qualifié", "lead qualifié marketing",
        ),
        "sql": ("sql", "sales qualified lead", "salesqualifiedlead", "lead qualifié commercial"),
        "opportunity": (
            "opportunity", "deal", "proposal", "opportunité", "proposition",
            "converted", "closed - converted",
        ),
        "won": (
            "won", "closed won", "closedwon", "customer", "evangelist", "client", "gagné",
            "conclu", "fermé gagné", "ambassadeur",
        ),
        "lost": (
            "lost", "closed lost", "closedlost", "unqualified", "disqualified",
            "closed - not converted", "perdu", "fermé perdu", "non qualifié", "disqualifié",
        ),
    }.items()
    for word in words
}  # fmt: skip


def tags(*entities: str) -> tuple[FieldSpec, ...]:
    """Columns of UTM tags under their usual names, also behind the name of an entity.

    Next to them what forms save of the visit: the browser's id of Google Analytics and click ids.

    >>> tags("Deal - ")[0].names[3]
    ('en', 'deal - utm_source')
    """
    return (*(column(to, en=_tag_names(to, entities)) for to in TAGS), *visitor())


def visitor(*names: str) -> tuple[FieldSpec, ...]:
    """Columns that identify the visitor of a lead; ``names`` are further ones of the id."""
    clicks = [column(f"_{name}", en=headers) for name, headers in _clicks().items()]
    clicks.append(column("click_id", en="click_id"))
    return (column("user_key", en=(*names, "ga_client_id", "GA Client ID", "gaclientid")), *clicks)


def _clicks() -> dict[str, tuple[str, ...]]:
    """The click ids that forms save, and the names that CRMs give them."""
    return {click.parameter: click.headers for click in click_ids() if click.headers}


def _tag_names(tag: str, entities: tuple[str, ...]) -> tuple[str, ...]:
    names = (f"utm_{tag}", f"UTM {tag}", f"UTM {tag}-First Page Seen")
    return (*names, *(f"{entity}{name}" for entity in entities for name in names))


def staged(written: pl.Series) -> pl.Series:
    """Stages under one name; words that no CRM is known to use are left, in lower case."""
    words = {word: normalise(word) for word in written.drop_nulls().unique()}
    return written.replace({word: _STAGES.get(plain, plain) for word, plain in words.items()})


def evident(rows: TypedRows, frame: pl.DataFrame) -> pl.DataFrame:
    """``frame`` whose rows without tags have those of their links and click ids.

    A source that fills tags from another column of its CRM calls it first where a click id tells more.
    """
    if PROOF in frame.columns:
        return frame
    return with_evidence(rows, frame)


def with_person(rows: TypedRows, frame: pl.DataFrame) -> pl.DataFrame:
    """``frame`` with the text that identifies the person, still in clear.

    Rows without tags have those of their links and click ids (see ``with_evidence``).
    """
    frame = evident(rows, frame)
    ways = [name for name in ("_email", "_phone") if name in rows.columns]
    parts = [name for name in ("_first_name", "_last_name", "_name") if name in rows.columns]
    known = list(map(pl.col, ways))
    if parts:
        known.append(pl.concat_str(parts, separator=" ", ignore_nulls=True).replace("", None))
    return frame.with_columns(person_key=pl.coalesce(known)) if known else frame


def identified(system: str) -> pl.Expr:
    """The lead’s id behind the name of its system: ids of two systems may be alike.

    The space separates an e-mail address that serves as id, so that it is hashed alone.
    """
    return pl.format("{} {}", pl.lit(system), "lead_id").alias("lead_id")


def is_true(name: str) -> pl.Expr:
    """Whether a text column says yes, as CRMs write it."""
    return pl.col(name).str.to_lowercase().is_in(["true", "yes", "1", "oui", "vrai"])


def sound_steps(finish: Finish, qualified: str = "qualified_at", won: str = "won_at") -> Check:
    """Checks of the leads that ``finish`` gives: stages, their days and their amounts.

    ``qualified`` and ``won`` are what the system calls the columns of these days.
    """

    def check(rows: TypedRows) -> Iterator[Finding | CheckResult]:
        done = replace(rows, frame=finish(rows))
        yield from _unknown_stages(done)
        yield from _evident_sources(done)
        yield from _undated_steps(done, {"qualified": qualified, "won": won})
        yield from _won_too_early(done)
        yield from Priced("amount")(done)

    return check


def _unknown_stages(rows: TypedRows) -> Iterator[Finding]:
    stages = rows.frame["stage"].drop_nulls().unique(maintain_order=True)
    unknown = [stage for stage in stages if stage not in _STAGES.values()]
    if unknown:
        yield Finding(
            Level.NOTE,
            msg("Stages imported unchanged: {stages}", stages=", ".join(unknown[:8])),
            msg("To compare files, use lead, qualified, sql, opportunity, won or lost."),
            column=rows.columns.get("stage"),
        )


def _evident_sources(rows: TypedRows) -> Iterator[Finding]:
    """Where leads without tags have their source from, which no column of the file says."""
    proofs = rows.frame[PROOF].drop_nulls()
    clicks = int((proofs == "click").sum())
    if clicks:
        yield Finding(
            Level.NOTE,
            plural(
                "{count} lead without UTM tags has its source from a click id",
                "{count} leads without UTM tags have their source from a click id",
                count=clicks,
            ),
            msg(
                "Click ids that only ads get prove an ad. Others prove only the network, so "
                "the channel stays “Unassigned” unless a channel rule sets another."
            ),
        )
    if clicks < len(proofs):
        yield Finding(
            Level.NOTE,
            plural(
                "{count} lead has its source from the UTM tags in a link",
                "{count} leads have their source from the UTM tags in a link",
                count=len(proofs) - clicks,
            ),
            msg("If that is wrong, fix the UTM tags on the page UTM tags."),
        )


def _undated_steps(rows: TypedRows, shown: Mapping[str, str]) -> Iterator[Finding]:
    """A lead counts as qualified or won from a day on; a stage alone names none."""
    stage = rows.frame["stage"]
    for step, name in shown.items():
        undated = int(((stage == step) & rows.frame[f"{step}_at"].is_null()).sum())
        if undated:
            yield Finding(Level.WARNING, _undated(step, undated), _give_day(name))


def _won_too_early(rows: TypedRows) -> Iterator[Finding]:
    """No lead is won before it comes in: two columns, or day and month, are mixed up."""
    # Days, not times: a date without a time of day is read as midnight.
    day = pl.col("created_at").dt.date()
    early = rows.frame.filter(pl.col("won_at").dt.date() < day)
    if early.height:
        yield Finding(
            Level.WARNING,
            plural(
                "{count} lead was won before the day it came in",
                "{count} leads were won before the day they came in",
                count=early.height,
            ),
            msg("Check whether two columns, or day and month, have been mixed up."),
            early["source_row"][0],
            rows.columns.get("won_at"),
        )


def _undated(step: str, count: int) -> Message:
    return plural(
        "{count} lead at the stage “{step}” has no date and is not counted there",
        "{count} leads at the stage “{step}” have no date and are not counted there",
        count=count,
        step=step,
    )


def _give_day(name: str) -> Message:
    return msg("Add the column {column} with the day to the export.", column=name)
