"""``python -m data zone``: the company's time zone, as guessed or chosen."""

from __future__ import annotations

import click

from changes.settings import set_time_zone
from cli.options import Call, by_option, common_options, print_json, print_lines
from data.values.audit import Actor
from data.values.zone import CompanyZone, ZoneEvidence, zones
from i18n.message import Message, msg


def _said(found: CompanyZone) -> Message:
    match found.evidence:
        case ZoneEvidence.CHOSEN:
            return msg("{zone}: chosen. Leads, visits and posts are counted by its days.", zone=found.name)  # fmt: skip
        case ZoneEvidence.GA4:
            return msg("{zone}: guessed from Google Analytics. Confirm or change it: python -m data zone {zone}", zone=found.name)  # fmt: skip
        case ZoneEvidence.DEMO:
            return msg("{zone}: the time zone of the demo company.", zone=found.name)
        case ZoneEvidence.MACHINE:
            return msg("{zone}: guessed from this computer. Confirm or change it: python -m data zone {zone}", zone=found.name)  # fmt: skip


@click.command("zone")
@click.argument("name", required=False)
@by_option
@common_options
def zone(call: Call, who: Actor, name: str | None) -> None:
    """Show or choose the time zone of the days that count (Europe/Paris)."""
    if name is not None and name not in zones():
        raise click.UsageError(f"No such time zone: {name}. For example: Europe/Paris")
    with call.store() as store:
        if name is not None:
            set_time_zone(store, name, who)
        found = store.zone()
    if call.as_json:
        print_json({"zone": found.name, "from": found.evidence.value})
        return
    print_lines([call.text(_said(found))])
