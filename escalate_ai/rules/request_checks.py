"""Judged functions on the request and the push: CT201, CT202, CT203, CT210, CT215. In: a letter's reading. Out: hits.

A request is an asking cue, a thing to be done and what it is done to, in one sentence: no fixed phrase is looked for. The words stand
in `data/letter_cues.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from escalate_ai.rules.kinds import within_name
from escalate_ai.rules.rule import Hit
from escalate_ai.rules.wording import concepts
from escalate_ai.terms import RequestKind, Rung
from escalate_ai.text.mentions import Mention, MentionKind

if TYPE_CHECKING:
    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import LetterReading, Sentence

_WANTED = {
    None: (("restore", "account_thing"), ("restore", "listing_thing"), ("remove", "offender_thing"), ("remove", "review_thing")),
    RequestKind.REINSTATE_ACCOUNT: (("restore", "account_thing"),),
    RequestKind.REINSTATE_LISTING: (("restore", "listing_thing"),),
    RequestKind.REMOVE_HIJACKER: (("remove", "offender_thing"),),
    RequestKind.REMOVE_COUNTERFEIT: (("remove", "offender_thing"),),
    RequestKind.REMOVE_REVIEWS: (("remove", "review_thing"),),
}
"""The thing to be done and what it is done to, by kind of request."""
_NUDGED = (("receipt",), ("decide", "plan_thing"), ("decide", "account_thing"), ("decide", "listing_thing"), ("decide", "paper_thing"))
"""What a nudge asks for beside or instead: confirm receipt, and review."""


def requests(reading: LetterReading) -> tuple[Sentence, ...]:
    """Give the sentences of the prose that plainly ask for what the case asks; looked for once."""
    if reading.requests is None:
        reading.requests = _requests(reading)
    return reading.requests


def _requests(reading: LetterReading) -> tuple[Sentence, ...]:
    kind = reading.brief.case.request.kind if reading.brief else None
    wanted = _WANTED[kind] + (_NUDGED if reading.rung is Rung.NUDGE else ())
    return tuple(sentence for sentence in reading.told(*reading.sheet.prose) if _asks(reading, sentence, wanted))


def _asks(reading: LetterReading, sentence: Sentence, wanted: tuple[tuple[str, ...], ...]) -> bool:
    if not (sentence.has("ask") or _imperative(reading, sentence)):
        return False
    said = set(sentence.cues)
    if any(m.unit in {"asin", "isbn"} for m in _mentions(reading, sentence)):
        said |= {"listing_thing", "offender_thing"}
    if any(name in sentence.text for name in reading.names[:2]):
        said.add("account_thing")
    return any(said.issuperset(pair) for pair in wanted)


def _mentions(reading: LetterReading, sentence: Sentence) -> list[Mention]:
    start, end = sentence.span
    return [m for m in reading.mentions(sentence.part) if m.kind is MentionKind.IDENTIFIER and start <= m.span[0] < end]


def missing_request(reading: LetterReading) -> Iterator[Hit]:
    """Find that nothing is plainly asked, or not for what: the account, or these listings by name or by number."""
    if not requests(reading):
        yield Hit(
            "opening",
            None,
            _ABSENT.get(_kind(reading), _ABSENT[None]),
            "Say in the first sentence what is to be done, and to which account or listing.",
        )
        return
    if reading.brief is None or _kind(reading) is RequestKind.REINSTATE_ACCOUNT:
        return
    asins = reading.brief.case.asins
    # who reads its numbers looks for dates too, which most parts have none of: only what holds one of these at all is read
    told = [part for part in reading.sheet.parts if any(asin in part.text.upper() for asin in asins)]
    named = {str(m.value) for part in told for m in reading.mentions(part) if m.unit in {"asin", "isbn"}}
    missing = [asin for asin in asins if asin not in named]
    few = len(asins) <= reading.policy.letter.asins_named_up_to
    if few and missing:
        yield Hit("opening", None, f"The request does not name {', '.join(missing)}.", "Name each listing the request is about.")
    elif missing and not _counts_listings(reading, len(asins)):
        yield Hit(
            "opening",
            None,
            f"The request does not say that it is about {len(asins)} listings.",
            "Give their number and point at the enclosed list.",
        )


_ABSENT: dict[RequestKind | None, str] = {
    None: "Nothing is plainly asked for.",
    RequestKind.REINSTATE_ACCOUNT: "The letter does not plainly ask for the account to be reinstated.",
    RequestKind.REINSTATE_LISTING: "The letter does not plainly ask for the listing to be reinstated.",
    RequestKind.REMOVE_HIJACKER: "The letter does not plainly ask for the offers to be removed.",
    RequestKind.REMOVE_COUNTERFEIT: "The letter does not plainly ask for the counterfeit offers to be removed.",
    RequestKind.REMOVE_REVIEWS: "The letter does not plainly ask for the reviews to be removed.",
}


def _kind(reading: LetterReading) -> RequestKind | None:
    return reading.brief.case.request.kind if reading.brief else None


def _counts_listings(reading: LetterReading, number: int) -> bool:
    parts = [part for part in (reading.sheet.subject, *reading.sheet.body) if part]
    return any(m.kind is MentionKind.COUNT and m.value == number for part in parts for m in reading.mentions(part))


def late_request(reading: LetterReading) -> Iterator[Hit]:
    """Find a request that comes after the first sentences."""
    found = requests(reading)
    if not found:
        return
    limit = reading.policy.letter.request_within_sentences
    first = found[0]
    early = reading.told(*reading.sheet.paragraphs_before[:1])[:limit]
    if not any(s.part is first.part and s.span == first.span for s in early):
        yield Hit(first.part, first.span, f"The request comes after the first {limit} sentences.", "Open with it.")


def two_requests(reading: LetterReading) -> Iterator[Hit]:
    """Find a second, different thing asked for; reading the plan again, confirming receipt on a nudge and a conditional offer are none."""
    for part in reading.sheet.prose:
        for cue in reading.cues(part, "other_requests"):
            sentence = next((s for s in reading.told(part) if s.span[0] <= cue.span[0] < s.span[1]), None)
            own = str(cue.entry.fields.get("own", ""))
            if (
                sentence
                and sentence.has("ask")
                and not _conditional(sentence)
                and own != _kind(reading)
                and not within_name(part.text, cue.span, reading.names)
            ):
                yield Hit(
                    part,
                    cue.span,
                    f"Beside the request, this asks for {cue.entry.category}.",
                    "Ask for one thing; leave this to another letter.",
                )


def _conditional(sentence: Sentence) -> bool:
    words = sentence.text.lstrip().lower()
    return words.startswith(("if ", "should ", "where ", "were ", "in case ")) or ", if " in words or " should you " in words


# ---------------------------------------------------------------- the push


def missing_plan_reference(reading: LetterReading) -> Iterator[Hit]:
    """Find that nobody is asked to read the enclosed plan, or the grounds, again."""
    told = reading.told(*reading.sheet.prose)
    case = reading.brief.case if reading.brief else None
    named = "grounds" if case and (case.is_report or (case.poa is None and case.highlights_from_grounds)) else "Plan of Action"
    things = ("plan_thing", "paper_thing") if named == "grounds" or case is None or not case.wants_causes else ("plan_thing",)
    about = [s for s in told if s.has_any(*things)]
    revised = bool(reading.brief and reading.brief.plan_changed) and named == "Plan of Action"
    if not about:
        yield _absent(f"The letter does not point at the attached {named}.", named, revised=revised)
    elif not (any(s.has("enclosed") for s in told) or _listed(reading, things)):
        yield _absent(f"The letter does not say that the {named} is attached.", named, revised=revised)
    elif reading.rung is not Rung.NUDGE and not _pushed(reading, things):
        again = "revised " if revised else ""
        wanted = f"the {again}{named} to be read" + ("" if revised else " again")
        yield _absent(f"The letter does not ask for {wanted}.", named, revised=revised)


def _absent(message: str, named: str, *, revised: bool) -> Hit:
    thing = f"revised {named}" if revised else named
    return Hit(
        "closing", None, message, f"Ask in the closing for the attached {thing} to be read{'' if revised else ' again'}, and by whom."
    )


def _listed(reading: LetterReading, things: tuple[str, ...]) -> bool:
    return any(s.has_any(*things) for s in reading.told(*reading.sheet.attachments))


def _pushed(reading: LetterReading, things: tuple[str, ...]) -> bool:
    """Say whether a sentence asks for a reading anew, with the plan in it or within reach in its paragraph.

    A plan called revised is read anew however it is put: whether it has changed cannot always be told from the case.
    """
    for part in reading.sheet.prose:
        told = reading.told(part)
        near = any(s.has_any(*things) for s in told) or any(title.lower() in part.text.lower() for title in reading.titles)
        changed = any(s.has("revised") for s in told)
        for sentence in told:
            asked = sentence.has_any("ask", "put_before") or _imperative(reading, sentence)
            anew = sentence.has("reread") or sentence.has("read", "again") or (changed and sentence.has("read"))
            if near and asked and anew:
                return True
    return False


def _imperative(reading: LetterReading, sentence: Sentence) -> bool:
    """Say whether a sentence, or what stands behind its colon or semicolon, begins with the verb of a command."""
    start, end = sentence.span
    begins = [cue.span[0] for cue in reading.cues(sentence.part) if cue.entry.category == "imperative" and start <= cue.span[0] < end]
    return any(not sentence.text[: place - start].strip() or sentence.text[: place - start].rstrip()[-1] in ":;" for place in begins)


# ---------------------------------------------------------------- who is asked


def missing_reviewer(reading: LetterReading) -> Iterator[Hit]:
    """Find that a manager review asks for no manager, or that the executive letter is not addressed to the body that decides."""
    address = reading.told(reading.sheet.salutation, reading.sheet.subject)
    told = (*reading.told(*reading.sheet.prose), *address)
    if reading.rung is Rung.MANAGER_REVIEW and not any(s.has("manager") for s in told):
        yield Hit(
            "closing",
            None,
            "No manager or senior investigator is asked for.",
            "Ask for a manager or a senior investigator of the deciding team to read the plan.",
        )
    if (
        reading.rung is Rung.EXECUTIVE
        and not any(s.has("executive") for s in (*address, *reading.told(*reading.sheet.prose)))
        and not _addressed(reading)
    ):
        name = reading.brief.recipient.name if reading.brief and reading.brief.recipient else "Executive Seller Relations"
        part = reading.sheet.salutation
        span = (0, len(part.text)) if part else None
        yield Hit(part or "salutation", span, f"The letter is not addressed to {name}.", f"Address it to {name}.")


def _addressed(reading: LetterReading) -> bool:
    recipient = reading.brief.recipient if reading.brief else None
    part: Part | None = reading.sheet.salutation
    return bool(recipient and part and concepts(recipient.name) <= concepts(part.text))
