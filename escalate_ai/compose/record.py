"""What was sent and what came back, in words. In: the history and the case's words. Out: variables and sentences for the opening. Judges nothing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from escalate_ai.case.facts import Period
from escalate_ai.compose.facts import number
from escalate_ai.terms import Channel, ReplyCategory
from escalate_ai.text.date_writing import write_dates

if TYPE_CHECKING:
    from datetime import date

    from escalate_ai.compose.facts import CaseWords
    from escalate_ai.history import Entry
    from escalate_ai.templates import Value

_THROUGH = {
    Channel.ACCOUNT_HEALTH: "[through|via|by way of] Account Health",
    Channel.SELLER_SUPPORT: "[through|via] Seller Support",
    Channel.AHS_CALL: "by telephone to Account Health Support",
    Channel.EMAIL: "[by e-mail|by email]",
    Channel.MANAGER_REVIEW: "[to a manager|for a manager's review|with a request for a manager's review]",
    Channel.EXECUTIVE: "to Executive Seller Relations",
    Channel.BRAND_REGISTRY: "[through|via] Brand Registry",
    Channel.REPORT_ABUSE: "[through|via] Report Abuse",
    Channel.OTHER: "[through|by] another channel",
}
_SILENT = frozenset({ReplyCategory.NO_REPLY})


class Record:
    """The history of a case, ready for the banks."""

    def __init__(self, words: CaseWords) -> None:
        self.words = words
        self.entries = words.brief.history.submissions
        self.few = len(self.entries) <= words.brief.policy.letter.dates_named_up_to

    def variables(self) -> dict[str, Value]:
        """Give what the bank of the history takes."""
        count = len(self.entries)
        first, last = (self.entries[0].attempt.sent_on, self.entries[-1].attempt.sent_on) if self.entries else (None, None)
        return {
            "n": count,
            "number": number(count),
            "times": {1: "once", 2: "twice"}.get(count, f"{number(count)} times"),
            "few": int(self.few),
            "noun": "report" if self.words.case.is_report else "[submission|appeal]" if not self._to_managers() else "submission",
            "trail": self._trail(),
            "channels": self._channels(),
            "first": self._when([first]) if first else "",
            "last": self._when([last]) if last else "",
            "last_sent": self.words.phrases.name(self.words.day(last)) if last else "",
        }

    def _to_managers(self) -> bool:
        return any(entry.attempt.channel in {Channel.MANAGER_REVIEW, Channel.EXECUTIVE} for entry in self.entries)

    def _when(self, days: Sequence[date | Period]) -> str:
        plain = [day for day in days if not isinstance(day, Period)]
        periods = [self.words.phrases.name(f"between {self.words.day(day)}") for day in days if isinstance(day, Period)]
        dated = [f"on {self.words.phrases.name(write_dates(plain, self.words.style))}"] if plain else []
        return " and ".join([*dated, *periods])

    def _trail(self) -> str:
        """Give the dates with their channels, in order: "on <dates> through <channel>, and on <date> to a manager"."""
        dates_first = self.words.phrases.turn("trail", 2) == 0
        pieces: list[str] = []
        for channel, group in groupby(self.entries, key=lambda entry: entry.attempt.channel):
            when, through = self._when([entry.attempt.sent_on for entry in group]), _THROUGH[channel]
            pieces.append(f"{when} {through}" if dates_first else f"{through} {when}")
        return _joined(pieces)

    def _channels(self) -> str:
        return _joined([_THROUGH[channel] for channel in dict.fromkeys(entry.attempt.channel for entry in self.entries)])

    def said(self) -> str:
        """Give what came back as clauses in one line; nothing where nothing was sent."""
        groups: dict[ReplyCategory, list[Entry]] = {}
        for entry in self.entries:
            groups.setdefault(entry.answer, []).append(entry)
        clauses = [self._clause(category, found, len(groups)) for category, found in groups.items()]
        return _joined(clauses, "; " if len(clauses) > 2 else ", ")  # noqa: PLR2004  three clauses need stronger marks

    def _clause(self, category: ReplyCategory, found: list[Entry], groups: int) -> str:
        if category in _SILENT:
            return self._unanswered(found)
        count, total = len(found), len(self.entries)
        known = [entry.answered.received_on for entry in found if entry.answered and entry.answered.received_on]
        said = self.words.phrases.candidates("answer", {"category": category.value}, key=f"{category.value}/{count}")[0]
        said = said[:1].lower() + said[1:]
        if self.few and len(known) == count:
            dates = self.words.phrases.name(write_dates(known, self.words.style))
            what = "[answer|reply]" if count == 1 else "[answers|replies]"
            return f"the {what} of {dates} {said}"
        if groups == 1:
            return f"[the answer|what came back] {said}" if total == 1 else f"[all {number(total)} answers|every answer] {said}"
        return f"[{number(count)} answer{'s' if count > 1 else ''}|{number(count)} of the {number(total)}] {said}"

    def _unanswered(self, found: list[Entry]) -> str:
        count = len(found)
        has = "has" if count == 1 else "have"
        what = "report" if self.words.case.is_report else "submission"
        what = what if count == 1 else what + "s"
        stayed = f"[{has} had no answer|{has} brought no reply|{has} stayed without a reply]"
        if count == len(self.entries):
            return f"no reply [has come|came back]" if count == 1 else f"no reply [has come|came back] to any of them"
        if self.few:
            when = self._when([entry.attempt.sent_on for entry in found])
            return f"the {what} made {when} {stayed}"
        return f"{number(count)} {what} {stayed}"


def _joined(pieces: list[str], mark: str = ", ") -> str:
    if len(pieces) < 2:  # noqa: PLR2004  one piece needs no joint
        return "".join(pieces)
    if len(pieces) == 2 and mark == ", ":  # noqa: PLR2004
        return f"{pieces[0]}[,|] and {pieces[1]}"
    return f"{mark.join(pieces[:-1])}{mark}and {pieces[-1]}"
