"""Guesses from other files say where they come from, and are none where files disagree."""

from __future__ import annotations

from dataclasses import replace

from data.base.issue import Question
from data.imports import FileResult, ImportOutcome
from data.imports.sibling_guess import SiblingFile, guessed
from data.imports.summary import Summary
from data.sources.kit.parse_result import ParseResult
from i18n.message import msg

ASKED = Question("network", msg("Which network is it?"), (("facebook", msg("Facebook")), ("instagram", msg("Instagram"))))  # fmt: skip
BARE = Summary.of(ParseResult(source="meta.days"), {})


def guess(file: str, *others: SiblingFile, question: Question = ASKED) -> tuple[str | None, str]:
    summary = replace(BARE, questions=(question,))
    [found] = guessed(FileResult(file, "1", ImportOutcome.NEEDS_INPUT, summary), others)
    return found.question.guess, found.why.render("en") if found.why else ""


def other(file: str, network: str | None = None, **answers: str) -> SiblingFile:
    return SiblingFile(file, replace(BARE, network=network, answers=answers))


def test_the_only_network_of_the_other_files_is_the_guess():
    found = guess("Reach.csv", other("posts.csv", "facebook"))
    assert found == ("facebook", "Your other files are from this network.")


def test_two_networks_are_no_guess():
    assert guess("Reach.csv", other("a.csv", "facebook"), other("b.csv", "instagram")) == (None, "")


def test_a_network_that_is_no_choice_is_no_guess():
    assert guess("Reach.csv", other("a.csv", "linkedin")) == (None, "")


def test_an_earlier_file_of_this_name_goes_before():
    """“Reach (2).csv” of April is “Reach.csv” of May."""
    others = other("may/Reach (2).csv", network="instagram"), other("b.csv", "instagram")
    answered = other("april/Reach (2).csv", network="facebook")
    facebook = replace(answered, summary=replace(answered.summary, answers={"network": "facebook"}))
    found = guess("Reach.csv", *others, facebook)
    assert found == ("facebook", "An earlier file with this name was answered like this.")


def test_earlier_answers_that_differ_are_no_guess():
    pair = [
        SiblingFile("Reach.csv", replace(BARE, answers={"network": network}))
        for network in ("facebook", "instagram")
    ]
    assert guess("Reach.csv", *pair) == (None, "")


def test_a_guess_of_the_reader_stays():
    """It is said where the name of the file is the reason."""
    known = replace(ASKED, guess="instagram")
    assert guess("Instagram reach.csv", question=known) == ("instagram", "The file name says so.")
    assert guess("Reach.csv", other("a.csv", "facebook"), question=known) == ("instagram", "")
