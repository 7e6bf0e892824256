"""Letter, plan, documents and manifest as one bundle.

In: a case, its letter and report. Out: `Submission`, which says what it would hold and saves it.

Nothing is ever sent: a person does that. Reads the documents of the case folder and writes one new folder, whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from escalate_ai.errors import InputError, NotReady
from escalate_ai.nearest import nearest
from escalate_ai.papers import GROUNDS_TITLE, PLAN_TITLE, listings_title
from escalate_ai.policy import default_policy
from escalate_ai.rules.reading import SubmissionReading
from escalate_ai.rules.running import check_submission
from escalate_ai.submission.folder import write_folder
from escalate_ai.submission.plan_paper import grounds_paper, listings_paper, plan_paper

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from escalate_ai.case.case import Case
    from escalate_ai.case.facts import Evidence
    from escalate_ai.findings import Report
    from escalate_ai.letter import Letter
    from escalate_ai.policy import Policy

FORMATS = ("txt", "md")
"""The formats a letter is written in today."""
LATER = ("docx", "eml", "html")
"""Formats that come with a later version; asking for one is an error, not a silence."""


@dataclass(frozen=True, slots=True)
class Item:
    """One file of the bundle, and why it is there."""

    file: str
    """Path within the bundle."""
    role: Literal["letter", "plan", "grounds", "listings", "evidence"]
    title: str
    """The name by which the letter calls it."""
    why: str
    """What it is enclosed for, one clause."""
    supports: tuple[str, ...]
    """Ids of the claims it shows."""
    content: bytes

    @property
    def entry(self) -> dict[str, object]:
        """The manifest's line on it."""
        return {
            "file": self.file,
            "role": self.role,
            "title": self.title,
            "why": self.why,
            "supports": list(self.supports),
            "size": len(self.content),
            "sha256": hashlib.sha256(self.content).hexdigest(),
        }


@dataclass(frozen=True, slots=True)
class Submission:
    """Everything that goes to Amazon for one case, together, once, to one place."""

    case: Case
    letter: Letter
    report: Report
    """What the SB rules say; an error keeps it from being saved."""
    reading: SubmissionReading

    def items(self, formats: Iterable[str] = FORMATS) -> tuple[Item, ...]:
        """Give the files in the order a reader takes them: letter, plan or grounds, listings, documents.

        Raises:
            InputError: A format does not exist, is not built yet, or a document cannot be read.

        """
        return (*_letters(self.letter, _known(formats)), *_papers(self.case, self.letter, self.reading.policy), *self._documents())

    def manifest(self, items: Iterable[Item]) -> str:
        """Give the manifest as JSON: what, why, which claim it supports, size and sha256. The same case gives the same bytes."""
        head = {"seller": self.case.seller.store_name, "rung": self.letter.rung, "subject": self.letter.subject}
        return json.dumps({**head, "items": [item.entry for item in items]}, indent=2, ensure_ascii=False) + "\n"

    def save(self, folder: str | Path, formats: Iterable[str] = FORMATS) -> Path:
        """Write the bundle into a new or empty folder, whole or not at all; give the folder.

        Raises:
            NotReady: An SB rule blocks it; the message lists what to mend.
            InputError: The folder holds files or cannot be written, or a format is not known.

        """
        if self.report.errors:
            faults = " ".join(f"{found.rule} {found.message} {found.suggestion}" for found in self.report.errors)
            msg = f"the submission is not complete: {faults}"
            raise NotReady(msg)
        items = self.items(formats)
        files = {item.file: item.content for item in items} | {"manifest.json": self.manifest(items).encode()}
        return write_folder(Path(folder), files)

    def _documents(self) -> Iterator[Item]:
        taken: set[str] = set()
        for document in self.reading.cited:
            path = self.reading.files.get(document.id or "")
            if path is None:
                continue
            name = path.name if path.name not in taken else f"{document.id}-{path.name}"
            taken.add(name)
            try:
                content = path.read_bytes()
            except OSError as error:
                msg = f"the document '{document.title}' cannot be read from {path.name} ({(error.strerror or 'unknown reason').lower()})"
                raise InputError(msg) from None
            why = f"shows {', '.join(document.supports)}" if document.supports else "named in the letter"
            yield Item(f"evidence/{name}", "evidence", document.title, why, document.supports, content)


def bundle(case: Case, letter: Letter, report: Report, policy: Policy | None = None) -> Submission:
    """Give the bundle of a letter: the documents it lists or names, and nothing else of the case.

    Args:
        case: The case the letter was written for, loaded from its folder, where its documents lie.
        letter: The letter as it is to be sent.
        report: Its findings; an error among them blocks the bundle (SB605).
        policy: File limits; default the built-in policy.

    """
    rules = policy or default_policy()
    cited = _cited(case, letter)
    files = {str(document.id): path for document in cited if (path := _file_of(case, document)) is not None}
    sizes = {ident: path.stat().st_size for ident, path in files.items()}
    reading = SubmissionReading(case, rules, report.passed, cited, files, sizes)
    return Submission(case, letter, check_submission(reading), reading)


def _cited(case: Case, letter: Letter) -> tuple[Evidence, ...]:
    listed = {title.casefold() for title in letter.attachments}
    words = letter.text.casefold()
    return tuple(document for document in case.evidence if document.title.casefold() in listed or document.title.casefold() in words)


def _file_of(case: Case, document: Evidence) -> Path | None:
    if document.file is None or case.folder is None:
        return None
    path = (case.folder / document.file).resolve()
    return path if path.is_file() and path.is_relative_to(case.folder.resolve()) else None


def _known(formats: Iterable[str]) -> tuple[str, ...]:
    asked = tuple(dict.fromkeys(formats))
    for name in asked:
        if name in LATER:
            msg = f"the format '{name}' is not built yet: {' and '.join(FORMATS)} are"
            raise InputError(msg)
        if name not in FORMATS:
            msg = f"there is no format '{name}'{nearest(name, FORMATS)}"
            raise InputError(msg)
    return asked


def _letters(letter: Letter, formats: tuple[str, ...]) -> Iterator[Item]:
    texts = {"txt": letter.text, "md": _as_markdown(letter)}
    for name in formats:
        yield Item(f"letter.{name}", "letter", letter.subject, "asks for the papers to be read again", (), texts[name].encode())


def _as_markdown(letter: Letter) -> str:
    subject, _, rest = letter.text.partition("\n")
    signature = "  \n".join(letter.signature.split("\n"))
    return f"**{subject}**\n{rest}".replace(letter.signature, signature, 1) if letter.signature else f"**{subject}**\n{rest}"


def _papers(case: Case, letter: Letter, policy: Policy) -> Iterator[Item]:
    style = policy.marketplaces[case.seller.marketplace].style
    title = letter.attachments[0] if letter.attachments else PLAN_TITLE
    if case.poa is not None:
        own = _file_in(case, case.poa.file)
        name, content = (own.name, own.read_bytes()) if own else ("plan-of-action.md", plan_paper(case, style).encode())
        ids = tuple(str(part.id) for part in (*case.poa.root_causes, *case.poa.measures))
        yield Item(name, "plan", title, "the plan that the letter asks to be read", ids, content)
    if case.grounds:
        heading = title if case.poa is None else GROUNDS_TITLE
        ids = tuple(str(ground.id) for ground in case.grounds)
        why = "the dated facts the request rests on"
        yield Item("grounds.md", "grounds", heading, why, ids, grounds_paper(case, heading, style).encode())
    if listings := listings_title(case, policy):
        yield Item("listings.txt", "listings", listings, "names every listing", (), listings_paper(case).encode())


def _file_in(case: Case, name: str | None) -> Path | None:
    path = case.folder / name if case.folder and name else None
    return path if path and path.is_file() else None
