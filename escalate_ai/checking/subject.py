"""What a source is: a letter, a plan or a case, read. In: a path, text, bytes or one of our own values. Out: `Subject`. Runs no rule."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias, TypeGuard

from pydantic import ValidationError

from escalate_ai.case.case import Case
from escalate_ai.case.facts import PlanOfAction
from escalate_ai.case.given import as_case
from escalate_ai.errors import DraftError, InputError, Where
from escalate_ai.letter import Letter
from escalate_ai.letterread import read_sheet
from escalate_ai.nearest import nearest
from escalate_ai.planread import read_plan, sort_of
from escalate_ai.policy import Policy, default_policy
from escalate_ai.reading.documents import plain_document, read_document
from escalate_ai.reading.files import read_bytes, read_text
from escalate_ai.reading.formats import format_of
from escalate_ai.reading.texts import PLAIN_NAMES, WORDS, not_too_long, text_of
from escalate_ai.rules.form_word_checks import looks_like_plan
from escalate_ai.terms import DateOrder, Marketplace
from escalate_ai.text.folding import fold
from escalate_ai.text.sorts import NOT_THE_SELLERS

Kind = Literal["letter", "plan", "case"]
Source: TypeAlias = str | Path | bytes | Letter | PlanOfAction | Case
"""What can be checked."""
_KINDS = ("letter", "plan", "case")
_LETTER_FILES = (".txt", ".md")
_LONGEST_PATH = 1024
_BLANK = 1000
"""Characters among which a text that says anything shows a letter."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a source is: one of letter, plan and case, or a letter as `text` alone."""

    letter: Letter | None = None
    plan: PlanOfAction | None = None
    case: Case | None = None
    text: str | None = None
    """The text it was read from, where it came as one: findings then point into it."""


def subject_of(  # noqa: PLR0911  one return for each thing a source may be
    source: Source,
    kind: Kind | str | None = None,
    case: Case | None = None,
    *,
    policy: Policy | None = None,
) -> Subject:
    """Give what a source is, read; takes what `check` takes and raises what it raises."""
    _readable(source)
    limits, wanted = policy or default_policy(), _kind(kind)
    if case is not None:
        as_case(case)
    if isinstance(source, Case):
        return Subject(case=source)
    if isinstance(source, PlanOfAction):
        return Subject(plan=source, text=source.text)
    if isinstance(source, Letter):
        return Subject(letter=source)
    path = _path(source)
    if path is not None and (wanted == "case" or path.is_dir() or path.suffix.lower() in {".yaml", ".yml"}):
        if wanted not in {None, "case"}:
            raise InputError(f"a case is no {wanted}; name the file with the {wanted}", Where(str(path)))
        return Subject(case=Case.load(path, limits))
    text, name = _text(source, path, limits)
    letter = _letter_in_json(text, name)
    if letter is not None:
        return Subject(letter=letter)
    if path is not None and wanted is None and path.suffix.lower() == ".json":
        return Subject(case=Case.load(path, limits))
    not_too_long(text, name, limits.files.text_characters)
    if wanted == "letter" or (wanted is None and _is_whole_letter(text)):
        return Subject(text=text)
    own = plain_document(text, name).own  # as long as the text: places in it hold
    told = own if own.strip() else text
    plan = read_plan(told, _order(case, limits))
    return Subject(plan=plan, text=told) if wanted == "plan" or _is_no_letter(text, told, plan) else Subject(text=text)


def _is_whole_letter(text: str) -> bool:
    sheet = read_sheet(text)
    return bool(sheet.salutation and sheet.signature and sheet.attachments) and not looks_like_plan(text)


def _is_no_letter(text: str, told: str, plan: PlanOfAction) -> bool:
    """Say whether a text is to be judged as a plan: one by its headings or its parts, or what is no seller's letter (FM114 names it)."""
    if looks_like_plan(text) or sort_of(told, plan) in NOT_THE_SELLERS:
        return True
    sheet = read_sheet(text)
    addressed = sheet.salutation or sheet.subject or sheet.attachments
    return not addressed and bool(plan.root_causes and plan.measures)


def _readable(source: object) -> None:
    if not isinstance(source, (str, Path, bytes, Letter, PlanOfAction, Case)):
        message = f"a {type(source).__name__} cannot be checked; give a path, a text, bytes, a Letter, a PlanOfAction or a Case"
        raise InputError(message, Where(key="source"))


def _kind(kind: str | None) -> str | None:
    if kind is not None and kind not in _KINDS:
        raise InputError(f"there is no kind '{kind}'{nearest(kind, _KINDS)}")
    return kind


def _order(case: Case | None, policy: Policy) -> DateOrder:
    return policy.marketplaces[case.seller.marketplace if case else Marketplace.US].order


def _path(source: str | Path | bytes) -> Path | None:
    """Give the path a source names; None for a text. A single word or a name with a suffix that does not exist is a path all the same."""
    if isinstance(source, Path):
        return source
    if isinstance(source, bytes) or "\n" in source or "\0" in source or not source.strip() or len(source) > _LONGEST_PATH:
        return None
    path = Path(source)
    try:
        exists = path.exists()
    except OSError:
        return None
    looks = " " not in source.strip() or (path.suffix != "" and " " not in path.suffix and len(path.suffix) <= 5)  # noqa: PLR2004  .docx
    return path if exists or looks else None


def _text(source: str | Path | bytes, path: Path | None, policy: Policy) -> tuple[str, str]:
    """Read a source's text, whole."""
    limit = policy.files.draft_bytes
    if path is not None:
        name = str(path)
        text = _words(read_bytes(path, limit), name, policy)
    elif isinstance(source, bytes):
        if len(source) > limit:
            raise DraftError(f"the text has {len(source):,} bytes and {limit:,} are read at most")
        text, name = _words(source, "text", policy), "text"
    else:
        text, name = str(source), "text"
        if len(text) > limit:
            raise DraftError(f"the text has {len(text):,} characters and {limit:,} are read at most")
        if "\0" in text:
            raise DraftError("the text holds NUL characters; give plain text")
    if not fold(text[:_BLANK]).text.strip() and not fold(text).text.strip():
        raise DraftError("the text is empty; give a letter or a plan", Where(name))
    return text, name


def _words(data: bytes, name: str, policy: Policy) -> str:
    """Give the text of a file of any readable format; a mail's subject stands above its words, as in a letter."""
    kind = format_of(data)
    if kind is None or (kind in WORDS and name.lower().endswith(PLAIN_NAMES)):
        return text_of(data, name)
    read = read_document(data, name, policy)
    return f"Subject: {read.subject}\n\n{read.text}" if read.subject and not read.text.startswith("Subject:") else read.text


def _is_object(value: object) -> TypeGuard[dict[str, object]]:
    return isinstance(value, dict)


def _letter_in_json(text: str, name: str) -> Letter | None:
    """Give the letter of an outcome's JSON, or a letter's own JSON; None for anything else."""
    if not text.lstrip().startswith("{"):
        return None
    try:
        data: object = json.loads(text)
    except ValueError:
        return None
    except RecursionError:
        message = "lists and objects stand too deep in each other in this JSON; give the JSON that rewrite wrote"
        raise DraftError(message, Where(name)) from None
    if not _is_object(data) or not ("letter" in data or "salutation" in data):
        return None
    found = data.get("letter", data)
    if not _is_object(found):
        raise DraftError("this outcome holds no letter; run rewrite again once the case is ready", Where(name, key="letter"))
    try:
        return Letter.model_validate(found)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(["letter", *(str(step) for step in first["loc"])])
        raise DraftError(f"the letter in this JSON cannot be read: {first['msg']}", Where(name, key=key)) from None


def letters_in(folder: Path, source: object, policy: Policy) -> tuple[str, ...]:
    """Read the letters of a folder; the one that is being checked is left out."""
    if not folder.is_dir():
        raise DraftError("this is no folder; name the folder with the other clients' letters", Where(str(folder)))
    own = Path(source).resolve() if isinstance(source, (str, Path)) and _path(source) else None
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _LETTER_FILES and path.is_file())
    return tuple(read_text(path, policy.files.draft_bytes) for path in files if path.resolve() != own)
