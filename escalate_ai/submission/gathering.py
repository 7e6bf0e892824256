"""What the SB rules are given to read.

In: a case, a letter, and what goes with them. Out: a `SubmissionReading`. Reads the case folder's files; judges nothing.

The one place where outgoing files are opened to be looked through: where they lie, how large they are, what they hide, who is addressed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from escalate_ai.reading.intact import Unfit, unfit
from escalate_ai.reading.marks import marks_of
from escalate_ai.rules.reading import Marked, SubmissionReading
from escalate_ai.submission.enclosures import cited_in, file_in, own_plan_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from escalate_ai.case.case import Case
    from escalate_ai.case.facts import Evidence
    from escalate_ai.letter import Letter
    from escalate_ai.policy import Policy

_CASE_FILES = ("case.yaml", "case.yml", "case.json")
_LOOKED_THROUGH = (".docx", ".xlsx", ".pdf")


def reading_of(
    case: Case,
    letter: Letter,
    policy: Policy,
    *,
    letter_passed: bool,
    to: str | None = None,
    source_text: str = "",
    template: tuple[str, bytes] | None = None,
) -> SubmissionReading:
    """Give what the rules read of a bundle.

    Args:
        case: Loaded from its folder, where the documents lie.
        letter: As it is to be sent.
        policy: Limits and recipients.
        letter_passed: Whether the letter has no error finding.
        to: The recipient's address by the policy, where it has one.
        source_text: The letter's own file as it was given back, with what stands above the letter.
        template: Name and bytes of the letterhead, which goes out with the letter.

    """
    cited = cited_in(case, letter)
    found = {str(document.id): path for document in cited if (path := file_in(case, document.file)) is not None}
    foreign = {ident: lies for ident, path in found.items() if (lies := _elsewhere(case, path)) is not None}
    files = {ident: path for ident, path in found.items() if ident not in foreign}
    plan = own_plan_file(case)
    return SubmissionReading(
        case,
        policy,
        letter_passed,
        cited,
        files,
        {ident: path.stat().st_size for ident, path in files.items()},
        plan_file=plan.name if plan else None,
        plan_size=plan.stat().st_size if plan else 0,
        plan_untold=plan is None and case.poa is not None and not (case.poa.root_causes or case.poa.measures),
        foreign=foreign,
        desks=_desks(letter, policy),
        addresses=_addresses(to, letter, source_text),
        marked=tuple(_marked(case, files, policy, template)),
        unfit={ident: why for ident, path in files.items() if (why := _unfit(path, policy)) is not None},
    )


def _unfit(path: Path, policy: Policy) -> Unfit | None:
    """Say why a document cannot be opened by whoever gets it; what is too large is said elsewhere."""
    try:
        if path.stat().st_size > policy.files.evidence_bytes:
            return None
        return unfit(path.read_bytes(), path.name, policy.files)
    except OSError:  # the bundle says so when it is written
        return None


def _elsewhere(case: Case, path: Path) -> str | None:
    """Say where a file lies that is not this case's own."""
    if case.folder is None:
        return None
    home, place = case.folder.resolve(), path.resolve()
    if not place.is_relative_to(home):
        return "lies outside the case folder"
    for above in place.parents:
        if above == home:
            return None
        if any((above / name).is_file() for name in _CASE_FILES):
            return f"lies in the folder of another case, {above.name}"
    return None


def _desks(letter: Letter, policy: Policy) -> tuple[str, ...]:
    """Give the desks that the salutation names, longer names first, so that a manager's desk is not taken for its team too."""
    words = letter.salutation.casefold()
    named: list[tuple[int, str]] = []
    for name in sorted({entry.name for entry in policy.recipients}, key=lambda name: (-len(name), name)):
        place = words.find(name.casefold())
        if place >= 0:
            named.append((place, name))
            words = words.replace(name.casefold(), " " * len(name))
    return tuple(name for _, name in sorted(named))


@cache
def _to_line() -> re.Pattern[str]:
    return re.compile(r"^[ \t]{0,8}(?:to|cc|bcc)[ \t]?:[ \t]*([^\r\n]{1,400})", re.IGNORECASE | re.MULTILINE)


@cache
def _address() -> re.Pattern[str]:
    return re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")


def _addresses(to: str | None, letter: Letter, source_text: str) -> tuple[str, ...]:
    lines = (match[1] for match in _to_line().finditer(source_text))
    given = (to or "", letter.salutation, *lines)
    return tuple(dict.fromkeys(found.lower() for text in given for found in _address().findall(text)))


def _marked(case: Case, files: Mapping[str, Path], policy: Policy, template: tuple[str, bytes] | None) -> Iterator[Marked]:
    if template is not None:
        # its properties are written anew with every letter
        yield Marked("letterhead", template[0], replace(marks_of(template[1]), authors=()))
    plan = own_plan_file(case)
    places = [("poa.file", plan)] if plan else []
    places += [(_place(case, document), files[str(document.id)]) for document in case.evidence if str(document.id) in files]
    for where, path in places:
        if path.suffix.lower() not in _LOOKED_THROUGH or path.stat().st_size > policy.files.evidence_bytes:
            continue
        try:
            marks = marks_of(path.read_bytes())
        except OSError:  # the bundle says so when it is written
            continue
        yield Marked(where, path.name, marks)


def _place(case: Case, document: Evidence) -> str:
    return f"evidence[{case.evidence.index(document)}].file"
