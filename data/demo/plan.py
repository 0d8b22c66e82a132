"""Demo parameters: traffic, campaigns, posts and planted effects of the fictitious company.

Every planted effect is written here, so that a reader can check the application against it.
"""

from __future__ import annotations

from dataclasses import dataclass

COMPANY = "Maison Volta (demo)"
HANDLE = "maisonvolta_demo"
CURRENCY = "EUR"
DAYS = 458  # about fifteen months
SITE = "https://www.maison-volta.example"

# Share of an average day's traffic, Monday first.
OFFICE = (1.18, 1.22, 1.20, 1.15, 1.02, 0.62, 0.61)
LEISURE = (0.92, 0.90, 0.94, 0.98, 1.05, 1.12, 1.09)
MAILING = (0.55, 3.10, 0.95, 0.75, 0.70, 0.48, 0.47)  # the newsletter leaves on Tuesday


@dataclass(frozen=True, slots=True)
class PlannedTraffic:
    """One way to the site: how GA4 names it, how much comes and what becomes of it.

    ``sessions`` is the mean of a day; ``growth`` the relative change over the whole time; ``lead``
    the share of sessions that become a lead; ``begin`` and ``end`` are shares (0..1) of the time
    during which it runs. ``trap`` marks what loses two fifths of its sessions once exposure soars.
    """

    source: str
    medium: str
    campaign: str
    channel: str
    sessions: float
    lead: float
    growth: float = 0.0
    week: tuple[float, ...] = OFFICE
    engaged: float = 0.55
    begin: float = 0.0
    end: float = 1.0
    trap: bool = False


# One export has no row for these days: TikTok's overview, from this share of the time on.
GAP_BEGINS, GAP_DAYS = 0.62, 9

# The traps begin when this share of the time has passed.
TRAP_BEGINS = 0.70

TRAFFIC = (
    PlannedTraffic(
        "google", "organic", "(organic)", "Organic Search", 118, 0.017, 0.22, engaged=0.64
    ),
    PlannedTraffic("bing", "organic", "(organic)", "Organic Search", 9, 0.015, 0.05, engaged=0.62),
    PlannedTraffic("(direct)", "(none)", "(direct)", "Direct", 64, 0.010, 0.06),
    PlannedTraffic(
        "newsletter", "email", "monthly-letter", "Email", 27, 0.034, 0.30, MAILING, 0.71
    ),
    PlannedTraffic(
        "linkedin", "social", "expert-posts", "Organic Social", 17, 0.036, 0.80, engaged=0.69
    ),
    PlannedTraffic("facebook", "social", "tips", "Organic Social", 19, 0.009, -0.10, LEISURE, 0.44),
    # Tagging mistake: the same posts, tagged with a capital letter for a quarter of the time.
    PlannedTraffic(
        "Facebook", "social", "tips", "Organic Social", 6, 0.009, 0, LEISURE, 0.44, 0.4, 0.65
    ),
    PlannedTraffic(
        "instagram",
        "social",
        "bio-link",
        "Organic Social",
        26,
        0.008,
        0.0,
        LEISURE,
        0.41,
        trap=True,
    ),
    PlannedTraffic("tiktok", "social", "bio-link", "Organic Social", 7, 0.002, 0.9, LEISURE, 0.28),
    PlannedTraffic("t.co", "referral", "(referral)", "Organic Social", 3, 0.006),
    PlannedTraffic("youtube", "video", "how-to", "Organic Video", 9, 0.014, 0.35, LEISURE, 0.58),
    PlannedTraffic(
        "facebook", "paid_social", "quote-requests", "Paid Social", 41, 0.024, 0.1, LEISURE
    ),
    PlannedTraffic(
        "facebook", "paid_social", "brand-film", "Paid Social", 33, 0.004, 0, LEISURE, 0.30, 0.3
    ),
    PlannedTraffic(
        "instagram", "paid_social", "reels-boost", "Paid Social", 18, 0.006, 0, LEISURE, 0.33, 0.5
    ),
    # Tagging mistake: "social_paid" is not a paid medium, so GA4 counts paid clicks as organic.
    PlannedTraffic(
        "facebook",
        "social_paid",
        "autumn-offer",
        "Organic Social",
        24,
        0.021,
        0,
        LEISURE,
        0.5,
        0.88,
    ),
    PlannedTraffic("google", "cpc", "brand-search", "Paid Search", 24, 0.052, 0.1, engaged=0.74),
    PlannedTraffic(
        "google", "cpc", "heat-pump-search", "Paid Search", 46, 0.023, 0.15, engaged=0.6
    ),
    PlannedTraffic("trade-guide.example", "referral", "(referral)", "Referral", 9, 0.021),
    PlannedTraffic("flyer", "qr", "fair-2026", "Unassigned", 3, 0.012, begin=0.6, end=0.9),
)

# Further tagging mistakes, each small; the checks of tags find every one of them.
FAULTS = (
    PlannedTraffic("newsletter", "newsletter", "monthly-letter", "Unassigned", 6, 0.03, begin=0.2, end=0.3),
    PlannedTraffic("newsletter", "email", "monthly%2520letter", "Email", 7, 0.03, 0, MAILING, 0.7, 0.8, 0.9),
    PlannedTraffic("linkedin", "social", "exprt-posts", "Organic Social", 4, 0.03, begin=0.7, end=0.78),
    PlannedTraffic("chatgpt.com", "(not set)", "(not set)", "Unassigned", 2, 0.03, 1.5, begin=0.5),
    PlannedTraffic("checkout.stripe.com", "referral", "(referral)", "Organic Shopping", 2, 0.02, begin=0.6),
    PlannedTraffic("www.maison-volta.example", "referral", "(referral)", "Referral", 3, 0.02, begin=0.75),
)  # fmt: skip


# Networks whose posts have links of their own, with the campaign of their tags; the posts about
# every third topic were published without tags.
LINKED = {"linkedin": "expert-posts", "facebook": "tips"}
UNTAGGED_TOPICS = 3


@dataclass(frozen=True, slots=True)
class Campaign:
    """A paid campaign: where it is bought, what a session costs, what it shows."""

    platform: str
    name: str
    kind: str
    source: str
    medium: str
    cost_per_session: float
    impressions_per_session: float


CAMPAIGNS = (
    Campaign("google_ads", "brand-search", "Search", "google", "cpc", 0.62, 9),
    Campaign("google_ads", "heat-pump-search", "Search", "google", "cpc", 1.95, 22),
    Campaign("meta_ads", "quote-requests", "", "facebook", "paid_social", 0.88, 74),
    Campaign("meta_ads", "brand-film", "", "facebook", "paid_social", 0.71, 190),
    Campaign("meta_ads", "reels-boost", "", "instagram", "paid_social", 0.66, 160),
    Campaign("meta_ads", "autumn-offer", "", "facebook", "social_paid", 0.92, 80),
)

QUALIFIED_SHARE = 0.46
WON_SHARE = 0.27  # of the qualified
UNTRACKED_SHARE = 0.07  # leads that arrive without any utm
AMOUNT = 2_600.0

TOPICS_EN = (
    "Five signs your boiler is costing you more than it should",
    "What a heat pump really saves in an old stone house",
    "Before and after: 94 m² insulated in nine days",
    "Grants for home renovation this season, explained simply",
    "Three questions to ask before you sign a quote",
    "How we measure air leaks without opening a wall",
    "Meet Inès, who has planned 400 renovations",
    "Why the cheapest window is rarely the cheapest",
)
TOPICS_FR = (
    "Cinq signes que votre chaudière vous coûte trop cher",
    "Ce qu’une pompe à chaleur fait vraiment gagner dans une vieille maison",
    "Avant / après : 94 m² isolés en neuf jours",
    "Les aides à la rénovation cette saison, en clair",
    "Trois questions à poser avant de signer un devis",
    "Mesurer les fuites d’air sans ouvrir un mur",
    "Rencontre avec Inès, 400 rénovations à son actif",
    "Pourquoi la fenêtre la moins chère l’est rarement",
)
