"""Notes to the client: each kind has a case that raises it, and a near one that does not."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pytest
from ladder_kit import AS_OF, attempt, case_of, plan

from escalate_ai.ladder import assess
from escalate_ai.notes import LOOKS, find_notes, notes_of
from escalate_ai.notes.store_names import other_spellings
from escalate_ai.rules.specimen import SPECIMEN_DAY, specimen_case

SENT = attempt("2026-09-01", "generic_denial", "2026-09-03", plan={"text": "We have traced every invoice."})
MANAGER = attempt("2026-09-10", "generic_denial", "2026-09-15", channel="manager_review")
MAILED = [SENT, MANAGER]


def _done(ident: str, **over: object) -> dict[str, object]:
    day = "completed_on" if ident.startswith("CA") else "in_effect_since"
    return {"id": ident, "statement": "Invoices are matched", "status": "completed", day: "2026-08-25", **over}


def _poa(*measures: dict[str, object]) -> dict[str, object]:
    return {"poa": plan(*measures), "evidence": []}


def _incident(*days: str) -> dict[str, object]:
    items = [{"id": f"offer-{place}", "dated": day, "text": "An offer on the page"} for place, day in enumerate(days)]
    return {"noticed_on": "2026-08-14", "asins": ["B0D7QH3KVX"], "items": items}


def _kinds(over: dict[str, object], as_of: date = AS_OF) -> list[str]:
    given = {"appeals": [SENT], **over}
    kind = str(given.pop("kind", "reinstate_account"))
    _, brief = assess(case_of(kind=kind, **given), as_of)  # type: ignore[arg-type]
    return [note.kind for note in find_notes(brief)]


class Pair(NamedTuple):
    """A case that raises a note, and a near one that does not."""

    kind: str
    raises: dict[str, object]
    near: dict[str, object]


LISTING = {"kind": "inauthentic", "level": "listing", "notified_on": "2026-08-14", "asins": ["B0D7QH3KVX"]}
ACCOUNT = {"kind": "inauthentic", "level": "account", "notified_on": "2026-08-14", "asins": ["B0D7QH3KVX"]}
ORDERS = "212 orders shipped without a claim by October 31, 2026"
TITLE = {"id": "EV1", "kind": "invoice", "title": "Invoices", "file": "a.pdf"}
REPORT = attempt("2026-09-01", "proof_required", "2026-09-05", channel="report_abuse")
PAIRS = (
    Pair("legal_unknown", {"legal": None}, {"legal": []}),
    Pair(
        "result_while_closed",
        _poa(_done("PM1", result=ORDERS)),
        _poa(_done("PM1", result="212 orders of our own website shipped without a claim by October 31, 2026")),
    ),
    Pair(
        "result_while_closed",
        _poa(_done("PM1", statement="Every parcel is weighed", result="No customer complaints since then, and 90 deliveries on time")),
        {**_poa(_done("PM1", result=ORDERS)), "enforcement": {**ACCOUNT, "state": "at_risk"}},
    ),
    Pair(
        "result_while_closed",
        {**_poa(_done("PM1", result="40 orders of B0D7QH3KVX without a claim")), "enforcement": LISTING, "kind": "reinstate_listing"},
        {**_poa(_done("PM1", result=ORDERS)), "enforcement": LISTING, "kind": "reinstate_listing"},
    ),
    Pair("result_while_closed", _poa(_done("PM1", result=ORDERS)), _poa(_done("PM1", result="40 evening checks found no fault"))),
    Pair(
        "result_while_closed",
        _poa(_done("PM1", result="The ODR is 0.3% by October 31, 2026")),
        _poa(_done("PM1", result="The invoices of 40 periods are on file")),
    ),
    Pair(
        "result_while_closed",
        _poa(_done("PM1", result="The defect rate is 0.2% by October 31, 2026")),
        _poa(_done("PM1", result="Inspections of the batches in our hall show a defect rate of 0.2%")),
    ),
    Pair(
        "result_while_closed",
        _poa(_done("PM1", result="Every message was answered within 24 hours")),
        _poa(_done("PM1", result="Every trainee answered 20 of 20 questions")),
    ),
    Pair("measure_before_notice", _poa(_done("CA1", completed_on="2026-08-13")), _poa(_done("CA1", completed_on="2026-08-14"))),
    Pair(
        "measure_before_account",
        {**_poa(_done("CA1", completed_on="2017-08-20")), "track_record": "Selling since 2019."},
        {**_poa(_done("CA1", completed_on="2026-08-20")), "track_record": "Selling since 2019."},
    ),
    Pair(
        "result_in_future",
        _poa(_done("PM1", result="Nine audits by November 30, 2026")),
        _poa(_done("PM1", result="Nine audits by November 20, 2026")),
    ),
    Pair(
        "result_before_measure",
        _poa(_done("PM1", result="Nine audits by August 20, 2026")),
        _poa(_done("PM1", result="Nine audits from August 20 to October 20, 2026")),
    ),
    Pair(
        "result_before_measure",
        _poa(_done("CA1", result="The last sign-in from the laptop was found on August 20, 2026")),
        _poa(_done("CA1", result="The only link is the laptop, used between February 9 and April 28, 2026")),
    ),
    Pair(
        "result_before_measure",
        _poa(_done("PM1", result="Nine audits from August 1 to August 20, 2026")),
        _poa(_done("CA1", result="The orders of August 1 to August 20, 2026 were looked at one by one")),
    ),
    Pair(
        "count_differs",
        _poa(_done("CA1", statement="Recalled 140 units", result="139 units are back")),
        _poa(_done("CA1", statement="Recalled 140 units", result="139 units are back and 1 unit was lost")),
    ),
    Pair(
        "count_differs",
        {
            "poa": plan(_done("CA1", statement="Checked 46 listings", evidence=["EV1"])),
            "evidence": [{**TITLE, "title": "Trace of 45 listings"}],
        },
        {
            "poa": plan(_done("CA1", statement="Checked 46 listings", evidence=["EV1"])),
            "evidence": [{**TITLE, "title": "Trace of 46 listings"}],
        },
    ),
    Pair(
        "ids_run_together",
        {"enforcement": {**ACCOUNT, "notice": {"text": "We removed B0D7QH3KVXB0D7QHM9LC."}}},
        {"enforcement": {**ACCOUNT, "notice": {"text": "We removed B0D7QH3KVX and B0D7QHM9LC."}}},
    ),
    Pair("two_store_names", {"draft": {"text": "Kettlerow asks for a review."}}, {"draft": {"text": "KETTLE ROW asks for a review."}}),
    Pair("attempt_unconfirmed", {"appeals": [{**SENT, "confirmed": False}]}, {"appeals": [{**SENT, "confirmed": True}]}),
    Pair("document_unconfirmed", {"evidence": [{**TITLE, "confirmed": False}], "poa": plan(_done("CA1"))}, {}),
    Pair(
        "reply_read_from_text",
        {"appeals": [attempt("2026-09-01", replies=[{"received_on": "2026-09-05", "text": "You may no longer sell on our store."}])]},
        {
            "appeals": [
                attempt(
                    "2026-09-01",
                    replies=[{"received_on": "2026-09-05", "category": "generic_denial", "text": "You may no longer sell on our store."}],
                )
            ]
        },
    ),
    Pair(
        "reply_unknown",
        {"appeals": [attempt("2026-09-01", replies=[{"received_on": "2026-09-05", "text": "Good morning."}])]},
        {"appeals": [attempt("2026-09-01", replies=[{"received_on": "2026-09-05", "text": "We need more information."}])]},
    ),
    Pair(
        "reply_without_date",
        {"appeals": [attempt("2026-09-01", replies=[{"category": "generic_denial"}])]},
        {"appeals": [attempt("2026-09-01", replies=[{"category": "no_reply"}])]},
    ),
    Pair("attempt_period", {"appeals": [attempt({"from": "2026-09-01", "to": "2026-09-30"})]}, {"appeals": [attempt("2026-09-30")]}),
    Pair(
        "nudge_without_appeal",
        {"appeals": [attempt("2026-09-01", purpose="nudge")]},
        {"appeals": [SENT, attempt("2026-09-20", purpose="nudge")]},
    ),
    Pair("attempt_twice", {"appeals": [SENT, SENT]}, {"appeals": [SENT, {**SENT, "channel": "email"}]}),
    Pair(
        "report_request_open",
        {"kind": "remove_counterfeit", "appeals": [REPORT]},
        {"kind": "remove_counterfeit", "appeals": [REPORT], "last_request": [{"asked": "A test purchase", "answered_by": ["G1"]}]},
    ),
    Pair(
        "request_beyond_notice",
        {"request": {"kind": "reinstate_account", "asins": ["B0D7QHM9LC"]}},
        {"request": {"kind": "reinstate_account", "asins": ["B0D7QH3KVX"]}},
    ),
    Pair(
        "noticed_too_early",
        {"kind": "remove_hijacker", "incident": _incident("2026-08-15", "2026-08-16")},
        {"kind": "remove_hijacker", "incident": _incident("2026-08-14", "2026-08-16")},
    ),
    Pair("few_highlights", _poa(_done("CA1"), _done("PM1")), _poa(_done("CA1"), _done("PM1"), _done("PM2"))),
    Pair("document_without_file", {"evidence": [{**TITLE, "file": None}], "poa": plan(_done("CA1"))}, {}),
    Pair(
        "one_file_twice",
        {"evidence": [TITLE, {**TITLE, "id": "EV2", "title": "Other"}]},
        {"evidence": [TITLE, {**TITLE, "id": "EV2", "title": "Other", "file": "b.pdf"}]},
    ),
    Pair("recipient_without_address", {"appeals": MAILED}, {"appeals": [SENT]}),
)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.kind)
def test_each_kind_of_note_is_raised_by_one_case_and_not_by_a_near_one(pair: Pair) -> None:
    """Every kind there is stands in the table, with what raises it beside what does not."""
    assert pair.kind in _kinds(pair.raises)
    assert pair.kind not in _kinds(pair.near)


def test_every_look_is_tried() -> None:
    """No look stands in the list without a pair in the table."""
    raised = {note for pair in PAIRS for note in _kinds(pair.raises)}
    assert raised == {pair.kind for pair in PAIRS}
    assert len(LOOKS) == 20


def test_a_sound_case_has_no_notes() -> None:
    """Nothing is said where nothing is to be done."""
    assert _kinds({}) == []


def test_the_specimen_is_told_what_it_lacks_and_no_more() -> None:
    """Its documents have no files, and the executive mailbox has no address on file."""
    _, brief = assess(specimen_case(), SPECIMEN_DAY)
    assert [note.kind for note in find_notes(brief)] == ["document_without_file", "recipient_without_address"]


def test_notes_are_sentences_with_the_facts_of_the_case() -> None:
    """They name the day, the measure and what to do."""
    _, brief = assess(case_of([SENT], **_poa(_done("CA1", completed_on="2026-08-10"), _done("PM1"), _done("PM2"))), AS_OF)  # type: ignore[arg-type]
    assert notes_of(brief) == (
        "CA1 is dated August 10, 2026, before the notice of August 14, 2026. Confirm the day: a reader will ask why it did not help.",
    )


def test_few_highlights_says_where_the_third_may_come_from() -> None:
    """A day that is missing, a measure under way, or one more ground."""
    undated = _done("PM2", in_effect_since=None)
    under_way: dict[str, object] = {"id": "PM3", "statement": "Audits", "status": "in_progress"}
    grounds = [{"statement": f"Test {n}", "dated": "2026-08-20", "evidence": ["EV1"]} for n in (1, 2)]
    for over, words in (
        (_poa(_done("CA1"), _done("PM1"), undated), "Give PM2 its day"),
        (_poa(_done("CA1"), _done("PM1"), under_way), "Finish PM3"),
        (_poa(_done("CA1"), _done("PM1")), "Add one more measure"),
    ):
        _, brief = assess(case_of([SENT], **over), AS_OF)  # type: ignore[arg-type]
        assert any(words in note for note in notes_of(brief)), words
    _, brief = assess(case_of([attempt("2026-09-01", channel="report_abuse")], "remove_counterfeit", grounds=grounds), AS_OF)
    assert any("Add a dated ground" in note for note in notes_of(brief))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We, Northwind Homegoods, ask", ["Northwind Homegoods"]),
        ("We, North Wind Home Goods, ask", ["North Wind Home Goods"]),
        ("We, Northwind Home Good, ask", ["Northwind Home Good"]),
        ("Northwind Home Goods. NORTHWIND HOME GOODS", []),
        ("Northwind Home Goods LLC is ours", []),
        ("Northern Homes and Goods are others", []),
        ("Northwind\nHome Goods", []),
        ("", []),
    ],
)
def test_other_spellings_of_a_store_name(text: str, found: list[str]) -> None:
    """Run together, cut apart or a letter off; capitals, the legal name and other companies are none."""
    known = ("Northwind Home Goods", "Northwind Home Goods LLC")
    assert list(other_spellings("Northwind Home Goods", text, known)) == found


def test_a_short_store_name_is_not_looked_for() -> None:
    """In four letters every word is a near miss."""
    assert list(other_spellings("Otto", "Otta and Ott and Oto", ("Otto",))) == []
