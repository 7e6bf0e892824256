"""Judged functions on cause, bullets and documents: CT208, CT209, CT211-CT214, CT216. In: a letter's reading with its brief. Out: hits.

What a sentence speaks of is told by concepts, dates and identifiers (see support); how it speaks by the wordings of
`data/letter_cues.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from escalate_ai.highlights import completed_support
from escalate_ai.rules.claimed_papers import claimed_papers, tells_of_elsewhere
from escalate_ai.rules.kinds import quoted, within_name
from escalate_ai.rules.results import tells_result
from escalate_ai.rules.rule import Hit
from escalate_ai.rules.support import document_named, documents_unlisted, support_of, supports, title_in
from escalate_ai.rules.wording import concepts
from escalate_ai.terms import MeasureStatus

if TYPE_CHECKING:
    from escalate_ai.brief import Brief
    from escalate_ai.case.facts import Evidence
    from escalate_ai.ledger import Ledger
    from escalate_ai.rules.reading import LetterReading, Sentence

_HOUSE_PAPERS = frozenset(
    {"plan", "action", "revis", "report", "ground", "stat", "state", "list", "asin", "amend", "updat", "let", "cov", "appeal", "poa"}
)
"""Concepts of papers that go with a letter and are no documents of the case: the plan, the report, the grounds, the list of ASINs."""


def missing_root_cause(reading: LetterReading) -> Iterator[Hit]:
    """Find that the prose names no cause as owned; else what is said and what shows otherwise."""
    if reading.brief is None:
        return
    case = reading.brief.case
    if not case.wants_causes:
        yield from _missing_contrast(reading, reading.brief)
        return
    causes = case.poa.root_causes if case.poa else ()
    if causes and not any(_owned(reading, cause.statement) for cause in causes):
        yield Hit(
            "opening",
            None,
            "The letter does not name what led to the enforcement, as the seller's own failure.",
            f"Say in one plain clause, in the first person, what failed: {quoted(causes[0].statement)}.",
        )


def _owned(reading: LetterReading, statement: str) -> bool:
    """Say whether a sentence, or two in a row, names this cause in the first person or as the store's own."""
    wanted = concepts(statement)
    least = min(3, max(2, round(len(wanted) * 0.3)))
    for part in reading.sheet.prose:
        told = reading.told(part)
        for index, sentence in enumerate(told):
            pair = f"{sentence.text} {told[index + 1].text}" if index + 1 < len(told) else sentence.text
            own = sentence.has("own") or any(name in pair for name in reading.names[:2])
            if own and (len(concepts(sentence.text) & wanted) >= least or len(concepts(pair) & wanted) >= least + 1):
                return True
    return False


def _missing_contrast(reading: LetterReading, brief: Brief) -> Iterator[Hit]:
    case = brief.case
    told = reading.told(*reading.sheet.prose)
    if case.enforcement is None:
        return
    notice = concepts(case.enforcement.notice.text) if case.enforcement.notice else frozenset[str]()
    kinds = frozenset[str]().union(
        *(_kind_words().get(kind.value, frozenset()) for kind in (case.enforcement.kind, *case.enforcement.also))
    )
    said = any(s.has("notice") and (concepts(s.text) & kinds or len(concepts(s.text) & notice) > 1) for s in told)
    shown = any(s.has_any("enclosed", "shows") for s in reading.told(*reading.sheet.body)) or any(
        document_named(reading, d) for d in case.evidence
    )
    if not said:
        yield Hit("opening", None, "The letter does not say what the enforcement states.", "Name in one clause what the notice says.")
    elif not shown:
        yield Hit(
            "opening",
            None,
            "The letter does not say which documents show otherwise.",
            "Name the documents that show compliance, as enclosed.",
        )


@cache
def _kind_words() -> dict[str, frozenset[str]]:
    raw = tomllib.loads(files("escalate_ai").joinpath("data", "enforcement_words.toml").read_text("utf-8"))
    return {kind: concepts(words) for kind, words in raw["kinds"].items()}


def missing_prevention_reason(reading: LetterReading) -> Iterator[Hit]:
    """Find that nothing says why it cannot happen again."""
    sheet = reading.sheet
    closing = reading.told(sheet.highlights_intro, *sheet.paragraphs_after)
    rest = reading.told(*sheet.paragraphs_before, *sheet.bullets)
    if not any(s.has("recur") for s in closing) and not any(s.has("recur_strong") for s in rest):
        yield Hit("closing", None, "The letter does not say why it cannot happen again.", "Say in one clause what now stands in its way.")


# ---------------------------------------------------------------- bullets


def promised_highlight(reading: LetterReading) -> Iterator[Hit]:
    """Find a bullet in future or intent, or one that stands for a measure not completed."""
    for part in reading.sheet.bullets:
        future = next((cue for cue in reading.cues(part) if cue.entry.category == "future"), None)
        if future:
            message = f"{quoted(future.text)} promises; a highlight reports."
            yield Hit(part, future.span, message, "Report what is done, with its date, or show another measure that is.")
            continue
        support = support_of(reading, part)
        if support and support.status not in {MeasureStatus.COMPLETED, MeasureStatus.UNKNOWN}:
            message = f"This bullet stands for {support.id}, which is {support.status.value.replace('_', ' ')} in the case."
            yield Hit(part, (0, len(part.text)), message, "Show a measure that is completed.")


def highlight_without_result(reading: LetterReading) -> Iterator[Hit]:
    """Find a bullet that says neither what came of the measure nor why it works."""
    if reading.brief and reading.brief.case.highlights_from_grounds:
        return
    for part in reading.sheet.bullets:
        if any(s.has_any("result", "reason") for s in reading.told(part)) or tells_result(reading, part):
            continue
        yield Hit(
            part,
            (0, len(part.text)),
            "This bullet says no result and no reason why it works.",
            "Add what it has shown so far, as a count, or what it makes impossible.",
        )


def highlight_not_in_case(reading: LetterReading) -> Iterator[Hit]:
    """Find a bullet that no measure or ground of the case bears."""
    if reading.brief is None or not supports(reading):
        return
    for part in reading.sheet.bullets:
        if support_of(reading, part) is None:
            yield Hit(
                part,
                (0, len(part.text)),
                "No measure or ground of the case bears this bullet.",
                "Replace it by a completed measure of the case.",
            )


def one_sided(reading: LetterReading) -> Iterator[Hit]:
    """Find bullets that are all corrective, or all preventive, where the case has both completed."""
    few = len(reading.sheet.bullets) < 2  # noqa: PLR2004  one bullet has one side
    if few or reading.brief is None or reading.brief.case.highlights_from_grounds:
        return
    offered = _sides_of(reading.brief.ledger)
    if len(offered) <= 1:
        return
    shown = {support.side for part in reading.sheet.bullets if (support := support_of(reading, part))}
    if len(shown) == 1:
        (side,) = shown
        other = "preventive" if side == "corrective" else "corrective"
        yield Hit(
            "highlights_intro",
            None,
            f"Every highlight is {side}; the case has {other} measures too.",
            f"Put a {other} measure in place of one of them.",
        )


@lru_cache(maxsize=16)
def _sides_of(ledger: Ledger) -> frozenset[str]:
    """Give the sides on which a case has completed measures."""
    return frozenset([highlight.side for highlight in completed_support(ledger.case)]) & {"corrective", "preventive"}


# ---------------------------------------------------------------- documents


def evidence_mismatch(reading: LetterReading) -> tuple[Hit, ...]:
    """Find documents that the case lacks or the list omits, and documents behind the highlights that are never named; looked for once."""
    if reading.paper_hits is None:
        reading.paper_hits = tuple(_mismatches(reading, reading.brief)) if reading.brief else ()
    return reading.paper_hits


def _mismatches(reading: LetterReading, brief: Brief) -> Iterator[Hit]:
    claimed = list(claimed_papers(reading))
    yield from claimed
    yield from (hit for hit in _strangers(reading, brief) if not any(hit.overlaps(other) for other in claimed))
    unlisted = documents_unlisted(reading, brief.case.evidence)
    yield from _unlisted(reading, unlisted)
    yield from _never_named(reading, unlisted)


def _strangers(reading: LetterReading, brief: Brief) -> Iterator[Hit]:
    """Find a listed or enclosed document that the case does not have."""
    evidence = brief.case.evidence
    titles = tuple(document.title for document in evidence)
    for part in reading.sheet.attachments:
        if _goes_with_letters(part.text, titles, reading.paper_titles):
            continue
        if not _is_named(part.text, titles) or tells_of_elsewhere(reading, part.text):
            yield Hit(
                part,
                (0, len(part.text)),
                f"The case has no document {quoted(part.text)}.",
                "List the case's own documents by their titles.",
            )
    known = _known((*titles, *(item.words for item in supports(reading))))
    kinds = {document.kind.value for document in evidence}
    for part in reading.sheet.body:
        for sentence in reading.told(part):
            if sentence.has("enclosed"):
                yield from _strange_nouns(reading, sentence, kinds, known)


@lru_cache(maxsize=16)
def _known(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset[str]().union(*map(concepts, texts))


@lru_cache(maxsize=256)
def _goes_with_letters(line: str, titles: tuple[str, ...], papers: tuple[str, ...]) -> bool:
    """Say whether a line of the list is a paper that goes with every letter, or bears a title of the case; lists change seldom."""
    house = (concepts(line) <= _HOUSE_PAPERS and _is_plainly_house(line)) or _is_house_paper(line, papers)
    return house or any(title.casefold() in line.casefold() for title in titles)


@lru_cache(maxsize=256)
def _is_named(line: str, titles: tuple[str, ...]) -> bool:
    return any(title_in(line, title) or title_in(title, line) for title in titles)


def _is_plainly_house(text: str) -> bool:
    """Say whether each weighty word of a line is itself one of those papers' and none a mere synonym: "information" is no "report"."""
    return all(not concepts(word) or word.startswith(tuple(_HOUSE_PAPERS)) for word in text.casefold().split())


def _is_house_paper(text: str, titles: tuple[str, ...]) -> bool:
    """Say whether a line of the list is one of the papers that go with every letter, by its title or with words beside it."""
    line = text.casefold()
    return any(title.casefold() in line for title in titles)


def _strange_nouns(reading: LetterReading, sentence: Sentence, kinds: set[str], known: frozenset[str]) -> Iterator[Hit]:
    for cue in reading.cues(sentence.part, "document_nouns"):
        if within_name(sentence.part.text, cue.span, reading.paper_titles):
            continue
        if not sentence.span[0] <= cue.span[0] < sentence.span[1]:
            continue
        wanted = cue.entry.fields.get("kinds", ())
        fits = not isinstance(wanted, (str, int, float, date)) and not kinds.isdisjoint(wanted)
        if not fits and not concepts(cue.text) & known:
            yield Hit(sentence.part, cue.span, f"The case has no {cue.entry.category}.", "Name only documents that the case has.")


def _unlisted(reading: LetterReading, unlisted: tuple[Evidence, ...]) -> Iterator[Hit]:
    """Find a document named by its title in the text but missing from the list below it."""
    texts = [(part, part.text.casefold()) for part in reading.sheet.body] if unlisted and reading.sheet.attachments else []
    for document in unlisted:
        title = document.title.casefold()
        for part, low in texts:
            place = low.find(title)
            if place >= 0:
                span = (place, place + len(document.title))
                yield Hit(part, span, f"{quoted(document.title)} is named here and not in the list of attachments.", "Add it to the list.")
                break


def _never_named(reading: LetterReading, unlisted: tuple[Evidence, ...]) -> Iterator[Hit]:
    """Find a document behind a highlight that is shown, and that the list omits; without a list, one that is nowhere named."""
    shown = [support for part in reading.sheet.bullets if (support := support_of(reading, part))]
    behind = {ident for support in shown for ident in support.evidence}
    listed = reading.sheet.attachments
    missing = [d.title for d in unlisted if d.id in behind and (listed or not document_named(reading, d))]
    if missing:
        titles = "; ".join(quoted(title) for title in missing)
        yield Hit(
            "attachments", None, f"Documents behind the highlights are not named: {titles}.", "List every attached document by its title."
        )
