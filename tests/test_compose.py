"""Facts about the embedded writer: how it reads statements, cuts them, words a letter, and what it never does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from compose_kit import AS_OF

from escalate_ai.brief import Brief
from escalate_ai.case.case import Case
from escalate_ai.compose import compose, composed
from escalate_ai.compose.bank import Phrases
from escalate_ai.compose.bullets import Bullets
from escalate_ai.compose.cutting import shortened
from escalate_ai.compose.facts import CaseWords, kind_words
from escalate_ai.compose.names import Names
from escalate_ai.compose.statement import Form, Start, read, tidied, without_lead_in
from escalate_ai.compose.tenses import carried_out, perfect
from escalate_ai.ladder import brief_of, readiness
from escalate_ai.policy import default_policy
from escalate_ai.templates import packaged_templates
from escalate_ai.terms import EnforcementKind, RequestKind, Rung
from escalate_ai.text.words import count_words

EXAMPLES = Path(__file__).parent.parent / "examples"
FOLDERS = sorted(path.parent for path in EXAMPLES.rglob("case.yaml"))
LETTER_RUNGS = (Rung.NUDGE, Rung.MANAGER_REVIEW, Rung.EXECUTIVE)


def brief(folder: Path, rung: Rung | None = None) -> Brief:
    """Give the brief of an example case, on its own rung or another."""
    case = Case.load(folder)
    return brief_of(case, AS_OF, default_policy(), rung or readiness(case, AS_OF).rung)


@pytest.mark.parametrize(
    ("statement", "form", "words"),
    [
        ("Removed all 140 units from sale", Form.PAST, "removed all 140 units from sale"),
        ("We removed all 140 units", Form.PAST, "removed all 140 units"),
        ("We have removed all 140 units", Form.PAST, "removed all 140 units"),
        ("We have rewritten the checklist", Form.PAST, "rewrote the checklist"),
        ("Did not check the invoices", Form.PAST, "did not check the invoices"),
        ("Accept stock only from Harbor Supply", Form.PRACTICE, "accept stock only from Harbor Supply"),
        ("Audit the invoices of every listing", Form.PRACTICE, "audit the invoices of every listing"),
        ("We will match every invoice to its ASIN", Form.PRACTICE, "match every invoice to its ASIN"),
        ("Every invoice is matched to the ASIN", Form.STATE, "every invoice is matched to the ASIN"),
        ("Each order will be photographed before packing", Form.STATE, "each order is photographed before packing"),
        ("All units were removed from sale", Form.EVENT, "all units were removed from sale"),
        ("The warehouse lead counted 38 cartons", Form.EVENT, "the warehouse lead counted 38 cartons"),
        ("Removal of all units from sale", Form.PHRASE, "removal of all units from sale"),
        ("Staff trained on the new checklist", Form.PHRASE, "staff trained on the new checklist"),
    ],
)
def test_a_statement_is_read_by_its_form(statement: str, form: Form, words: str) -> None:
    """Past without a subject, "We", passive, noun phrase, present and future each come out ready for a sentence."""
    reading = read(tidied(statement), standing=True)
    assert (reading.form, reading.words) == (form, words)


def test_an_instruction_that_was_carried_out_is_a_step() -> None:
    """Done once, "Remove the listing" is told as a step, since no verb of it may be bent."""
    assert read("Remove the listing and refund its buyers", standing=False).form is Form.STEP


@pytest.mark.parametrize(
    ("statement", "since"),
    [
        ("Every invoice is matched to the ASIN", "every invoice has been matched to the ASIN"),
        ("Returns are now graded by the lead", "returns have now been graded by the lead"),
        ("The list has been printed daily", "the list has been printed daily"),
        ("Accept stock only from the brand", "accepted stock only from the brand"),
        ("Match each invoice and file the two together", "matched each invoice and filed the two together"),
        ("Match each invoice and release it, or label the carton", ""),
        ("A new supplier needs two releases", ""),
        ("Nothing that is not listed leaves the bench", ""),
        ("Staff must pass a test", ""),
    ],
)
def test_a_verb_goes_with_its_date(statement: str, since: str) -> None:
    """Behind "since" stands the perfect, or nothing where the verb is in doubt."""
    assert perfect(read(tidied(statement), standing=True)) == since


@pytest.mark.parametrize(
    ("statement", "done"),
    [
        ("Remove the listing and refund its buyers", "removed the listing and refunded its buyers"),
        ("Withdraw the torch", "withdrew the torch"),
        ("Notify the buyers", "notified the buyers"),
        ("Cancel the open orders", "cancelled the open orders"),
        ("Relabel the cartons", ""),
        ("The listing was removed", ""),
    ],
)
def test_an_instruction_is_told_as_done(statement: str, done: str) -> None:
    """Each verb of it is put in the past, or none."""
    assert carried_out(read(tidied(statement), standing=False)) == done


def test_every_kind_has_its_words() -> None:
    """What each kind was closed over and what can no longer happen are there for every enforcement, the rest for reports too."""
    words = kind_words()
    assert all(set(words[kind.value]) == {"label", "matter", "over", "area", "issue", "bar"} for kind in EnforcementKind)
    assert all({"label", "matter", "area", "issue"} <= set(words[kind.value]) for kind in RequestKind if kind.is_report)


def test_no_cut_parts_two_participles() -> None:
    """What was printed and signed off is not told as printed alone."""
    whole = "The list of orders due has been printed and signed off by the shift lead at 9:00 and at 14:00 in both of our buildings"
    assert not any(version.endswith("printed") for version in shortened(whole, (17, 12, 8)))


@pytest.mark.parametrize(
    ("folder", "reason"),
    [
        ("lindqvist-related", "we let users choose their own devices"),
        ("juniper-listing", "our grading sheet asked whether a unit worked but not whether its seal was whole"),
        ("harbor-nudge", "although the daily transfer left only at 16:00"),
    ],
)
def test_a_cause_keeps_its_reason(folder: str, reason: str) -> None:
    """However long the cause is, the clause that says why is told, else the letter would blame the clerk."""
    found = brief(next(path for path in FOLDERS if path.name == folder))
    assert reason in compose(found).opening


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("Drop-tested from 1.2 m by the packaging supplier", [", drop-tested from 1.2 m by the packaging supplier"]),
        ("Checked against the removal report", [", checked against the removal report"]),
        ("Counted each carton against the report", ["; we counted each carton against the report"]),
        ("Each by our customer service lead, from the defect report", []),
        ("By the owner", []),
    ],
)
def test_nobody_is_made_the_one_who_did_it(how: str, said: list[str]) -> None:
    """A participle becomes "we" only with an object of its own and nobody named behind "by"."""
    found = brief(next(path for path in FOLDERS if path.name == "northwind"))
    writer = Bullets(CaseWords(found, Phrases(packaged_templates(), "seed", {})), Names(found.case))
    assert [tail.text for tail in writer.hows(how)][:1] == said


@pytest.mark.parametrize(
    ("folder", "results"),
    [
        ("northwind", ("none is left", "one was refused for an incomplete invoice", "two were released and three turned down")),
        ("lindqvist-related", ("three users remain", "was refused on 14 september", "three comparisons found no user")),
        ("maple-restricted", ("none of the 41 words on our list", "none of them was released", "all four members")),
        ("harbor-nudge", ("shows all 268", "all 20 transfers", "409 left on the promised day")),
        ("juniper-listing", ("none was left on sale", "sent 38 of them to clearance", "all six members")),
    ],
)
def test_a_measure_shows_its_result(folder: str, results: tuple[str, ...]) -> None:
    """Where a result is on file the statement makes room for it, and the figure that decides is never cut."""
    bullets = [bullet.text.lower() for bullet in compose(brief(next(path for path in FOLDERS if path.name == folder))).highlights]
    assert [result for bullet, result in zip(bullets, results, strict=True) if result not in bullet] == []


def test_every_document_behind_a_ground_is_cited() -> None:
    """The certificate does not show whom we supplied: the ledger is cited with it."""
    last = compose(brief(next(path for path in FOLDERS if path.name == "shearwater-hijacker"))).highlights[-1]
    assert "Trademark registration certificate and Customer ledger extract" in last.text


@pytest.mark.parametrize("folder", ["maple-restricted", "harbor-nudge", "juniper-listing"])
def test_two_measures_in_force_do_not_share_a_shape(folder: str) -> None:
    """Of two statements that end with "since" and a date, one begins with it."""
    bullets = compose(brief(next(path for path in FOLDERS if path.name == folder))).highlights
    assert sum(bullet.text.startswith("Since ") for bullet in bullets) == 1


def test_a_name_keeps_its_capital_and_a_doubtful_word_stays_in_front() -> None:
    """Only words known to be written small lose their capital."""
    assert read("Tallow Bridge inspected the 214 units", standing=False).start is Start.PROPER
    assert read("Zirconia seals are checked", standing=True).start is Start.UNSURE
    assert read("Zirconia seals are checked", standing=True, vocabulary={"zirconia"}).start is Start.LOWER


def test_a_lead_in_is_taken_away() -> None:
    """The letter's own frame says what is the cause."""
    assert without_lead_in("The root cause was that we bought unchecked stock") == "we bought unchecked stock"


def test_what_is_cut_is_a_beginning_of_what_was_said() -> None:
    """A shortened statement changes no word, and the whole stands first."""
    whole = "Recalled all 176 units from the fulfillment center and locked them away, since their invoices could not be traced to the brand"
    versions = shortened(whole, (16, 10))
    assert versions[0] == whole
    assert all(whole.startswith(version) for version in versions)


def test_facts_are_never_read_as_a_template() -> None:
    """Brackets and bars in a client's words come out as they went in, and the banks' own alternatives do not."""
    phrases = Phrases(packaged_templates(), "seed", {})
    mark = phrases.name("[Ax|By] {{ store }}")
    said = phrases.worded(f"[we ask|we would ask] for {mark}", "key")
    assert said.endswith("for [Ax|By] {{ store }}")
    assert said.startswith(("We ask", "We would ask"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_example_passes_every_check_in_the_shape_that_is_promised(folder: Path) -> None:
    """Two paragraphs, a bullet for each chosen measure with a date of its own, 150 to 290 words, no error finding."""
    found = brief(folder)
    letter, report = composed(found)
    assert not report.errors
    assert "\n" not in letter.opening + letter.closing
    body = " ".join((letter.opening, *(bullet.text for bullet in letter.highlights), letter.closing))
    assert 150 <= count_words(body, [document.title for document in found.case.evidence]) <= 290
    frames = [bullet.text.split()[:2] for bullet in letter.highlights]
    assert len({tuple(frame) for frame in frames}) == len(frames)


@pytest.mark.parametrize("rung", LETTER_RUNGS)
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_letter_can_be_written_on_every_rung(folder: Path, rung: Rung) -> None:
    """A caller may write off the advised rung; the desk named is that of the rung."""
    text = compose(brief(folder, rung)).text
    wanted = {Rung.NUDGE: "confirm", Rung.MANAGER_REVIEW: "senior investigator", Rung.EXECUTIVE: "Executive Seller Relations"}
    assert wanted[rung] in text


def test_spelling_follows_the_marketplace() -> None:
    """The banks' American words are written the British way outside the United States."""
    american, british = Phrases(packaged_templates(), "s", {}), Phrases(packaged_templates(), "s", {"unauthorized": "unauthorised"})
    assert american.worded("the unauthorized offers", "k") == "The unauthorized offers"
    assert british.worded("the unauthorized offers", "k") == "The unauthorised offers"


def test_nothing_is_noticed_before_it_was_there() -> None:
    """Where some of what is reported appeared only later, the sentence speaks of the first signs and not of all of it."""
    folder = next(folder for folder in FOLDERS if folder.name == "shearwater-hijacker")
    given = brief(folder)
    incident = given.case.incident
    assert incident is not None
    assert "first signs of interference with our page" in compose(given).text
    earlier = incident.model_copy(update={"items": incident.items[:2]})
    sound = replace(given, case=given.case.model_copy(update={"incident": earlier}))
    assert "first signs" not in compose(sound).text


@pytest.mark.parametrize(
    ("folder", "told"),
    [
        ("tidewell-reviews", "documented on 14 September 2026"),
        ("shearwater-hijacker", "as of November 2, 2026"),
    ],
)
def test_the_day_of_a_record_is_not_told_as_the_day_of_the_event(folder: str, told: str) -> None:
    """What took 31 hours did not happen on the day it was counted, and a trademark did not come to be on the day of its extract."""
    letter = compose(brief(next(path for path in FOLDERS if path.name == folder)))
    assert told in " ".join(bullet.text for bullet in letter.highlights).replace("Documented", "documented").replace("As of", "as of")


@pytest.mark.parametrize("rung", [Rung.MANAGER_REVIEW, Rung.EXECUTIVE])
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_request_is_addressed_once_and_says_who_decides(folder: Path, rung: Rung) -> None:
    """No manager is made the one by whom a listing is put back, no letter writes to whom it greets, no seller's goods are called faked."""
    found = brief(folder, rung)
    phrases = Phrases(packaged_templates(), "seed", {})
    words = CaseWords(found, phrases)
    lines = list(phrases.candidates("request", {**words.common, "last_sent": "May 1"}, rounds=4))
    wrong = ("ed by a ", "write to Executive", "writing to Executive", "request to ", "counterfeits of", "reported here")
    assert lines
    assert not [line for line in lines if any(part in line for part in wrong)]


def test_a_dispute_rests_on_the_strongest_documents() -> None:
    """What the rights owner took back is named before what the seller bought."""
    letter = compose(brief(next(path for path in FOLDERS if path.name == "alder-trademark")))
    assert "the retraction by Terravane Gear and the letter of authorization" in letter.opening


def test_the_closing_claims_no_more_than_the_measures() -> None:
    """What can no longer happen is the matter of the notice, whatever the measure; it brings no clause within a clause."""
    bars = {name: words["bar"] for name, words in kind_words().items() if "bar" in words}
    assert "offered" not in bars["review_manipulation"]
    assert "unnoticed" not in bars["late_shipment"]
    for folder in FOLDERS:
        closing = compose(brief(folder)).closing
        assert not [part for part in ("mean that goods that", "question of the", "For this decision") if part in closing]
