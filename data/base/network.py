"""What is known of one network: the value that each ``data/sources/<vendor>/network.py`` declares.

Patterns are regular expressions for lower-case text. Those of names (sources, platforms) match
the whole of it; those of links and mentions are searched in it.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.base.series_break import SeriesBreak


@dataclass(frozen=True, slots=True)
class CampaignRule:
    """The channel of ad costs, for campaigns whose type contains one of ``words`` (none: all).

    ``network`` is the id of the network that these ads run on, None where it is no single one.
    ``named`` are whole words that tell the type where only the name of a campaign is known.
    """

    channel: str
    words: tuple[str, ...] = ()
    network: str | None = None
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AdPlatform:
    """The advertising platform of a network, as cost files name it (``names``).

    The first of ``campaigns`` that fits decides; costs that fit none are other paid ones.
    ``sources`` are the traffic sources that its paid visits name in addition to its hosts;
    empty where that is not known.
    """

    names: tuple[str, ...]
    campaigns: tuple[CampaignRule, ...]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClickId:
    """A parameter that is added to a link when somebody clicks it.

    ``source``, ``medium`` and ``campaign`` are what it says of an untagged visit (no source:
    nothing), believed where the visit names no source or one of ``fits``. ``headers`` are the
    columns in which files of leads hold it. ``identifies`` says whether its value is that of
    one click, and ``values`` is a pattern of the values that are its own. A medium “referral” says that links of ads and of unpaid posts alike carry it.
    """

    parameter: str
    source: str | None = None
    medium: str | None = None
    campaign: str | None = None
    fits: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    identifies: bool = True
    values: str = ".+"

    @property
    def leaves_use_open(self) -> bool:
        """Whether it names the network, and not whether the link was paid for."""
        return self.medium == "referral"


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """One network, or an advertising platform on which no one publishes posts.

    ``rank`` orders networks wherever they are listed, and decides where something fits several:
    the lowest first, equal ones by id. ``hosts`` are the domains of its pages, with everything
    below them; ``sources`` are the further traffic sources that name it. ``aliases`` are other
    names that exports of several networks write for it, in lower case, and ``mentions`` what
    gives it away in the name, title, header or links of an unknown file. ``post_link`` and
    ``account_link`` find the id of a post and its account in a link, as their first group.

    ``members`` are the networks that an ad account of this one is billed for together. Posts of
    a ``video`` network are counted in the video channels, all others in the social ones; a new
    naming convention lists a ``suggested`` network among its sources.
    """

    id: str
    name: str
    rank: int = 100
    colour: str | None = None
    video: bool = False
    suggested: bool = False
    hosts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    post_link: str | None = None
    account_link: str | None = None
    ads: AdPlatform | None = None
    members: tuple[str, ...] = ()
    click_ids: tuple[ClickId, ...] = ()
    series_breaks: tuple[SeriesBreak, ...] = ()

    @property
    def visits(self) -> tuple[str, ...]:
        """The traffic sources of visits from the network; empty where it sends none."""
        return (*self.sources, *self.below_hosts)

    @property
    def below_hosts(self) -> tuple[str, ...]:
        """The hosts and all that lies below them."""
        return tuple(rf"(.+\.)?{host}" for host in self.hosts)
