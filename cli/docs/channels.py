"""Documentation page of the channels (``docs/channels.md``), generated from the channel rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from data.base.channels import CHANNELS, categories
from data.base.network import CampaignRule, ClickId, Network
from data.base.networks import campaign_rules, click_ids, networks
from data.channels.default_channels import DEFAULT_RULES, PAID_MEDIUM, SHOP_CAMPAIGN
from i18n.catalogue import DEFAULT, languages
from i18n.locales import language_name

_HEAD = """# Channels

Where a visit, a lead, a cost or a post is counted. This page is generated from `data/channels/default_channels.py` by
`python -m data docs`; [fixes and custom channels](tagging.md) come on top.

1. A channel that GA4 gives itself (its column “Session default channel group”) is taken as it is.
2. Otherwise the rules below decide by source, medium and campaign, without regard to case; the first that
   holds counts. They are those of GA4's default channel group.
3. A lead or a visit without source and medium has those of the tags in a link of its row, else what its
   [click id](#click-ids) proves. Click ids change no existing UTM tag.
4. A lead without UTM tags, links and click ids has no channel: it is unknown. A visit without any is Direct.
   “(not set)” is no tag and no direct visit either: by the rules it is Unassigned. A CRM may name a channel of this
   page in its medium column.
5. Ad costs go by platform and campaign type, posts and account days by their
   [network](#networks-and-ad-platforms).
6. Rules of custom channels come last and see the channel that was found before them.

## Rules in order
"""
_WORDS = """
A medium is *paid* when it matches `{paid}`. A campaign *is about a shop* when it matches `{shop}`.
Sources and their categories: {sizes} (`data/reference/source_categories.csv`).

## Channels, paid or unpaid
"""
_NETWORKS = """
## Networks and ad platforms

A network is declared in one file, `data/sources/<vendor>/network.py` ([how to add one](adding-a-network.md)). The patterns are
regular expressions that match the whole text, without regard to case. Where several networks fit, the first of this
list decides. Words in brackets are those of the campaign type; ads of other platforms and types are Paid Other.
"""
_CLICKS = """
## Click ids

Networks add a parameter to a link at a click. Some are added to ads alone and prove that the click was paid for;
others are also added to links in unpaid posts, or may be, and prove the network only: the visit or lead
is Unassigned, whether it was paid is unknown, and its network is known. Where a row has several, the first of this list counts. They are read from columns
of their own and from links: addresses, query strings and lists of parameters in any column, plain or percent-encoded. Words such
as “null” and unfilled placeholders such as `{gclid}` are no click id. Of a link only tags and click ids are stored.
"""
_NAMES = """
Where an auto-tagged click has a campaign, whole words of its name tell the type; a name with several types, or with none, goes by
the rules above.

| channel | words in the name of the campaign |
|---|---|
"""
_DIFFERENCES = """
## Differences from GA4

- **Google's own fields are not in the tags.** GA4 knows the ad network and the campaign type of its own
  clicks: a Performance Max visit tagged `google / cpc` is Cross-network in GA4 and Paid Search here, a
  shopping campaign Paid Shopping there and Paid Search here. Export GA4's own channel column and it is used.
- **Display & Video 360, Search Ads 360 and Merchant Center** have rules of their own in GA4 that need fields
  which no export of UTM tags has.
- **“Email” compares the whole value.** Google's rule can be read as “equals” or “contains”; a medium such as
  `email-newsletter` is therefore a UTM issue and not guessed.
- **AI Assistant** is GA4's channel since 13 May 2026 and is not filled in for earlier days; Google publishes no
  list of assistants. For one line over the whole time there is a ready-made rule with the hosts of Matomo's
  list: `python -m data channels add --preset ai-assistants`.
- **The order of Referral, Email and Affiliates** is given differently by those who quote Google's page; it
  matters only for odd pairs such as source `email` with medium `link`.
- **The list of sources is as published, oddities included**: TikTok is a social site, `stripe` a shop, and
  `x.com`, `threads.net` or `google.com` are in no category, so that their visits need a medium that
  says what they are.
- **A fixed UTM tag moves a visit** even where GA4 gave the channel, if the rules give the new tags another
  channel than the old ones; otherwise GA4's word holds.
"""


def page() -> str:
    """The whole page, in Markdown."""
    sizes = ", ".join(f"{len(values)} {name}" for name, values in categories().items())
    words = _WORDS.format(paid=PAID_MEDIUM, shop=SHOP_CAMPAIGN, sizes=sizes)
    return "\n".join(
        [
            _HEAD,
            *_rules(),
            words,
            *_channels(),
            _NETWORKS,
            *_networks(),
            _CLICKS,
            *_clicks(),
            _NAMES.rstrip(),
            *_named(),
            _DIFFERENCES,
        ]
    )


def _rules() -> Iterator[str]:
    yield "| # | channel | when | source of the rule |"
    yield "|---|---|---|---|"
    for number, rule in enumerate(DEFAULT_RULES, 1):
        yield f"| {number} | {rule.channel} | {rule.words} | {rule.origin.value} |"
    yield f"| {len(DEFAULT_RULES) + 1} | Unassigned | no other rule holds | {DEFAULT_RULES[0].origin.value} |"


def _channels() -> Iterator[str]:
    others = languages()[1:]
    named = "".join(f" in {language_name(code, DEFAULT)} |" for code in others)
    yield f"| channel |{named} use |"
    yield "|" + "---|" * (len(others) + 2)
    for channel in CHANNELS.values():
        labels = "".join(f" {channel.label.render(code)} |" for code in others)
        yield f"| {channel.id} |{labels} {channel.use.value} |"


def _networks() -> Iterator[str]:
    yield "| network | id | sources of its visits | platform of its ads | channels of its ads |"
    yield "|---|---|---|---|---|"
    for known in networks():
        visits, names, channels = _patterns(known.visits), "", ""
        if known.ads is not None:
            names = _patterns(known.ads.names)
            channels = "; ".join(map(_channel, known.ads.campaigns))
        yield f"| {known.name} | `{known.id}` | {visits} | {names} | {channels} |"


def _clicks() -> Iterator[str]:
    yield "| click id | network | source / medium | what it proves |"
    yield "|---|---|---|---|"
    for click in click_ids():
        if click.source is not None:
            [known] = [known for known in networks() if click in known.click_ids]
            yield f"| `{click.parameter}` | {known.name} | {click.source} / {click.medium} | {_proved(click, known)} |"


def _proved(click: ClickId, known: Network) -> str:
    """What the page says of a click id."""
    if click.leaves_use_open:
        own = f"; values that match `{click.values}`" if click.values != ClickId("").values else ""
        return f"{known.name}, paid or not{own}"
    if click.medium == "organic":
        return f"an unpaid entry ({click.campaign})"
    return "a click on an ad" if click.medium == "cpc" else "a click on an affiliate’s link"


def _named() -> Iterator[str]:
    rules = (rule for click in click_ids() for rule in campaign_rules(click) if rule.named)
    for rule in dict.fromkeys(rules):
        yield f"| {rule.channel} | {_patterns(rule.named)} |"


def _patterns(patterns: Iterable[str]) -> str:
    return ", ".join(f"`{pattern}`" for pattern in patterns)


def _channel(rule: CampaignRule) -> str:
    return f"{rule.channel} ({', '.join(rule.words)})" if rule.words else rule.channel
