"""The letter and its parts. In: slots, or plain text from any hand. Out: `Letter`, and the `Sheet` that rules read. Judges nothing."""

from __future__ import annotations

from typing import NamedTuple, Self, cast

from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, computed_field, model_validator

from escalate_ai.terms import Rung


class LetterHighlight(BaseModel):
    """One bullet, and the id of the measure or ground it stands for."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    text: str
    source: str | None = None


class Letter(BaseModel):
    """An escalation letter: two paragraphs with bulleted highlights between them."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    rung: Rung | None = None
    """The rung it was written on; null for a letter from another hand."""
    subject: str
    salutation: str
    opening: str
    highlights_intro: str
    highlights: tuple[LetterHighlight, ...]
    closing: str
    signature: str
    """Lines, separated by line feeds."""
    attachments: tuple[str, ...] = ()

    @model_validator(mode="wrap")
    @classmethod
    def _text_is_derived(cls, data: object, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Take what `model_dump` wrote; a whole text other than its parts make would be checked as one letter and sent as another."""
        if not isinstance(data, dict) or "text" not in data:
            return handler(data)
        parts = dict(cast("dict[object, object]", data))
        whole = parts.pop("text")
        letter = handler(parts)
        if whole != letter.text:
            msg = "the whole text differs from the letter's parts: change the parts, or check the text as a file of its own"
            raise ValueError(msg)
        return letter

    @computed_field  # type: ignore[prop-decorator]  # pydantic's own way; mypy has no word for it
    @property
    def text(self) -> str:
        """The whole letter as sent."""
        blocks = [
            f"Subject: {self.subject}" if self.subject else "",
            self.salutation,
            self.opening,
            self.highlights_intro,
            "\n".join(f"- {highlight.text}" for highlight in self.highlights),
            self.closing,
            self.signature,
            "\n".join(["Attachments:", *(f"- {title}" for title in self.attachments)]) if self.attachments else "",
        ]
        return "\n\n".join(block for block in blocks if block) + "\n"


class Part(NamedTuple):
    """A piece of a letter under the name findings use, and where it starts in the text it came from (None: it is a field of its own)."""

    name: str
    text: str
    start: int | None


class Sheet(NamedTuple):
    """A letter as the rules read it, whoever wrote it. Every part's text is an exact slice of what was given."""

    subject: Part | None
    salutation: Part | None
    paragraphs_before: tuple[Part, ...]
    """Prose above the bullets; the first is `opening`."""
    highlights_intro: Part | None
    bullets: tuple[Part, ...]
    paragraphs_after: tuple[Part, ...]
    """Prose below the bullets; the last is `closing`."""
    signature: Part | None
    attachments: tuple[Part, ...]

    @property
    def prose(self) -> tuple[Part, ...]:
        """Every prose paragraph in order."""
        return self.paragraphs_before + self.paragraphs_after

    @property
    def body(self) -> tuple[Part, ...]:
        """Opening, introducing line, bullets, closing: what the word count and most rules read, in order."""
        intro = (self.highlights_intro,) if self.highlights_intro else ()
        return self.paragraphs_before + intro + self.bullets + self.paragraphs_after

    @property
    def parts(self) -> tuple[Part, ...]:
        """Everything, in order."""
        head = tuple(part for part in (self.subject, self.salutation) if part)
        return head + self.body + ((self.signature,) if self.signature else ()) + self.attachments
