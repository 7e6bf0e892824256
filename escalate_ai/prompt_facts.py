"""What the writer is told. In: a Brief. Out: the plain variables of `prompts/letter.j2`, raw. Words nothing that a template could word.

Only what the letter needs: no contact data, no address, no fact class the case lacks. Private data inside the client's own sentences is
masked later, over the whole prompt at once, where nothing can be forgotten (`prompt.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from escalate_ai.assemble import attachments
from escalate_ai.case.facts import Period
from escalate_ai.ladder.phrases import ANSWERS, CHANNELS
from escalate_ai.papers import paper_title
from escalate_ai.terms import DateOrder, ReplyCategory, Rung
from escalate_ai.text.date_writing import write_date

if TYPE_CHECKING:
    from datetime import date

    from escalate_ai.brief import Brief
    from escalate_ai.highlights import Highlight
    from escalate_ai.history import Entry

NOTICE_CHARACTERS = 1500
"""How much of Amazon's notice goes along: enough for what it asks; the facts of it are in typed fields."""

_OPENING, _CLOSING, _BULLET = (75, 105), (50, 80), (18, 28)
"""Words asked for, least and most; how long the whole is follows from them, so that no two lengths of a prompt disagree."""
_NUDGE_OPENING, _NUDGE_CLOSING = (55, 80), (35, 60)
"""A nudge is shorter: it argues nothing anew."""

Variable: TypeAlias = "str | int | list[Variable] | dict[str, Variable]"


def material(text: str) -> str:
    """Give somebody else's words so that they cannot close the marks they stand between."""
    return text.replace("<<<", "<").replace(">>>", ">").strip()


class Facts:
    """One brief, said in the plain values that templates take."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self.case = brief.case
        self.style = brief.policy.marketplaces[brief.case.seller.marketplace].style

    def day(self, when: date | Period | None) -> str:
        """Write a day, or a period, as the marketplace does; nothing for None."""
        if when is None:
            return ""
        if isinstance(when, Period):
            return f"between {write_date(when.start, self.style)} and {write_date(when.end, self.style)}"
        return write_date(when, self.style)

    def variables(self) -> dict[str, Variable]:
        """Give every variable of the letter template but the rules and the draft."""
        case, brief = self.case, self.brief
        return {
            "store_name": case.seller.store_name,
            "marketplace": brief.policy.marketplaces[case.seller.marketplace].store,
            "today": self.day(brief.as_of),
            "rung": brief.rung.value,
            "desk": brief.recipient.name if brief.recipient else "",
            "chief_executive": brief.policy.people.chief_executive,
            "is_report": case.is_report,
            "disputes": case.stance.value == "dispute_in_error",
            "wants_cause": case.wants_causes,
            "from_grounds": case.highlights_from_grounds,
            "plan_changed": brief.plan_changed,
            "again": "" if brief.plan_changed else "again",
            "paper": paper_title(case, plan_changed=brief.plan_changed) or "documents",
            "papers": self._papers(),
            "request": self._request(),
            "enforcement": self._enforcement(),
            "incident": self._incident(),
            "causes": [f"{cause.id}: {cause.statement}" for cause in case.poa.root_causes] if case.poa and case.wants_causes else [],
            "history": self._history(),
            "record": self._record(),
            "highlights": [self._highlight(chosen) for chosen in brief.highlights],
            "other_measures": self._other_measures(),
            "last_requests": self._last_requests(),
            "track_record": case.track_record or "",
            "limits": self._limits(),
        }

    def _request(self) -> dict[str, Variable]:
        asins, limit = self.case.asins, self.brief.policy.letter.asins_named_up_to
        note = f"{len(asins)} listings, too many to name: say the number, and that the list is enclosed." if len(asins) > limit else ""
        return {
            "kind": self.case.request.kind.value,
            "asins": [] if note else list(asins),
            "listings_note": note,
        }

    def _enforcement(self) -> dict[str, Variable]:
        found = self.case.enforcement
        if found is None:
            return {}
        return {
            "kinds": ", ".join(kind.value.replace("_", " ") for kind in (found.kind, *found.also)),
            "level": found.level.value,
            "notified_on": self.day(found.notified_on),
            "asks": {"plan": "a plan", "documents": "documents", "both": "a plan and documents"}[found.asks.value],
            "notice": material(found.notice.text[:NOTICE_CHARACTERS]) if found.notice else "",
        }

    def _incident(self) -> dict[str, Variable]:
        seen = self.case.incident
        if seen is None:
            return {}
        return {
            "noticed_on": self.day(seen.noticed_on),
            "asins": list(seen.asins),
            "offenders": [f"{who.name} ({who.seller_id})" if who.seller_id else who.name for who in seen.offenders],
            "offences": [{"id": item.id, "dated": self.day(item.dated), "text": material(item.text)} for item in seen.items],
        }

    def _attempt(self, entry: Entry) -> str:
        sent = f"{self.day(entry.attempt.sent_on)}, through {CHANNELS[entry.attempt.channel]}, as {entry.purpose.value.replace('_', ' ')}"
        replies = [reply for reply in entry.attempt.replies if reply.answer is not ReplyCategory.NO_REPLY]
        if not replies:
            return f"{sent}: {ANSWERS[ReplyCategory.NO_REPLY]}"
        came = [f"{self.day(reply.received_on) or 'undated'}: {ANSWERS[reply.answer]}" for reply in replies]
        words = [f" <<<{material(reply.text)}>>>" if reply.text else "" for reply in replies]
        return f"{sent}. Answered " + "; then ".join(kind + text for kind, text in zip(came, words, strict=True))

    def _history(self) -> dict[str, Variable]:
        history = self.brief.history
        lines = [
            f"Number of submissions: {len(history.submissions)}"
            + (f"; nudges, counted apart: {len(history.nudges)}" if history.nudges else "")
        ]
        lines += [
            f"Call to Account Health Support on {self.day(call.called_on)}: {call.answer or 'no answer noted'}" for call in self.case.calls
        ]
        return {"attempts": [self._attempt(entry) for entry in history.entries], "lines": list(lines)}

    def _record(self) -> dict[str, Variable]:
        sent = len(self.brief.history.submissions)
        return {"submissions": sent, "every_date": sent <= self.brief.policy.letter.dates_named_up_to}

    def _papers(self) -> list[Variable]:
        """Give what is enclosed, each document under its id, by which the points refer to it."""
        known = {document.title: document for document in self.case.evidence}
        listed: list[Variable] = []
        for title in attachments(self.brief):
            document = known.get(title)
            listed.append(f"{document.id}, {document.kind.value.replace('_', ' ')}: {title}" if document else title)
        return listed

    def _highlight(self, chosen: Highlight) -> dict[str, Variable]:
        return {
            "id": chosen.id,
            "side": chosen.side,
            "dated": self.day(chosen.dated),
            "statement": chosen.statement,
            "how": chosen.how or "",
            "result": chosen.result or "",
            "documents": list[Variable](chosen.evidence),
        }

    def _other_measures(self) -> list[Variable]:
        taken = {chosen.id for chosen in self.brief.highlights}
        rest = [m for m in (self.case.poa.measures if self.case.poa else ()) if m.id not in taken and m.status.value == "completed"]
        return [f"{measure.id}: {measure.statement}" + (f" ({self.day(measure.dated)})" if measure.dated else "") for measure in rest]

    def _last_requests(self) -> list[Variable]:
        return [{"asked": item.asked, "supplied": ", ".join(item.answered_by)} for item in self.case.last_request]

    def _limits(self) -> dict[str, Variable]:
        letter = self.brief.policy.letter
        is_nudge = self.brief.rung is Rung.NUDGE
        opening, closing = (_NUDGE_OPENING, _NUDGE_CLOSING) if is_nudge else (_OPENING, _CLOSING)
        bullets = max(1, len(self.brief.highlights))
        least, most = (opening[at] + closing[at] + bullets * _BULLET[at] for at in (0, 1))
        return {
            "words": f"{least} to {most} words",
            "opening": f"{opening[0]} to {opening[1]} words, at least {'three' if is_nudge else 'four'} sentences",
            "bullet": f"{_BULLET[0]} to {_BULLET[1]} words",
            "closing": f"{closing[0]} to {closing[1]} words",
            "paragraph": letter.paragraph_words_warning,
            "sentence": letter.sentence_words_warning,
            "highlight": letter.highlight_words_warning,
            "date_style": '"August 14, 2026"' if self.style is DateOrder.MDY else '"14 August 2026"',
        }
