"""Facts about what extracting asks and says: nothing silly, nothing twice, and a word about what could not be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from escalate_ai.case.marked import Plain
from escalate_ai.errors import DraftError
from escalate_ai.extract import extract_path, extract_texts
from escalate_ai.extract.answerforms import Asked, form_of
from escalate_ai.extract.caseyaml import case_yaml
from escalate_ai.extract.found import Question
from escalate_ai.extract.questionletter import for_reading
from escalate_ai.policy import default_policy
from escalate_ai.reading.documents import plain_document, read_document
from escalate_ai.reading.formats import Format
from escalate_ai.terms import DateOrder

GERMAN = """Sehr geehrte Damen und Herren,

unser Konto wurde am 14. August 2026 deaktiviert, weil die Artikel nicht mit der Beschreibung \u00fcbereinstimmten.
Wir haben alle 240 Einheiten entfernt und den Lieferanten gewechselt. Wir bitten Sie, unser Konto wieder zu aktivieren.

Mit freundlichen Gr\u00fc\u00dfen
Hans Meier
"""


def _asked(measure: str, heading: str) -> list[str]:
    plan = f"Root cause\n\n- We bought from a dealer without invoices.\n\n{heading}\n\n- {measure}\n"
    found = extract_texts([("plan.txt", plain_document(plan))])
    return [question.text for question in found.questions if question.ident.endswith(".result")]


@pytest.mark.parametrize(
    ("heading", "measure"),
    [
        ("Corrective actions", "On May 6, 2026 we removed all 41 pans from the fulfillment center."),
        ("Preventive measures", "Since September 14, 2026 labels are printed after the scan; 1,020 orders so far, none late."),
        (
            "Preventive measures",
            "Since July 1, 2026 each title is searched first. 36 titles were searched until July 31, 2026, two were changed.",
        ),
    ],
)
def test_a_result_that_stands_in_the_measure_is_not_asked_for(heading: str, measure: str) -> None:
    """A number in a correction, or behind the first clause of a measure in force, is what came of it."""
    assert _asked(measure, heading) == []


def test_a_single_step_is_asked_for_what_shows_it_and_a_measure_for_how_it_works() -> None:
    """Nobody can audit a refund: a step that was taken once is asked for its proof, a measure in force for its effect."""
    (step,) = _asked("The clearance dealer was struck from our list on May 8, 2026.", "Corrective actions")
    assert step.startswith("What shows that this was done")
    (measure,) = _asked("Since May 18, 2026 two people compare lot numbers with the invoice.", "Preventive measures")
    assert measure.startswith("How can you show that this works")


def test_parts_of_a_plan_that_amazon_asked_for_are_asked_once() -> None:
    """The questions for causes and measures stand alone where Amazon asked for a plan."""
    reply = (
        "Hello,\n\nThank you for your submission. We received it but cannot reactivate your account at this time.\n\n"
        "Please send a plan that explains:\n- The root causes of the late deliveries\n- The actions you have taken to resolve them\n\n"
        "Sincerely,\nSeller Performance Team\nAmazon.com\n"
    )
    told = [question.text for question in extract_texts([("reply.txt", plain_document(reply))]).questions]
    assert not [text for text in told if "root causes of the late deliveries" in text]
    assert not [text for text in told if "unknown day" in text]
    assert "What in your own work went wrong, and at which step?" in told


def test_a_text_in_another_language_is_named() -> None:
    """Who sends German is told that only English is read."""
    left = extract_texts([("brief.txt", plain_document(GERMAN))]).left_out
    assert [line for line in left if "seems to be in German" in line]


@pytest.mark.parametrize("data", [b"", b" \n\t\n", "\u200b\u200b\n".encode()])
def test_an_empty_file_is_refused_and_in_a_folder_named(tmp_path: Path, data: bytes) -> None:
    """One that nobody can see a word in is refused alone, and told of among others."""
    (tmp_path / "empty.txt").write_bytes(data)
    with pytest.raises(DraftError, match="empty"):
        extract_path(tmp_path / "empty.txt")
    (tmp_path / "story.txt").write_text("Our account was deactivated on March 8, 2026.")
    assert [line for line in extract_path(tmp_path).left_out if line.startswith("empty.txt: ")]


def test_a_mail_with_the_barest_header_is_a_mail() -> None:
    """One whose only line of its own is the content type keeps that line out of Amazon's words."""
    mail = b"From: a@amazon.com\nSubject: Notice\nDate: Thu, 03 Sep 2026 09:12 +0000\nContent-Type: text/plain\n\nHello there"
    document = read_document(mail, "notice.eml")
    assert (document.format, document.text.strip()) == (Format.MAIL, "Hello there")


def test_a_sentence_that_tells_of_a_finished_step_answers_its_status() -> None:
    """A step that was taken on one day is done, on that day."""
    path = ("poa", "preventive_measures", 0, "status")
    case: Plain = {"poa": {"preventive_measures": [{"statement": "We will train all staff.", "status": "completed"}]}}

    def read(text: str) -> list[object]:
        asked = Asked(path, text, case, default_policy(), DateOrder.MDY)
        return [value for _, value in form_of(path)(asked)]

    assert read("All 8 were trained on September 28, 2026") == ["completed", "2026-09-28"]


def test_days_of_questions_are_written_out_for_people() -> None:
    """Nobody reads 2026-03-12 in a sentence; what looks like a day and is none stays as it is."""
    question = Question(
        ident="q", text="What came back to the appeal of 2026-03-12 (order 2026-99-12)?", why="it decides", weight=1, path=None
    )
    assert for_reading(question) == "What came back to the appeal of March 12, 2026 (order 2026-99-12)?"
    assert "12 March 2026" in for_reading(question, "DE")


def test_what_amazon_asked_of_the_plan_has_a_blank_for_what_answers_it() -> None:
    """The ladder waits for an answer to every thing asked for, so none of them stands without a line to fill."""
    reply = (
        "Hello,\n\nThank you for your submission. We received it but cannot reactivate your account at this time.\n\n"
        "Please send a plan that explains:\n- The root causes of the late deliveries\n- The actions you have taken to resolve them\n\n"
        "Sincerely,\nSeller Performance Team\nAmazon.com\n"
    )
    written = case_yaml(extract_texts([("reply.txt", plain_document(reply))]))
    assert written.count("- asked: ") == written.count("answered_by:  # ? the ids of what answers it") == 2


def test_the_number_of_a_heading_or_an_entry_counts_nothing() -> None:
    """A chapter number such as 2.1 in front of an entry is no fact; a measured value in the line is."""
    text = "2. What was done\n2.1 The cartons were exchanged on 4 May 2026.\n2.2 The rate fell to 0.4% and the star value rose to 4.7.\n"
    found = {(fact.kind, fact.text) for fact in extract_texts([("plan.txt", plain_document(text))]).facts}
    assert ("date", "4 May 2026") in found
    assert not {words for kind, words in found if kind == "count"} & {"2.1", "2.2"}
