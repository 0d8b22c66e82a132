"""Networks without a documented export: a file of their shape is offered a sensible mapping."""

import pytest

from data.sources.registry import load
from tests.sources.exports import TODAY

THREADS = """id,timestamp,permalink,text,views,likes,replies,reposts,quotes
1801,2026-03-01T10:00:00+0000,https://www.threads.net/@volta/post/DA1,New looms,100,12,1,3,0
1802,2026-03-02T10:00:00+0000,https://www.threads.net/@volta/post/DA2,Linen,50,4,0,0,1
"""
TELEGRAM = """id,date,text,views,reactions
101,2026-03-01 10:00:00,New looms,900,30
102,2026-03-02 10:00:00,Linen,700,20
"""
REDDIT = """Post ID,Created,Permalink,Title,Comments,Views
abc1,2026-03-01 10:00,https://www.reddit.com/r/linen/comments/abc1/x/,New looms,3,400
abc2,2026-03-02 10:00,https://www.reddit.com/r/linen/comments/abc2/x/,Linen,1,90
"""
WHATSAPP = """Date,Messages sent,Messages delivered,Messages read,Replies
2026-03-01,100,98,70,12
2026-03-02,120,110,80,9
"""


@pytest.mark.parametrize(
    ("name", "text", "table", "network", "columns"),
    [
        (
            "threads_insights.csv",
            THREADS,
            "posts",
            "threads",
            {"id": "post_id", "views": "views", "likes": "reactions", "reposts": "shares"},
        ),
        (
            "telegram_channel.csv",
            TELEGRAM,
            "posts",
            None,
            {"id": "post_id", "date": "published_at", "views": "views", "reactions": "reactions"},
        ),
        (
            "reddit_posts.csv",
            REDDIT,
            "posts",
            "reddit",
            {"post id": "post_id", "comments": "comments", "views": "views"},
        ),
        (
            "whatsapp_business.csv",
            WHATSAPP,
            "account_days",
            None,
            {"date": "date", "replies": "comments", "messages sent": "ignore"},
        ),
    ],
)
def test_a_mapping_is_offered(name, text, table, network, columns):
    (part,) = load(name, text.encode(), {}, today=TODAY)
    guesses = {question.key: question.guess for question in part.loaded.questions}
    assert (guesses["table"], guesses["network"]) == (table, network)
    assert {to: guesses[f"column.{to}"] for to in columns} == columns
    assert guesses["mapping"] is None  # nothing is imported on a guess
