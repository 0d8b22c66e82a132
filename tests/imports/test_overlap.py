"""What would count twice is said, or counts once."""

from data.facts.facts import Facts
from data.imports import import_upload
from data.sources.registry import SOURCES
from tests.sources.exports import TODAY, content


def imported(store, name, data=None):
    [result] = import_upload(store, name, data or content(name), today=TODAY)
    return result


def said(result):
    return [str(issue.what) for issue in result.summary.issues]


def test_contacts_and_deals_of_the_same_days_warn_whichever_comes_first(store):
    contacts, deals = "hubspot_contacts.csv", "hubspot_deals.csv"
    assert not any("under other ids" in text for text in said(imported(store, contacts)))
    assert any("HubSpot contacts" in text for text in said(imported(store, deals)))


def test_every_source_repeats_sources_that_exist():
    for source in SOURCES.values():
        assert set(source.repeats) <= set(SOURCES)


VIDEOS = (
    b"Video asset ID,Page ID,Page name,Title,Publish time,Reach,Reactions,Comments,Shares\n"
    b"9001,4,Atelier Brume,How we dye wool,07/01/2026 00:05,4000,210,7,14\n"
    b"9002,4,Atelier Brume,Another,07/03/2026 10:00,100,5,0,1\n"
)


def test_a_video_counts_once_with_its_post(store):
    imported(store, "facebook_posts_en.csv")
    posts = Facts(store).frame("posts").collect()
    assert posts.height == 4  # one of them published at that very minute
    imported(store, "videos.csv", VIDEOS)
    both = Facts(store).frame("posts").collect()
    assert both.height == 5
    assert both["reactions"].sum() == posts["reactions"].sum() + 5
