"""A letter's parts <-> a `Letter`. In: one of the two. Out: the other. Reads no text and judges nothing."""

from __future__ import annotations

from escalate_ai.letter import Letter, LetterHighlight, Part, Sheet


def sheet_of(letter: Letter) -> Sheet:
    """Give a letter's parts as rules read them; each part is a field of its own."""
    return Sheet(
        subject=_field("subject", letter.subject),
        salutation=_field("salutation", letter.salutation),
        paragraphs_before=_fields("opening", letter.opening),
        highlights_intro=_field("highlights_intro", letter.highlights_intro),
        bullets=tuple(Part(f"highlights[{place}]", item.text, None) for place, item in enumerate(letter.highlights) if item.text.strip()),
        paragraphs_after=_fields("closing", letter.closing),
        signature=_field("signature", letter.signature),
        attachments=tuple(Part("attachments", title, None) for title in letter.attachments if title.strip()),
    )


def letter_of(sheet: Sheet) -> Letter:
    """Give the letter a sheet shows; what it lacks is an empty string, further paragraphs stay, a blank line between them."""

    def text(part: Part | None) -> str:
        return part.text if part else ""

    return Letter(
        subject=text(sheet.subject),
        salutation=text(sheet.salutation),
        opening="\n\n".join(part.text for part in sheet.paragraphs_before),
        highlights_intro=text(sheet.highlights_intro),
        highlights=tuple(LetterHighlight(text=part.text) for part in sheet.bullets),
        closing="\n\n".join(part.text for part in sheet.paragraphs_after),
        signature=text(sheet.signature),
        attachments=tuple(part.text for part in sheet.attachments),
    )


def _field(name: str, text: str) -> Part | None:
    return Part(name, text, None) if text.strip() else None


def _fields(name: str, text: str) -> tuple[Part, ...]:
    part = _field(name, text)
    return (part,) if part else ()
