"""What the columns of tables mean, by their headings in lower case."""

from __future__ import annotations

from metrics.attribution.model import registered
from metrics.definitions.registry import metrics
from ui.text import _, _c, show


def meanings() -> dict[str, str]:
    """The definitions in the session's language: of metrics, models and everything else."""
    told = {show(metric.label): show(metric.doc) for metric in metrics().values()}
    told |= {show(model.label): show(model.assumes) for model in registered().values()}
    every = told | _places() | _posts() | _links() | _moves() | _money() | _journeys() | _arms()
    return {heading.casefold(): text for heading, text in every.items()}


def _places() -> dict[str, str]:
    return {
        _("Channel"): _("The way to the site, named as GA4 names it."),
        _("Campaign"): _("The campaign as its tag names it."),
        _("Use"): _("Organic, or paid for."),
        _("Network"): _("The social network."),
        _("Platform"): _("The advertising platform."),
        _("Source"): _("Where the visit came from, as the tag says it."),
        _("Medium"): _("By what kind of link, as the tag says it."),
        _c("UTM", "Content"): _("Which link of the campaign, as the tag says it."),
    }


def _posts() -> dict[str, str]:
    return {
        _("Published"): _("When it was published, in your time zone."),
        _("Text"): _("How the text begins."),
        _("Post"): _("How the text begins."),
        _("Posts"): _("Posts that were published in the period."),
        _("Format"): _("Picture, video, link or text, as the export calls it."),
        _("Link"): _("Opens it in a new tab."),
        _("Match"): _("Exact where the files tell the content of the link, otherwise probable."),
        _("Share of posts"): _("These posts by all posts."),
        _("Beside its network"): _("The median post of the format by that of its network."),
        _("Export of"): _("The day on which the export was made."),
        _("From"): _("The day of the first export."),
        _("To"): _("The day of the last export."),
    }


def _links() -> dict[str, str]:
    return {
        _("Link no."): _("The number under which the link was kept."),
        _("How sure"): _("Exact where all tags agree and no other link has the same."),
        _("Row"): _("The row of your table."),
        _("Warnings"): _("What to look at before you use the link."),
        _("Term"): _("The search word, as the tag says it."),
    }


def _moves() -> dict[str, str]:
    return {
        _("Data"): _("The kind of rows."),
        _("Tag"): _("The tag that would change."),
        _("Before"): _("What it is now."),
        _("After"): _("What it would be."),
        _("rows"): _("The number of rows that would change."),
        _("spend"): _("What was spent on them."),
        _("Examples"): _("Values as they were collected."),
    }


def _money() -> dict[str, str]:
    return {
        _("Cost"): _("All costs of the key: advertising and those entered by hand."),
        _("Results"): _("Conversions credited, from the lowest to the highest model."),
        _("Cost per result"): _("Cost by results: a sum by a sum."),
        _("Cost per customer"): _("Cost by customers won."),
        _("ROAS"): _("Revenue for each unit of ad spend."),
        _("ROI on revenue"): _("Revenue less cost, by cost."),
        _("ROI on margin"): _("Margin less cost, by cost."),
        _("Claimed"): _("Conversions that the platform counts as its own."),
        _("Credited"): _("Conversions that the models credit to it, lowest to highest."),
        _("Credited (last click)"): _("Leads whose tags name the platform."),
        _("Claimed value"): _("What the platform says its conversions were worth."),
        _("Credited value"): _("What the conversions credited to it were worth."),
    }


def _journeys() -> dict[str, str]:
    return {
        _("Converted"): _("When the journey ended with a conversion."),
        _("Value"): _("What the conversion was worth."),
        _("Visits"): _("Visits from the first to the conversion."),
        _("Path"): _("The visits in their order; those of the same kind in a row are one step."),
        _("Conversions"): _("Journeys that ended with a conversion."),
        _("Share of conversions"): _("These conversions by all conversions."),
        _("Began"): _("Conversions whose journey it began."),
        _("Helped in between"): _("Conversions whose journey it neither began nor ended."),
        _("Ended"): _("Conversions whose journey it ended."),
        _("Least"): _("The lowest credit that any model gives."),
        _("Most"): _("The highest credit that any model gives."),
    }


def _arms() -> dict[str, str]:
    return {
        _("Compared"): _("What is compared."),
        _("Rate"): _("Results by trials: a sum by a sum."),
        _("95% interval"): _("Where the true rate lies in 95 of 100 such samples."),
        _("Trials (n)"): _("How often there could have been a result."),
        _("Difference (points)"): _("The first rate less the second, in percentage points."),
        _("However often you look"): _("The 95% interval that stays valid while data come in."),
        _("For a single look"): _("The 95% interval if you look once, at a time set before."),
        _("Chance that the first is higher"): _("By the data alone, without other knowledge."),
        _("p, always valid"): _(
            "How surprising the data are if there is no difference; it may be looked at any time."
        ),
    }
