"""Stage 6 of 7: any text, letter, plan or case -> Report.

In: a path, text, bytes or one of our own values. Out: what the rules say. Changes nothing.

It picks what the source is, reads it, and runs the rules of that kind. Findings of a text point into that text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, TypeAlias, TypeGuard

from pydantic import ValidationError

from escalate_ai.case.case import Case
from escalate_ai.case.facts import PlanOfAction
from escalate_ai.case.given import as_case, as_day
from escalate_ai.errors import DraftError, InputError, Where
from escalate_ai.findings import Finding, Report
from escalate_ai.history import history_of
from escalate_ai.ladder import assess, brief_of
from escalate_ai.letter import Letter
from escalate_ai.letterread import read_sheet, sheet_of
from escalate_ai.nearest import nearest
from escalate_ai.planread import read_plan
from escalate_ai.policy import Policy, default_policy
from escalate_ai.reading.documents import plain_document, read_document
from escalate_ai.reading.files import read_bytes, read_text
from escalate_ai.reading.formats import format_of
from escalate_ai.reading.texts import PLAIN_NAMES, WORDS, not_too_long, text_of
from escalate_ai.rules.form_word_checks import looks_like_plan
from escalate_ai.rules.other_language import case_with_language, plan_words, with_language
from escalate_ai.rules.reading import SubmissionReading
from escalate_ai.rules.running import check_letter, check_plan, check_submission, with_allowed
from escalate_ai.rules.silencing import refuse_idle
from escalate_ai.terms import LETTER_RUNGS, DateOrder, Marketplace, Purpose, Rung, Target
from escalate_ai.text.folding import fold

Kind = Literal["letter", "plan", "case"]
Source: TypeAlias = str | Path | bytes | Letter | PlanOfAction | Case
"""What can be checked."""
_KINDS = ("letter", "plan", "case")
_LETTER_FILES = (".txt", ".md")
_LONGEST_PATH = 1024
_BLANK = 1000
"""Characters among which a text that says anything shows a letter."""
_DOCUMENT_RULES = ("SB602", "SB604")
"""What can be said of a case's documents before there is a letter."""


def check(
    source: Source,
    kind: Kind | str | None = None,
    case: Case | None = None,
    rung: Rung | str | None = None,
    *,
    as_of: date | None = None,
    policy: Policy | None = None,
    against: str | Path | None = None,
    allow: Mapping[str, str] | None = None,
) -> Report:
    """Give the findings on a letter, a plan or a case. Nothing is changed.

    A string is a path where a file or folder of that name exists, else a text. The JSON of `rewrite` is checked as the letter in it.

    Args:
        source: What is checked.
        kind: letter, plan or case; guessed where it is left out.
        case: What a letter or plan is held against; without it, the rules that need it are listed as skipped.
        rung: The rung a letter is meant for; default its own, else the advised one.
        as_of: The day; default today.
        policy: Limits; default the built-in ones.
        against: A folder of other clients' letters (.txt, .md).
        allow: Rules to silence, each with its reason.

    Raises:
        DraftError: The source cannot be read, is empty, or is of no format that is read.
        CaseError: A case folder cannot be loaded.
        InputError: The kind, the rung or a rule to silence does not exist, or the day is before the newest fact of the case.

    """
    limits = policy or default_policy()
    subject = subject_of(source, kind, case, policy=limits)
    others = letters_in(Path(against), source, limits) if against is not None and subject.case is None else ()
    return report_on(subject, case, rung, as_of=as_of, policy=limits, others=others, allow=allow)


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
    own = plain_document(text, name).own  # as long as the text: places in it hold
    if wanted == "plan" or (wanted is None and looks_like_plan(text)):
        told = own if own.strip() else text
        return Subject(plan=read_plan(told, _order(case, limits)), text=told)
    return Subject(text=text)


def report_on(
    subject: Subject,
    case: Case | None = None,
    rung: Rung | str | None = None,
    *,
    as_of: date | None = None,
    policy: Policy | None = None,
    others: tuple[str, ...] = (),
    allow: Mapping[str, str] | None = None,
) -> Report:
    """Give the findings on what a source is, as `check` does; `others` are the texts of other clients' letters."""
    limits, asked, day = policy or default_policy(), _rung(rung), as_day(as_of)
    if subject.case is not None:
        return _check_case(subject.case, day, limits, allow)
    if subject.plan is not None:
        return _check_plan(subject.plan, subject.text, case, day, limits, allow)
    if subject.letter is not None:
        return _check_letter(subject.letter, case, asked or subject.letter.rung, day, limits, others, allow)
    return _check_letter(subject.text or "", case, asked, day, limits, others, allow)


def _readable(source: object) -> None:
    if not isinstance(source, (str, Path, bytes, Letter, PlanOfAction, Case)):
        message = f"a {type(source).__name__} cannot be checked; give a path, a text, bytes, a Letter, a PlanOfAction or a Case"
        raise InputError(message, Where(key="source"))


def _kind(kind: str | None) -> str | None:
    if kind is not None and kind not in _KINDS:
        raise InputError(f"there is no kind '{kind}'{nearest(kind, _KINDS)}")
    return kind


def _rung(rung: Rung | str | None) -> Rung | None:
    names = [known.value for known in LETTER_RUNGS]
    if rung is not None and str(rung) not in names:
        raise InputError(f"no letter is written on the rung '{rung}'{nearest(str(rung), names)}", Where(key="rung"))
    return Rung(rung) if rung is not None else None


def _order(case: Case | None, policy: Policy) -> DateOrder:
    return policy.marketplaces[case.seller.marketplace if case else Marketplace.US].order


# ---------------------------------------------------------------- what the source is


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


# ---------------------------------------------------------------- running the rules


def _check_case(case: Case, as_of: date, policy: Policy, allow: Mapping[str, str] | None) -> Report:
    """Check a case, its plan, and that its documents are there and can be sent."""
    refuse_idle(allow or (), (Target.CASE, Target.PLAN))
    standing, brief = assess(case, as_of, policy)
    report = with_allowed((*standing.findings, *brief.plan_findings, *_document_findings(case, policy)), allow, policy)
    return case_with_language(report, case.poa, policy)


def _document_findings(case: Case, policy: Policy) -> tuple[Finding, ...]:
    """Give what keeps documents of a loaded case from being sent; a case built in Python has no files to look for."""
    if case.folder is None:
        return ()
    there = {str(item.id): case.folder / item.file for item in case.evidence if item.file and item.id not in case.missing_files}
    sizes = {ident: path.stat().st_size for ident, path in there.items()}
    cited = tuple(item for item in case.evidence if item.file)
    report = check_submission(SubmissionReading(case, policy, letter_passed=True, cited=cited, files=there, sizes=sizes))
    return tuple(found for found in report.findings if found.rule in _DOCUMENT_RULES)


def _check_plan(  # noqa: PLR0917  what `check` was given, read
    plan: PlanOfAction, text: str | None, case: Case | None, as_of: date, policy: Policy, allow: Mapping[str, str] | None
) -> Report:
    refuse_idle(allow or (), (Target.LETTER, Target.PLAN))
    history = history_of(case, as_of, policy) if case else None
    return with_language(check_plan(plan, text, case, history, policy, allow), text or plan_words(plan, policy), Target.PLAN)


def _check_letter(  # noqa: PLR0917  what `check` was given, read
    letter: Letter | str,
    case: Case | None,
    rung: Rung | None,
    as_of: date,
    policy: Policy,
    others: tuple[str, ...],
    allow: Mapping[str, str] | None,
) -> Report:
    refuse_idle(allow or (), (Target.LETTER, Target.PLAN))
    in_file = isinstance(letter, str)
    if isinstance(letter, Letter):
        not_too_long(letter.text, "letter", policy.files.text_characters)
    sheet = read_sheet(letter) if isinstance(letter, str) else sheet_of(letter)
    brief = None
    if case is not None:
        brief = brief_of(case, as_of, policy, rung, others)
        if brief.rung not in LETTER_RUNGS:
            brief = brief_of(case, as_of, policy, _nearest_rung(case, brief.rung), others)
    report = check_letter(sheet, brief, policy, allow, rung=rung, others=others, in_file=in_file)
    return with_language(report, letter.text if isinstance(letter, Letter) else letter, Target.LETTER)


def _nearest_rung(case: Case, advised: Rung) -> Rung:
    """Give the rung a letter is read on where none is due: a wait reads as a nudge; else by whether a manager was asked."""
    if advised is Rung.WAIT:
        return Rung.NUDGE
    asked = any(case.purpose_of(attempt) is Purpose.MANAGER_REVIEW for attempt in case.appeals)
    return Rung.EXECUTIVE if asked else Rung.MANAGER_REVIEW
