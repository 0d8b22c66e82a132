"""A fallback never takes the place of a column whose name was damaged."""

from __future__ import annotations

import pytest

from tests.sources.exports import content, load_bytes


@pytest.mark.parametrize("damaged", ["Reactons", "Reactionss", "Rreactions", "ReactiÃ³ns"])
def test_likes_are_not_taken_for_reactions_whose_name_is_damaged(damaged):
    told = content("sprout_posts.csv").decode("utf-8-sig")
    assert "Reactions" in told.splitlines()[0]
    assert "Likes" in told.splitlines()[0]
    loaded = load_bytes("sprout_posts.csv", told.replace("Reactions", damaged, 1).encode())
    [posts] = loaded.tables.values()
    assert posts["reactions"].null_count() == posts.height
    assert any(
        "looks like a column that takes priority" in str(issue.what) for issue in loaded.issues
    )


def test_likes_count_where_no_reactions_are_near():
    told = content("sprout_posts.csv").decode("utf-8-sig")
    loaded = load_bytes("sprout_posts.csv", told.replace("Reactions", "Mood", 1).encode())
    [posts] = loaded.tables.values()
    assert posts["reactions"].null_count() < posts.height
