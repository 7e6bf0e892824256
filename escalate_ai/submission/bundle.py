"""Stage 7 of 7: letter, plan, documents and manifest as one bundle.

In: a case, its letter and report. Out: `Submission`, which says what it would hold and saves it.

Nothing is ever sent: a person does that. Reads the documents of the case folder and writes one new folder, whole or not at all.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from escalate_ai.errors import NotReady
from escalate_ai.policy import default_policy
from escalate_ai.rules.running import check_submission
from escalate_ai.submission.enclosures import document_items, paper_items, papers_of
from escalate_ai.submission.folder import write_folder
from escalate_ai.submission.formats import USUAL, Style, known, on_the_mail
from escalate_ai.submission.gathering import reading_of
from escalate_ai.submission.item import Item
from escalate_ai.submission.sharing import redacted_copy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from escalate_ai.case.case import Case
    from escalate_ai.findings import Report
    from escalate_ai.ladder.verdict import Recipient
    from escalate_ai.letter import Letter
    from escalate_ai.policy import Policy
    from escalate_ai.rules.reading import SubmissionReading
    from escalate_ai.submission.letterhead import Letterhead

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Submission:
    """Everything that goes to Amazon for one case, together, once, to one place."""

    case: Case
    letter: Letter
    report: Report
    """What the SB rules say; an error keeps it from being saved."""
    reading: SubmissionReading
    day: date | None = None
    """The day it is for."""
    desk: str = ""
    """Whom the letter goes to, by name."""
    to: str | None = None
    """The recipient's address, where the policy has one."""
    letterhead: Letterhead | None = None
    """The agency's template for the Word letter."""
    letter_report: Report | None = None
    """What the rules say about the letter itself."""

    def items(self, formats: Iterable[str] = USUAL) -> tuple[Item, ...]:
        """Give the files in the order a reader takes them: letter, plan or grounds, listings, documents.

        Args:
            formats: Of letter, plan and grounds: txt, md, html, docx, eml. A mail alone carries its papers as Word files.

        Raises:
            InputError: A format does not exist, or a document cannot be read.

        """
        asked = known(formats)
        style = Style.of(self.case, self.reading.policy, self.day)
        papers = tuple(paper_items(self.case, papers_of(self.case, self.letter, self.reading.policy), style, asked))
        enclosed = (*papers, *document_items(self.reading))
        return (*self._letters(asked, style, enclosed), *enclosed)

    def manifest(self, items: Iterable[Item]) -> str:
        """Give the manifest as JSON: what, why, which claim it supports, size and sha256. The same case gives the same bytes."""
        entries = [item.entry for item in items]
        head = {"seller": self.case.seller.store_name, "rung": self.letter.rung, "subject": self.letter.subject}
        claims = {"claims": self._claims()}
        return json.dumps({**head, **claims, "items": entries}, indent=2, ensure_ascii=False) + "\n"

    def _claims(self) -> dict[str, str]:
        """Give what each id of the manifest stands for, as the case states it."""
        plan, incident = self.case.poa, self.case.incident
        said = {str(cause.id): cause.statement for cause in (plan.root_causes if plan else ())}
        said |= {str(measure.id): measure.statement for measure in (plan.measures if plan else ())}
        said |= {str(ground.id): ground.statement for ground in self.case.grounds}
        said |= {str(item.id): item.text for item in (incident.items if incident else ())}
        return {ident: " ".join(words.split()) for ident, words in said.items()}

    def save(self, folder: str | Path, formats: Iterable[str] = USUAL) -> Path:
        """Write the bundle into a new or empty folder, whole or not at all; give the folder.

        Raises:
            NotReady: An SB rule blocks it; the message lists what to mend.
            InputError: The folder holds files or cannot be written, or a format is not known.

        """
        asked = known(formats)
        if self.report.errors:
            faults = " ".join(f"{found.rule} {found.message} {found.suggestion}" for found in self.report.errors)
            msg = f"the submission is not complete: {faults}"
            raise NotReady(msg)
        items = self.items(asked)
        files = {item.file: item.content for item in items} | {MANIFEST: self.manifest(items).encode()}
        return write_folder(Path(folder), files)

    def redacted(self, formats: Iterable[str] = USUAL) -> dict[str, bytes]:
        """Give the files of a copy for sharing, by name: without contact data, names and identifiers, and without the documents.

        Raises:
            InputError: A mail was asked for, or a format that does not exist.
            DraftError: The client's own plan cannot be read.

        """
        return redacted_copy(self.case, self.letter, self.reading, self.day, known(formats))

    def save_redacted(self, folder: str | Path, formats: Iterable[str] = USUAL) -> Path:
        """Write the copy for sharing into a new or empty folder, whole or not at all; an incomplete bundle is no hindrance.

        Raises:
            InputError: As `redacted`, or the folder holds files or cannot be written.
            DraftError: The client's own plan cannot be read.

        """
        return write_folder(Path(folder), self.redacted(formats))

    def _letters(self, formats: tuple[str, ...], style: Style, enclosed: Sequence[Item]) -> Iterator[Item]:
        why = "asks for the papers to be read again"
        for form in formats:
            if form == "eml":
                content = self._mail(style, enclosed, on_the_mail(formats))
            elif form == "docx" and self.letterhead is not None:
                content = self.letterhead.filled(self.letter, self.case, style.look, self.desk)
            else:
                content = style.letter(self.letter, form)
            yield Item(f"letter.{form}", "letter", self.letter.subject, why, (), content)

    def _mail(self, style: Style, enclosed: Sequence[Item], form: str) -> bytes:
        from escalate_ai.submission.as_mail import Envelope, letter_mail  # noqa: PLC0415  the mail parts of Python are loaded with the first mail

        several = {item.role for item in enclosed if item.role in {"plan", "grounds"} and item.file.endswith(f".{form}")}
        hung = [(PurePath(item.file).name, item.content) for item in enclosed if item.role not in several or item.file.endswith(f".{form}")]
        contact = self.case.seller.contact
        sender = (contact.name, contact.email) if contact.email else None
        return letter_mail(self.letter, hung, Envelope(style.size, sender, self.to, self.day))


def bundle(
    case: Case,
    letter: Letter,
    report: Report,
    policy: Policy | None = None,
    *,
    day: date | None = None,
    recipient: Recipient | None = None,
    letterhead: Letterhead | None = None,
    source_text: str = "",
) -> Submission:
    """Give the bundle of a letter: the documents it lists or names, and nothing else of the case.

    Args:
        case: The case the letter was written for, loaded from its folder, where its documents lie.
        letter: The letter as it is to be sent.
        report: Its findings; an error among them blocks the bundle (SB605).
        policy: File limits; default the built-in policy.
        day: The day it is for: the date on the letter and in the files' properties.
        recipient: Whom it goes to, as the ladder says.
        letterhead: The agency's own template for the Word letter.
        source_text: The file the letter was given back in, where it was: what is addressed in it is looked at.

    """
    rules = policy or default_policy()
    to = recipient.address if recipient else None
    template = (letterhead.name, letterhead.data) if letterhead else None
    reading = reading_of(case, letter, rules, letter_passed=report.passed, to=to, source_text=source_text, template=template)
    return Submission(
        case, letter, check_submission(reading), reading, day, recipient.name if recipient else "", to, letterhead, letter_report=report
    )
