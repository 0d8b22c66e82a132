"""What can be done, by the ids that the audit log holds. An id never changes its meaning."""

from __future__ import annotations

from collections.abc import Mapping

from data.values.audit import Via
from i18n.message import Message, msg, plural

VIA: Mapping[Via, Message] = {
    Via.PAGE: msg("on a page"),
    Via.COMMAND: msg("by a command"),
    Via.PROGRAM: msg("by a program"),
}
NAME_UNKNOWN = msg("name unknown")

ACTS: Mapping[str, Message] = {
    "import.add": plural("{n} file imported", "{n} files imported"),
    "import.undo": plural("{n} import undone", "{n} imports undone"),
    "store.repair": plural("Data repaired {n} time", "Data repaired {n} times"),
    "upload.discard": plural("{n} file skipped", "{n} files skipped"),
    "upload.erase": plural("{n} stored file deleted", "{n} stored files deleted"),
    "upload.redact": plural("Stored files redacted {n} time", "Stored files redacted {n} times"),
    "person.forget": plural("{n} person forgotten", "{n} people forgotten"),
    "retention.set": plural(
        "Storage time of files changed {n} time", "Storage time of files changed {n} times"
    ),
    "mapping.save": plural("{n} column mapping saved", "{n} column mappings saved"),
    "mapping.remove": plural("{n} column mapping deleted", "{n} column mappings deleted"),
    "correction.add": plural("{n} fix made", "{n} fixes made"),
    "correction.undo": plural("{n} fix undone", "{n} fixes undone"),
    "channel.add": plural("{n} custom channel rule added", "{n} custom channel rules added"),
    "channel.remove": plural("{n} custom channel rule deleted", "{n} custom channel rules deleted"),
    "channel.move": plural("{n} custom channel rule moved", "{n} custom channel rules moved"),
    "cost.add": plural("{n} cost added", "{n} costs added"),
    "cost.edit": plural("{n} cost edited", "{n} costs edited"),
    "cost.remove": plural("{n} cost deleted", "{n} costs deleted"),
    "rate.add": plural("{n} exchange rate added", "{n} exchange rates added"),
    "rate.remove": plural("{n} exchange rate deleted", "{n} exchange rates deleted"),
    "margin.add": plural("{n} margin added", "{n} margins added"),
    "margin.remove": plural("{n} margin deleted", "{n} margins deleted"),
    "currency.set": plural(
        "Reporting currency changed {n} time", "Reporting currency changed {n} times"
    ),
    "outcomes.set": plural("Counted results changed {n} time", "Counted results changed {n} times"),
    "goal.add": plural("{n} goal created", "{n} goals created"),
    "goal.edit": plural("{n} goal edited", "{n} goals edited"),
    "goal.archive": plural("{n} goal archived", "{n} goals archived"),
    "goal.restore": plural("{n} goal restored", "{n} goals restored"),
    "objectives.set": plural(
        "Business objectives edited {n} time", "Business objectives edited {n} times"
    ),
    "mission.set": plural("{n} channel mission edited", "{n} channel missions edited"),
    "holidays.set": plural("Holidays edited {n} time", "Holidays edited {n} times"),
    "link.add": plural("{n} campaign link created", "{n} campaign links created"),
    "link.edit": plural("{n} campaign link edited", "{n} campaign links edited"),
    "link.archive": plural("{n} campaign link archived", "{n} campaign links archived"),
    "link.restore": plural("{n} campaign link restored", "{n} campaign links restored"),
    "convention.set": plural(
        "Naming convention edited {n} time", "Naming convention edited {n} times"
    ),
    "annotation.add": plural("{n} annotation added", "{n} annotations added"),
    "annotation.remove": plural("{n} annotation deleted", "{n} annotations deleted"),
    "dismissal.add": plural("{n} insight or issue dismissed", "{n} insights or issues dismissed"),
    "dismissal.remove": plural("{n} insight or issue restored", "{n} insights or issues restored"),
    "experiment.add": plural("{n} test created", "{n} tests created"),
    "experiment.remove": plural("{n} test deleted", "{n} tests deleted"),
    "report.save": plural("{n} report saved", "{n} reports saved"),
    "chart.add": plural("{n} chart added to the report", "{n} charts added to the report"),
    "chart.edit": plural("{n} chart of the report edited", "{n} charts of the report edited"),
    "chart.move": plural(
        "Charts of the report moved {n} time", "Charts of the report moved {n} times"
    ),
    "chart.remove": plural(
        "{n} chart removed from the report", "{n} charts removed from the report"
    ),
    "chart.restore": plural(
        "{n} chart restored to the report", "{n} charts restored to the report"
    ),
    "decision.add": plural("{n} decision logged", "{n} decisions logged"),
    "decision.edit": plural("{n} decision edited", "{n} decisions edited"),
    "decision.close": plural("{n} decision closed", "{n} decisions closed"),
    "decision.reopen": plural("{n} decision reopened", "{n} decisions reopened"),
    "decision.remove": plural("{n} decision deleted", "{n} decisions deleted"),
    "decision.restore": plural("{n} decision restored", "{n} decisions restored"),
    "report.remove": plural("{n} report deleted", "{n} reports deleted"),
    "snapshot.add": plural("{n} snapshot created", "{n} snapshots created"),
    "brand.set": plural("Branding edited {n} time", "Branding edited {n} times"),
    "ga4.connect": plural("{n} GA4 property connected", "{n} GA4 properties connected"),
    "ga4.edit": plural("{n} GA4 property edited", "{n} GA4 properties edited"),
    "ga4.remove": plural("{n} GA4 property disconnected", "{n} GA4 properties disconnected"),
    "entry.discard": plural("{n} damaged entry deleted", "{n} damaged entries deleted"),
    "hosts.set": plural("Your sites edited {n} time", "Your sites edited {n} times"),
    "view.save": plural("{n} view saved", "{n} views saved"),
    "view.remove": plural("{n} view deleted", "{n} views deleted"),
    "zone.set": plural("Time zone changed {n} time", "Time zone changed {n} times"),
    "demo.add": plural("Demo data added {n} time", "Demo data added {n} times"),
    "demo.remove": plural("Demo data deleted {n} time", "Demo data deleted {n} times"),
}
