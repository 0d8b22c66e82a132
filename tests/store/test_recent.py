"""What is worked out for single questions is stored for the last of them only."""

from functools import partial

from data.facts.facts import RECENT, Facts


def test_only_the_last_questions_are_kept():
    facts, asked = Facts.of({}), []

    def work(number: int) -> int:
        asked.append(number)
        return number

    for number in range(RECENT + 1):
        facts.recent(("question", number), partial(work, number))
    assert asked == list(range(RECENT + 1))
    assert facts.recent(("question", RECENT), lambda: work(-1)) == RECENT
    assert facts.recent(("question", 0), lambda: work(-2)) == -2


def test_asking_again_keeps_a_result_longer():
    facts = Facts.of({})
    for number in range(RECENT):
        facts.recent(number, lambda: "first")
    facts.recent(0, lambda: "again")
    facts.recent("one more", lambda: "first")
    assert facts.recent(0, lambda: "lost") == "first"
    assert facts.recent(1, lambda: "made anew") == "made anew"


def test_what_holds_for_all_questions_stays():
    facts = Facts.of({})
    facts.derived("all", lambda: "kept")
    for number in range(RECENT + 1):
        facts.recent(number, lambda: None)
    assert facts.derived("all", lambda: "lost") == "kept"


def test_nothing_is_a_result_too():
    facts, asked = Facts.of({}), []
    for _ in range(2):
        facts.recent("nothing", lambda: asked.append(1))
    assert asked == [1]
