"""What was sent and what came back, in words. In: the history and the case's words. Out: variables and clauses. Judges nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from escalate_ai.case.facts import Period
from escalate_ai.compose.facts import number
from escalate_ai.terms import SPECIFIC_REPLIES, Channel, ReplyCategory
from escalate_ai.text.date_writing import write_dates

if TYPE_CHECKING:
    from datetime import date

    from escalate_ai.compose.facts import CaseWords
    from escalate_ai.history import Entry
    from escalate_ai.templates import Value

_THROUGH = {
    Channel.ACCOUNT_HEALTH: "through [Account Health|the Account Health page|the Account Health appeal form]",
    Channel.SELLER_SUPPORT: "through Seller Support",
    Channel.AHS_CALL: "by telephone to Account Health Support",
    Channel.EMAIL: "by e-mail",
    Channel.MANAGER_REVIEW: "[to a manager|for a manager's review|with a request for a manager's review]",
    Channel.EXECUTIVE: "[to|addressed to] Executive Seller Relations",
    Channel.BRAND_REGISTRY: "through Brand Registry",
    Channel.REPORT_ABUSE: "through [Report Abuse|the Report Abuse form]",
    Channel.OTHER: "through another channel",
}
OPEN = frozenset({ReplyCategory.NO_REPLY, ReplyCategory.UNDER_REVIEW})
"""What decides nothing: silence, and an acknowledgement that was all that came."""
LONG = 26
"""Words of clauses, marks and alternatives counted, that one sentence holds."""
PAIR = 22
"""Words of two clauses that one sentence holds."""
FRAMES = 3
"""Ways of telling an answer: by its reply, by its date, by who gave it."""
CLAUSES = 3
"""Kinds of answer told one by one; the rest is told as the rest."""
_WEIGHT = {
    ReplyCategory.MORE_INFO_GENERIC: 0,
    ReplyCategory.GENERIC_DENIAL: 1,
    ReplyCategory.FINAL_WORD: 2,
    **dict.fromkeys(SPECIFIC_REPLIES, 4),
    ReplyCategory.MORE_INFO_SPECIFIC: 3,
}
ALWAYS_SAID = 3
"""Weight up to which a kind of answer is never told as one of the rest."""


_HE = re.compile(r"^Amazon ")


class Record:
    """The history of a case, ready for the banks."""

    def __init__(self, words: CaseWords) -> None:
        self.words = words
        self.entries = words.brief.history.submissions
        self.through = {channel: _small(words.phrases.worded(text, f"channel/{channel}")) for channel, text in _THROUGH.items()}
        self.few = len(self.entries) <= words.brief.policy.letter.dates_named_up_to

    def variables(self) -> dict[str, Value]:
        """Give what the bank of the history takes."""
        count = len(self.entries)
        sent = self.entries[-1].attempt.sent_on if self.entries else None
        ends: dict[str, Value] = (
            {"first": self._sent(self.entries[0]), "last": self._sent(self.entries[-1])} if self.entries else {"first": "", "last": ""}
        )
        return {
            **ends,
            "span": self.words.phrases.turns({**self.words.common, **ends, "many": 0})["span"],
            "n": count,
            "accepted": int(all(entry.counts for entry in self.entries)),
            "among": int(not self.few and any(entry.counts for entry in self.entries)),
            "one_channel": int(len({entry.attempt.channel for entry in self.entries}) == 1),
            "number": number(count),
            "times": {1: "once", 2: "twice"}.get(count, f"{number(count)} times"),
            "few": int(self.few),
            "noun": "report" if self.words.case.is_report else "[submission|appeal]" if not self._to_managers() else "submission",
            "trail": self._trail(),
            "others": self._others(),
            "last_sent": self.words.phrases.name(self.words.day(sent)) if sent else "",
        }

    def _sent(self, entry: Entry) -> str:
        return f"{self._when([entry.attempt.sent_on])} {self.through[entry.attempt.channel]}"

    def _others(self) -> str:
        """Give the channels between the first and the last submission that neither of these two went through."""
        ends = {entry.attempt.channel for entry in (*self.entries[:1], *self.entries[-1:])}
        between = dict.fromkeys(entry.attempt.channel for entry in self.entries[1:-1])
        return _joined([self.through[channel] for channel in between if channel not in ends])

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
            when, through = self._when([entry.attempt.sent_on for entry in group]), self.through[channel]
            pieces.append(f"{when} {through}" if dates_first else f"{through} {when}")
        return _joined(pieces)

    def said(self) -> Iterator[str]:
        """Give what came back as clauses: with its dates where they are few, then with counts alone, each worded in several ways."""
        for wording in range(3):
            for dated in (True, False) if self.few else (False,):
                yield self._said(dated=dated, wording=wording)

    def _said(self, *, dated: bool, wording: int) -> str:
        answers: dict[ReplyCategory, list[date | None]] = {}
        for entry in self.entries:
            for reply in (reply for part in (entry, *self._reminders(entry)) for reply in part.attempt.replies):
                if reply.answer not in OPEN:
                    answers.setdefault(reply.answer, []).append(reply.received_on)
        undecided = self._undecided(dated=dated)
        order = sorted(answers, key=lambda category: (_WEIGHT.get(category, 9), list(answers).index(category)))
        room = CLAUSES - len(undecided)
        shown = [category for place, category in enumerate(order) if place < room or _WEIGHT.get(category, 9) <= ALWAYS_SAID]
        if dated and all(day for category in shown for day in answers[category]):
            shown.sort(key=lambda category: min(day for day in answers[category] if day))
        frame = (self.words.phrases.turn("frame", FRAMES) + wording) % FRAMES
        clauses = [
            self._answered(category, answers[category], frame, dated=dated, first=place == 0) for place, category in enumerate(shown)
        ]
        clauses = [*clauses[:1], *(_HE.sub("it ", clause) if _HE.match(before) else clause for before, clause in pairwise(clauses))]
        rest = [str(self.words.common["rest"])] if len(shown) < len(order) else []
        return _told([*self._reminded(dated=dated), *clauses, *undecided, *rest])

    def _reminders(self, entry: Entry) -> tuple[Entry, ...]:
        return self.words.brief.history.nudges_of(entry) if entry.counts else ()

    def _last_word(self, entry: Entry) -> ReplyCategory:
        """Give what came back last, to a submission or to a reminder of it."""
        came = [part.answer for part in (entry, *self._reminders(entry)) if part.answer is not ReplyCategory.NO_REPLY]
        return came[-1] if came else ReplyCategory.NO_REPLY

    def _undecided(self, *, dated: bool) -> list[str]:
        """Give the clauses of what nobody answered."""
        silent = [entry for entry in self.entries if self._last_word(entry) is ReplyCategory.NO_REPLY]
        reviewed = [entry for entry in self.entries if self._last_word(entry) is ReplyCategory.UNDER_REVIEW]
        clauses = [self._unanswered(silent, dated=dated)] if silent else []
        return [*clauses, self._reviewed(reviewed, dated=dated)] if reviewed else clauses

    def _reviewed(self, found: list[Entry], *, dated: bool) -> str:
        """Tell of submissions that were said to be under review, which is an answer and no decision."""
        count, what = len(found), self._what()
        many = count > 1
        replies = [part.answered for entry in found for part in (entry, *self._reminders(entry)) if part.answered]
        days = [reply.received_on for reply in replies if reply.answer is ReplyCategory.UNDER_REVIEW]
        known = [day for day in days if day]
        on = f" {self._when(known)}" if dated and len(known) == len(days) else ""
        if count == len(self.entries):
            which = "they" if many else "it"
        elif dated:
            which = f"the {what}{'s' if many else ''} sent {self._when([entry.attempt.sent_on for entry in found])}"
        else:
            which = f"{number(count)} of our {what}s"
        return f"Amazon wrote{on} that {which} {'are' if many else 'is'} under review, and no decision has followed"

    def _reminded(self, *, dated: bool) -> Iterator[str]:
        """Give a clause for each submission that only a reminder brought an answer to."""
        for entry in self.entries:
            reminders = self._reminders(entry)
            if entry.answer in OPEN and any(part.answer is not ReplyCategory.NO_REPLY for part in reminders):
                had = "had no answer before" if entry.answer is ReplyCategory.NO_REPLY else "had no decision before"
                sent = f"the {self._what()} sent {self._when([entry.attempt.sent_on])}"
                which = "it" if len(self.entries) == 1 else sent if dated else f"one {self._what()}"
                yield f"{which} {had} {self._our_reminders(reminders, dated=dated)}"

    def _our_reminders(self, reminders: Sequence[Entry], *, dated: bool) -> str:
        what = "our reminder" if len(reminders) == 1 else "our reminders"
        return f"{what} sent {self._when([part.attempt.sent_on for part in reminders])}" if dated else what

    def _what(self) -> str:
        return "report" if self.words.case.is_report else "submission"

    def _answered(self, category: ReplyCategory, days: list[date | None], frame: int, *, dated: bool, first: bool) -> str:
        count, known = len(days), [day for day in days if day]
        variables: dict[str, Value] = {
            **self.words.common,
            "category": category.value,
            "many": int(count > 1),
            "frame": frame,
            "subject": f"{number(count)} {'reply' if count == 1 else 'replies'}" if first else number(count),
            "when": "",
        }
        if dated and len(known) == count:
            on = self.words.phrases.name(write_dates(known, self.words.style))
            variables |= {"subject": f"the {'reply' if count == 1 else 'replies'} of {on}", "when": f"on {on}"}
        said = next(self.words.phrases.candidates("answer", variables, key=f"{category.value}/{count}/{frame}"), "came")
        return said if said.startswith("Amazon") else said[:1].lower() + said[1:]

    def _unanswered(self, found: list[Entry], *, dated: bool) -> str:
        count, what = len(found), self._what()
        reminders = [part for entry in found for part in self._reminders(entry)]
        ours = self._our_reminders(reminders, dated=dated) if reminders else ""
        many = count > 1 or bool(ours)
        overtaken = any(self._last_word(entry) not in OPEN for entry in self.entries[self.entries.index(found[-1]) :])
        turns = self.words.phrases.turns({**self.words.common, "many": int(many), "first": "", "last": ""})
        stayed = turns["past_silence" if overtaken else "silence"]
        if count == len(self.entries):
            to = " to any of them" if count > 1 else " to it" if ours else ""
            return f"no reply has come{to}{f', nor to {ours}' if ours else ''}"
        if dated:
            when = self._when([entry.attempt.sent_on for entry in found])
            which = f"the {what if count == 1 else what + 's'} [made|sent] {when}"
        else:
            which = f"{number(count)} of our {what}s"
        return f"{which} and {ours} {stayed}" if ours else f"{which} {stayed}"


def _told(clauses: list[str]) -> str:
    """Join whole clauses: two with a comma, three with semicolons; what one sentence cannot hold goes into a second."""
    if len(clauses) == 2 and sum(len(clause.split()) for clause in clauses) > PAIR:  # noqa: PLR2004
        return ". ".join(clauses)
    if len(clauses) > 2 and sum(len(clause.split()) for clause in clauses) > LONG:  # noqa: PLR2004  two clauses stay together
        return f"{_told(clauses[:2])}. {_told(clauses[2:])}"
    mark = ", " if len(clauses) == 2 else "; "  # noqa: PLR2004
    return f"{mark.join(clauses[:-1])}{mark}and {clauses[-1]}" if len(clauses) > 1 else "".join(clauses)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _joined(pieces: list[str]) -> str:
    if len(pieces) < 2:  # noqa: PLR2004  one piece needs no joint
        return "".join(pieces)
    if len(pieces) == 2:  # noqa: PLR2004
        return f"{pieces[0]}[,|] and {pieces[1]}"
    return f"{', '.join(pieces[:-1])}, and {pieces[-1]}"
