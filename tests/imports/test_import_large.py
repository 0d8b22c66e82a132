"""Files too large for memory: imported piece by piece, as a whole or not at all."""

import io
from dataclasses import replace
from functools import partial

import pytest

from data.facts.facts import Facts
from data.imports import ImportOutcome, import_upload
from data.imports.open_file import import_large
from data.imports.pipeline import Importer
from data.reading.limits import UPLOAD
from data.sources.loading import load as loading
from data.sources.registry import load
from data.store import Store
from tests.imports.conftest import zipped
from tests.sources.exports import TODAY, content

HEAD = "lead_id,created_at,source,amount,currency,email\n"
LEADS = HEAD + "".join(
    f"L{n:03d},2026-03-{1 + n % 28:02d},google,{n}.5,EUR,ada{n}@example.org\n" for n in range(200)
)


def large(store, text, answers=None, *, name="leads.csv", advance=int, sha=None):
    data = text if isinstance(text, bytes) else text.encode()
    importer, opener = Importer(store, load, TODAY), partial(io.BytesIO, data)
    more = {"advance": advance, "sha": sha, "chunk": 2_000}
    return import_large(importer, name, opener, len(data), answers or {}, **more)


def rest_of(store):
    """Files that the store holds next to its database."""
    folder = store.raw.folder.parent
    return sorted(
        path.name
        for path in folder.rglob("*")
        if path.is_file() and path.suffix in {".parquet", ".tmp"}
    )


def test_every_row_arrives_once_with_its_number_and_its_person_hidden(store):
    result = large(store, LEADS)
    assert result.outcome is ImportOutcome.IMPORTED
    assert result.extents["leads"].rows == 200
    assert result.extents["leads"].plain
    rows = Facts(store).frame("leads").sort("source_row").collect()
    assert rows["source_row"].to_list() == list(range(2, 202))
    assert rows["amount"].sum() == sum(n + 0.5 for n in range(200))
    assert rows["person_key"].str.starts_with("person-").all()
    kept = store.raw.get(result.sha256).decode()
    assert "@" not in kept
    assert kept.splitlines()[0] == HEAD.strip()
    assert kept.splitlines()[150].startswith("L149,2026-03-10,google,149.5,EUR,person-")


def test_answers_to_unknown_questions_are_hidden_in_every_piece(store):
    head = "id,created_time,form_id,is_organic,platform,wishes,email\n"
    rows = "".join(
        f"l:{n},2026-03-02T09:15:04+01:00,f:1,false,fb,secret {n},a{n}@b.org\n" for n in range(200)
    )
    result = large(store, head + rows)
    assert result.summary.source == "meta_leads.forms"
    kept = store.raw.get(result.sha256).decode()
    assert len(kept.splitlines()) == 201
    assert "secret" not in kept
    assert kept.splitlines()[150].startswith(
        "l:149,2026-03-02T09:15:04+01:00,f:1,false,fb,,person-"
    )


def test_the_same_bytes_again_are_already_imported(store):
    large(store, LEADS)
    assert large(store, LEADS).outcome is ImportOutcome.ALREADY_IMPORTED


@pytest.mark.parametrize("at", [0.3, 0.6, 0.9])
def test_a_cancelled_import_leaves_no_trace(store, at):
    def cancel(share):
        if share >= at:
            raise KeyboardInterrupt

    before = rest_of(store)
    with pytest.raises(KeyboardInterrupt):
        large(store, LEADS, advance=cancel)
    assert store.scan("leads").collect().is_empty()
    assert store.state.ledger.done() == ()
    assert store.state.ledger.unfinished() == ()
    assert rest_of(store) == before
    assert large(store, LEADS).outcome is ImportOutcome.IMPORTED


def test_progress_goes_from_nothing_to_all(store):
    shares: list[float] = []
    large(store, LEADS, advance=shares.append)
    assert shares == sorted(shares)
    assert (shares[0] < 0.2, shares[-1]) == (True, 1.0)


def test_a_question_is_asked_before_anything_is_stored_and_the_answer_imports_it(store):
    ambiguous = LEADS.replace("2026-03-", "03/").replace(",google", "/2026,google")
    ambiguous = "".join(
        line for line in ambiguous.splitlines(keepends=True) if line[8:10] <= "12" or line == HEAD
    )
    asked = large(store, ambiguous)
    assert asked.outcome is ImportOutcome.NEEDS_INPUT
    assert [question.key for question in asked.summary.questions] == ["date_order"]
    assert b"@" not in store.raw.get(asked.sha256)
    done = large(store, ambiguous, {"date_order": "mdy"}, sha=asked.sha256)
    assert done.outcome is ImportOutcome.IMPORTED
    assert str(done.extents["leads"].start) == "2026-03-01"


def test_a_file_of_no_usable_row_is_refused(store):
    result = large(store, HEAD + "," * 5 + "\n" + ",no,,,,\n" * 40)
    assert result.outcome is ImportOutcome.REFUSED
    assert store.state.ledger.done() == ()


def test_a_large_file_warns_of_what_would_count_twice_as_a_small_one_does(store):
    import_upload(store, "contacts.csv", content("hubspot_contacts.csv"), today=TODAY)
    result = large(store, content("hubspot_deals.csv"), name="deals.csv")
    said = [str(issue.what) for issue in result.summary.issues]
    assert any("HubSpot contacts" in text for text in said)


def test_large_texts_of_a_zip_are_read_in_pieces_with_the_same_results(tmp_path, monkeypatch):
    monkeypatch.setenv("UTMOST_PERSON_KEY", "00" * 32)
    bundle = zipped(
        {
            "leads.csv": LEADS.encode(),
            "x.csv": content("x_posts.csv"),
            "asks.csv": b"day,views\n2026-03-02,5\n",
            "odd.csv": b"a,b\n1,2\n\n\nc\n3,4\n",
        }
    )
    small, big = Store.open(tmp_path / "small"), Store.open(tmp_path / "big")
    one = import_upload(small, "all.zip", bundle, today=TODAY)
    monkeypatch.setattr(loading, "UPLOAD", replace(UPLOAD, whole=100))
    other = import_upload(big, "all.zip", bundle, today=TODAY)
    assert [(r.file, r.sha256, r.outcome) for r in one] == [
        (r.file, r.sha256, r.outcome) for r in other
    ]
    assert [r.summary.source for r in one] == [r.summary.source for r in other]
    for table in ("leads", "posts"):
        rows, again = (store.scan(table).sort("source_row").collect() for store in (small, big))
        assert rows.height
        assert rows.equals(again.select(rows.columns))
    assert "@" not in big.raw.get(other[0].sha256).decode()
    # All of it is known by then.
    assert {r.outcome for r in import_upload(big, "all.zip", bundle, today=TODAY)[:2]} == {
        "already_imported"
    }


def test_a_damaged_large_text_of_a_zip_is_refused_alone(store, monkeypatch):
    monkeypatch.setattr(loading, "UPLOAD", replace(UPLOAD, whole=100))
    open_quote = LEADS.replace("google", '"google', 1).encode()
    bundle = zipped({"bad.csv": open_quote, "leads.csv": LEADS.encode()})
    bad, good = import_upload(store, "all.zip", bundle, today=TODAY)
    assert (bad.outcome, good.outcome) == ("refused", "imported")
    assert bad.summary.issues[0].where.file == "all.zip/bad.csv"
