"""Facts about extracting from several files: who goes first, what is asked, what is sent and answered, which documents there are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalate_ai.errors import DraftError
from escalate_ai.extract import Extraction, TextKind, extract_path, extract_texts
from escalate_ai.extract.folder import enclosed_documents
from escalate_ai.policy import default_policy
from escalate_ai.reading.document import Document, Enclosed, Stretch
from escalate_ai.reading.documents import plain_document
from escalate_ai.reading.formats import Format
from escalate_ai.terms import Whose

NOTICE = """Hello,

Your Amazon seller account has been deactivated because of complaints about the authenticity of the items you sold.

ASIN: B0CX71MNPQ

Please submit a plan of action that explains:
- the root cause of the complaints
- the actions you have taken to resolve them

Date: March 9, 2026

Seller Performance Team
Amazon.com
"""
RANT = """Hi, please help us. Amazon suspended our account on March 8, 2026. Our store is called Fernhollow Kitchen.
We appealed on March 12, 2026 and they denied it on March 14, 2026.

Thanks
Petra Lindholm
"""
PLAN = """Root cause
- We bought 260 units and never asked for the brand's invoices.

Corrective actions
- We removed all 260 units on March 10, 2026. Evidence: removal order
- We refunded 31 buyers on March 12, 2026 (see refund-list.csv).

Preventive measures
- Since March 16, 2026 our buyer signs a sourcing sheet for each delivery. Evidence: supplier contract
"""
REPLY = """Hello,

Thank you for your submission. We reviewed your plan, and we need greater detail on the root cause of the complaints.

Sent on March 20, 2026

Seller Performance Team
"""


def values(found: Extraction) -> dict[str, object]:
    """Give the values of an extraction by path."""
    return {value.path: value.value for value in found.values}


def gathered(**files: str) -> Extraction:
    """Extract from texts; two underscores in a name part its folder."""
    return extract_texts([(f"{name.replace('__', '/')}.txt", plain_document(text, name)) for name, text in files.items()])


def test_the_notice_goes_before_the_clients_memory() -> None:
    """On the day of the enforcement Amazon's own words are taken, both are told, and the client is asked."""
    found = gathered(rant=RANT, notice=NOTICE)
    told = {value.path: value for value in found.values}["enforcement.notified_on"]
    assert (told.value, told.file, told.whose) == ("2026-03-09", "notice.txt", Whose.AMAZON)
    assert any("March 8, 2026" in left and "March 9, 2026" in left for left in found.left_out)
    doubt = next(question for question in found.questions if question.ident == "doubtful:enforcement.notified_on")
    assert "rant.txt" in doubt.text
    assert "notice.txt" in doubt.text


def test_one_folder_gives_one_case() -> None:
    """Rant, notice, plan and reply together fill store, enforcement, plan, attempts and what was asked for."""
    case = values(gathered(rant=RANT, notice=NOTICE, plan=PLAN, reply=REPLY))
    assert case["seller.store_name"] == "Fernhollow Kitchen"
    assert case["seller.contact.name"] == "Petra Lindholm"
    assert case["enforcement.kind"] == "inauthentic"
    assert case["poa.corrective_actions[0].completed_on"] == "2026-03-10"
    assert case["appeals[0].sent_on"] == "2026-03-12"
    assert case["appeals[0].confirmed"] is False
    assert case["appeals[0].replies[0].received_on"] == "2026-03-14"
    assert case["appeals[0].replies[1].category"] == "more_info_specific"
    assert "root cause" in str(case["last_request[0].asked"])


def test_a_sent_file_is_an_unconfirmed_attempt() -> None:
    """A file under sent/ gives an attempt with the day of its name, and no measure of a plan that stands beside it."""
    case = values(gathered(**{"sent__2026-03-11_appeal": PLAN.replace("31 buyers", "30 buyers"), "plan": PLAN}))
    assert case["appeals[0].sent_on"] == "2026-03-11"
    assert case["appeals[0].plan"] == "sent/2026-03-11_appeal.txt"
    assert case["appeals[0].confirmed"] is False
    assert "31 buyers" in str(case["poa.corrective_actions[1].statement"])


def test_a_sent_mail_bears_its_own_day_and_way() -> None:
    """A mail under sent/ takes the day of its header before that of its name, and went by mail."""
    mail = Document(PLAN, "mail", Format.MAIL, sent_on=date(2026, 3, 13), sender="Petra")
    case = values(extract_texts([("sent/2026-03-11.eml", mail)]))
    assert case["appeals[0].sent_on"] == "2026-03-13"
    assert case["appeals[0].channel"] == "email"


def test_the_newest_sent_plan_is_read_where_there_is_no_other() -> None:
    """Without a plan beside, the newest one sent is read, and that is said."""
    found = gathered(sent__2026_03_11=PLAN)
    assert values(found)["poa.root_causes[0].statement"]
    assert any("read as the plan" in left for left in found.left_out)


def test_a_document_is_known_by_name_and_words() -> None:
    """Files under evidence/ are documents, unconfirmed, with kind, title and the day they label."""
    found = gathered(
        evidence__scan_17="INVOICE\nHarbor Supply Co.\nInvoice date: March 2, 2026\nTotal 12 units", evidence__training_record="Attendance"
    )
    case = values(found)
    assert (case["evidence[0].kind"], case["evidence[0].dated"], case["evidence[0].confirmed"]) == ("invoice", "2026-03-02", False)
    assert (case["evidence[1].kind"], case["evidence[1].title"]) == ("training_record", "Training record")


def test_a_measure_is_tied_to_the_file_it_names() -> None:
    """A document named in the plan is tied to its file; one in no file is entered without and asked for."""
    found = gathered(plan=PLAN, evidence__removal_order="Removal order 7K2Q-55TR, closed")
    case = values(found)
    assert case["evidence[0].file"] == "evidence/removal_order.txt"
    assert case["poa.corrective_actions[0].evidence[0]"] == "EV1"
    assert case["poa.corrective_actions[1].evidence[0]"] == "EV2"
    assert case["evidence[2].title"] == "supplier contract"
    assert "evidence[2].file" not in case
    assert any("refund-list.csv" in question.text for question in found.questions)


def test_a_reply_in_a_thread_takes_its_inner_day() -> None:
    """Amazon's answer that a client forwards belongs to the attempt before it, with the day of its own header."""
    own = "Hi, see what they wrote. We appealed on March 12, 2026 through the account health page, please help us now.\n\n"
    mail = Document(
        own + REPLY.replace("Sent on March 20, 2026\n\n", ""),
        "mail",
        Format.MAIL,
        stretches=[Stretch(len(own), len(own) + len(REPLY) - 24, Whose.AMAZON, "Seller Performance", date(2026, 3, 18))],
        sent_on=date(2026, 3, 25),
    )
    case = values(extract_texts([("forwarded.eml", mail)]))
    assert case["appeals[0].reply.received_on"] == "2026-03-18"
    assert case["appeals[0].reply.category"] == "more_info_specific"
    assert case["appeals[0].channel"] == "account_health"


def test_an_answer_without_an_attempt_asks_for_it() -> None:
    """Amazon's answer alone opens an attempt of an unknown day, which is asked for."""
    found = gathered(reply=REPLY)
    assert found.kind is TextKind.REPLY
    assert "appeals[0].sent_on" not in values(found)
    assert any(question.path == "appeals[0].sent_on" for question in found.questions)


def test_a_denial_sets_the_state() -> None:
    """A plain no after the notice makes the state denied, in Amazon's words."""
    words = "Hello,\n\nWe reviewed your appeal and decided not to reinstate your account. You may no longer sell on Amazon."
    denial = f"{words}\n\nSent on April 2, 2026"
    found = {value.path: value for value in gathered(notice=NOTICE, reply=denial).values}
    assert found["enforcement.state"].value == "denied"
    assert found["enforcement.state"].file == "reply.txt"


def test_a_second_plan_is_named() -> None:
    """Of two plans one is read and the other is named, so that nobody mistakes which."""
    found = gathered(plan=PLAN, other_poa=PLAN + "\n- Since April 2, 2026 a second buyer signs too.\n")
    assert any("a second plan" in left for left in found.left_out)


def test_a_report_has_an_incident() -> None:
    """Where others are to be removed, the listing belongs to the incident and there is no enforcement."""
    found = values(
        gathered(mail="Our listing B0D4WQ8RMB was hijacked. We noticed on 4 April 2026 that a seller sells copies. Help us please.")
    )
    assert found["request.kind"] == "remove_hijacker"
    assert found["incident.noticed_on"] == "2026-04-04"
    assert not [path for path in found if path.startswith("enforcement.")]


def test_a_folder_is_read_and_nothing_outside(tmp_path: Path) -> None:
    """Files of the folder are read; a link that leads out, a binary and the case itself are not, each said."""
    outside = tmp_path / "outside.txt"
    outside.write_text(RANT, encoding="utf-8")
    folder = tmp_path / "client"
    (folder / "evidence").mkdir(parents=True)
    (folder / "notice.txt").write_text(NOTICE, encoding="utf-8")
    (folder / "case.yaml").write_text("seller: {}\n", encoding="utf-8")
    (folder / "broken.txt").write_bytes(b"\x00\x01\x02\x00")
    (folder / "evidence" / "invoice.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "linked.txt").symlink_to(outside)
    found = extract_path(folder)
    case = values(found)
    assert case["enforcement.notified_on"] == "2026-03-09"
    assert "seller.store_name" not in case
    assert case["evidence[0].kind"] == "invoice"
    said = "\n".join(found.left_out)
    assert "linked.txt: a link" in said
    assert "broken.txt" in said
    assert "case.yaml" not in said


def test_a_single_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    """Naming a picture, or nothing, is told at once."""
    (tmp_path / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(DraftError, match="image"):
        extract_path(tmp_path / "scan.png")
    with pytest.raises(DraftError, match="cannot be read"):
        extract_path(tmp_path / "nothing.txt")


def test_what_hangs_on_a_mail_is_read() -> None:
    """A plan enclosed in a mail is read as a file of its own; the forty-first file is not, and that is said."""
    enclosed = [Enclosed("plan.txt", PLAN.encode()), *(Enclosed(f"{place}.png", b"\x89PNG\r\n\x1a\n") for place in range(45))]
    documents, unreadable = enclosed_documents("mail.eml", Document("See the plan.", enclosed=enclosed), default_policy())
    assert [name for name, _ in documents] == ["mail.eml/plan.txt"]
    assert any("6 of its 46 files" in why for _, why in unreadable)


_WORDS = st.sampled_from(
    [
        *NOTICE.split("\n"),
        *RANT.split("\n"),
        *PLAN.split("\n"),
        *REPLY.split("\n"),
        "| a | b | c |",
        "> quoted",
        "\u2022 one",
        "",
        "\u200b",
        "Date:",
    ]
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(_WORDS, max_size=30),
    st.sampled_from(["\n", "\r\n", " ", "\n\n"]),
    st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900)), max_size=3),
)
def test_any_text_is_read_and_every_quote_is_verbatim(lines: list[str], joint: str, cuts: list[tuple[int, int]]) -> None:
    """Whatever the text and whoever wrote its stretches, nothing breaks and each quote and fact stands where it says."""
    text = joint.join(lines)
    stretches = [Stretch(min(cut), min(max(cut), len(text)), Whose.AMAZON) for cut in cuts if min(cut) < min(max(cut), len(text))]
    found = extract_texts(
        [("a.txt", Document(text, stretches=stretches)), ("sent/2026-01-02.txt", Document(text)), ("b.txt", Document(""))]
    )
    for value in found.values:
        assert value.span is None or text[slice(*value.span)] == value.quote
    for fact in found.facts:
        assert text[slice(*fact.span)] == fact.text


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=400))
def test_hostile_text_is_read(text: str) -> None:
    """Any characters at all give an extraction."""
    assert extract_texts([("x.txt", plain_document(text))]).usage.input_tokens == 0
