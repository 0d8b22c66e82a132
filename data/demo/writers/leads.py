"""Demo writer: leads of a CRM with UTM columns and made-up people (never stored as such)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from data.demo import plan
from data.demo.files import DemoFile, table
from data.demo.linked import contents
from data.demo.world import World

COLUMNS = [
    "lead_id",
    "created_at",
    "email",
    "name",
    "phone",
    "utm_source",
    "utm_medium",
    "utm_campaign",
    "utm_content",
    "user_id",
    "stage",
    "qualified_at",
    "won_at",
    "amount",
    "currency",
]
_SEED = 2_121
_UNSEEN = 6  # one lead in so many did not consent to the visitor's id
NAMES = ("Alex Exemple", "Camille Essai", "Dominique Fictif", "Sacha Modèle", "Claude Personne")


def _stage(lead: dict[str, Any]) -> str:
    if lead["won_on"] is not None:
        return "customer"
    if lead["qualified_on"] is not None:
        return "qualified"
    return "lost" if lead["lost"] else "lead"


def _row(number: int, lead: dict[str, Any]) -> list[object]:
    tracked = lead["tracked"]
    utm = [lead[name] if tracked else "" for name in ("source", "medium", "campaign")]
    won, qualified = lead["won_on"], lead["qualified_on"]
    return [
        f"L-{number:06d}", f"{lead['created_at']:%Y-%m-%dT%H:%M:%SZ}",
        f"person{number}@example.com", NAMES[number % len(NAMES)], f"+33 1 99 00 {number % 10_000:04d}",
        *utm, lead["content"] or "" if tracked else "",
        f"visitor-{number - 1}" if number % _UNSEEN else "",
        _stage(lead), qualified or "", won or "",
        f"{lead['amount']:.2f}" if won else "", plan.CURRENCY if won else "",
    ]  # fmt: skip


def write(world: World) -> Iterator[DemoFile]:
    """Every lead, oldest first."""
    ordered = world.leads.sort("created_at", maintain_order=True)
    content = contents(world.posts, ordered.select("way", at="created_at"), _SEED)
    leads = ordered.with_columns(content).iter_rows(named=True)
    rows: list[list[object]] = [list(COLUMNS)]
    rows += [_row(number, lead) for number, lead in enumerate(leads, start=1)]
    yield DemoFile("CRM/leads.csv", table(rows).encode())
