"""Letters from any hand are read into parts that are exact slices of the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalate_ai.letter import Letter, LetterHighlight, Sheet
from escalate_ai.letterread import letter_of, read_sheet, sheet_of

WORDS = st.lists(
    st.sampled_from(["we", "ask", "plan", "scan", "label", "order", "14", "parcel", "check", "the", "of", "with", "Brockhall", "ends"]),
    min_size=6,
    max_size=20,
)
SENTENCE = WORDS.map(lambda words: " ".join(["We", *words]) + ".")
PROSE = st.lists(SENTENCE, min_size=1, max_size=4).map(" ".join)
LINE = st.lists(st.sampled_from(["Account", "of", "North", "Supply", "Listing", "B0C9T4MWKL", "restored"]), min_size=3, max_size=7).map(
    " ".join
)
LETTERS = st.builds(
    Letter,
    subject=LINE,
    salutation=st.sampled_from(["Dear Executive Seller Relations,", "Dear Seller Performance Manager,", "To the Brand Registry team,"]),
    opening=PROSE,
    highlights_intro=LINE.map(lambda line: f"{line}:"),
    highlights=st.lists(SENTENCE.map(lambda text: LetterHighlight(text=text)), min_size=1, max_size=6).map(tuple),
    closing=PROSE,
    signature=st.sampled_from(
        ["Dana Whitfield\nOwner\nNorthwind", "Sincerely,\nDana Whitfield", "Kind regards,\n\nDana Whitfield\nOwner", "Dana Whitfield"]
    ),
    attachments=st.lists(LINE, max_size=5).map(tuple),
)


def assert_exact(sheet: Sheet, text: str) -> None:
    """Hold that every part is a slice of the text it says it comes from."""
    for part in sheet.parts:
        assert part.start is not None
        assert text[part.start : part.start + len(part.text)] == part.text
        assert part.text.strip()


@given(st.text(max_size=400))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    """Whatever comes in, a sheet comes out, and its parts stand where they say."""
    assert_exact(read_sheet(text), text)


@given(
    st.lists(
        st.sampled_from(
            [
                "- ",
                "1. ",
                "Subject: x",
                "Dear you,",
                "\r\n",
                "\n\n",
                "We sent it.",
                "Regards,",
                "Attachments:",
                "> quoted",
                "a b c:",
                "\t",
                "From: me",
            ]
        ),
        max_size=30,
    )
)
def test_no_mixture_of_letter_pieces_makes_the_reader_fail(pieces: list[str]) -> None:
    """Pieces of letters in any order are read without a failure."""
    text = "\n".join(pieces)
    assert_exact(read_sheet(text), text)


@given(LETTERS)
def test_a_letter_read_back_from_its_text_has_the_same_parts(letter: Letter) -> None:
    """Writing a letter out and reading it in changes nothing."""
    assert letter_of(read_sheet(letter.text)).text == letter.text
    own = [(part.name, part.text) for part in sheet_of(letter).parts]
    assert [(part.name, part.text) for part in read_sheet(letter.text).parts] == own


@given(LETTERS)
def test_line_ends_of_windows_change_no_part(letter: Letter) -> None:
    """A letter with CRLF line ends has the same parts, line ends within them apart."""
    sheet = read_sheet(letter.text.replace("\n", "\r\n"))
    assert_exact(sheet, letter.text.replace("\n", "\r\n"))
    assert [part.text.replace("\r\n", "\n") for part in sheet.parts] == [part.text for part in sheet_of(letter).parts]


@pytest.mark.parametrize("glyph", ["-", "*", "•", "–", "▪", "►", "1.", "2)", "(a)", "iv."])
def test_bullets_of_any_glyph_are_bullets(glyph: str) -> None:
    """Dashes, dots, arrows, numbers and letters open a bullet."""
    sheet = read_sheet(
        f"Dear team,\n\nWe ask you to reinstate it.\n\nDone:\n\n{glyph} One thing was done.\n{glyph} "
        f"Another was done.\n\nPlease read the plan again.\n\nDana"
    )
    assert [part.text for part in sheet.bullets] == ["One thing was done.", "Another was done."]
    assert sheet.highlights_intro is not None
    assert sheet.highlights_intro.text == "Done:"


def test_a_mail_with_headers_and_quoted_mail_is_read_as_its_letter() -> None:
    """Headers give the subject; what is quoted below is somebody else's."""
    sheet = read_sheet(
        "From: dana@northwind.example\nTo: seller@amazon.example\nSubject: Our account\nDate: "
        "Mon\n\nDear team,\n\nWe ask for it. It is closed.\n\n"
        "- One was done.\n- Two was done.\n\nPlease read it again, all of it.\n\nBest regards\nDana\n\nOn "
        "Mon, 3 Aug 2026, Amazon wrote:\n> We need more information.\n"
    )
    assert sheet.subject is not None
    assert sheet.subject.text == "Our account"
    assert sheet.signature is not None
    assert sheet.signature.text == "Best regards\nDana"
    assert [part.name for part in sheet.prose] == ["opening", "closing"]


def test_hard_wrapped_lines_belong_to_their_bullet_and_paragraph() -> None:
    """A wrapped line is no paragraph of its own, with and without an indent."""
    sheet = read_sheet(
        "Dear team,\n\nWe ask you to reinstate\nthe account now.\n\n- One was done\n  in May.\n- Two was "
        "done\nin June.\n\nPlease read it\nagain and decide.\n\nDana\n"
    )
    assert [part.text for part in sheet.bullets] == ["One was done\n  in May.", "Two was done\nin June."]
    assert len(sheet.prose) == 2


def test_prose_right_behind_a_finished_bullet_is_the_closing() -> None:
    """Where no blank line parts list and closing, the closing is still found."""
    sheet = read_sheet("Dear team,\n\nWe ask for it now.\n- One was done.\n- Two was done.\nPlease read the plan again.\nRegards\nDana")
    assert [part.text for part in sheet.bullets] == ["One was done.", "Two was done."]
    assert [part.text for part in sheet.paragraphs_after] == ["Please read the plan again."]


@pytest.mark.parametrize(
    ("line", "titles"),
    [
        ("Attachments: Plan of Action; Invoice 7, March; Log", ["Plan of Action", "Invoice 7, March", "Log"]),
        ("Enclosures (2): Plan of Action, Removal order", ["Plan of Action", "Removal order"]),
        ("Encl.: Plan of Action", ["Plan of Action"]),
        ("Attachments:\n- Plan of Action\n- Log", ["Plan of Action", "Log"]),
        ("**Attachments:**\nPlan of Action\nLog", ["Plan of Action", "Log"]),
    ],
)
def test_attachments_on_one_line_or_many_are_titles(line: str, titles: list[str]) -> None:
    """Each title is a part of its own."""
    sheet = read_sheet(f"Dear team,\n\nWe ask for it now.\n\n- One was done.\n\nPlease read the plan again.\n\nDana\n\n{line}\n")
    assert [part.text for part in sheet.attachments] == titles


def test_six_paragraphs_without_bullets_stay_six() -> None:
    """A letter without bullets keeps all its prose; the last of it is the closing."""
    sheet = read_sheet(
        "Dear team,\n\n" + "\n\n".join(f"This is paragraph {number} of the letter." for number in range(6)) + "\n\nSincerely,\nDana"
    )
    assert [part.name for part in sheet.prose] == ["opening", "paragraphs[1]", "paragraphs[2]", "paragraphs[3]", "paragraphs[4]", "closing"]
    assert sheet.bullets == ()


def test_a_subject_without_a_label_above_the_salutation_is_the_subject() -> None:
    """The line that stands alone above the salutation is read as the subject, a date is not."""
    assert read_sheet("Northwind\n\nAccount of Northwind: reinstatement\n\nDear team,\n\nWe ask.").subject is not None
    assert read_sheet("Northwind Ltd\n7 December 2026\n\nDear team,\n\nWe ask for it.").subject is None


def test_a_letter_without_blank_lines_has_its_paragraphs_and_signature() -> None:
    """As word processors save plain text: a line is a paragraph, however long, and what is short and without an end is the signature."""
    opening, closing = "We ask for reinstatement of our account. " * 6, "We ask that the attached Plan of Action be read again."
    text = (
        f"Subject: x\nDear Team,\n{opening.strip()}\nMeasures:\n    • One.\n    • Two.\n{closing}\nDana Whitfield\nOwner\nNorthwind Co.\n"
    )
    letter = letter_of(read_sheet(text + "Attachments:\n    • Plan of Action\n"))
    assert (letter.opening, letter.closing) == (opening.strip(), closing)
    assert letter.signature == "Dana Whitfield\nOwner\nNorthwind Co."
    assert letter.attachments == ("Plan of Action",)
