"""Wordings that leave no doubt what a day is a day of, held against the history. In: a letter's reading, some parts of it, the record.

Out: hits of CT205.

Where `history_claims` reads a sentence by its cues, this reads forms of `data/history_forms.toml` ("we were told on", "since ..., when
we found them"). It speaks only of days that the case has.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.case.facts import Period
from escalate_ai.ledger.fields import days_of
from escalate_ai.rules.history_days import CAME_AS, point_of
from escalate_ai.rules.history_record import Record, record_of
from escalate_ai.rules.history_rows import OWN_VERB
from escalate_ai.rules.rule import Hit
from escalate_ai.terms import Channel, Purpose, ReplyCategory
from escalate_ai.text.anycase import AnyCase
from escalate_ai.text.dates import DatePoint
from escalate_ai.text.mentions import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from escalate_ai.ledger import Ledger
    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import LetterReading
    from escalate_ai.text.mentions import Mention

_DAY = "\x01"
"""Stands for a date while forms are looked for, as a section sign does in the data; the letter's own are blanked."""
_ROW = rf"{_DAY}(?:,\s{_DAY})*(?:,?\s(?:and|or)\s(?:on\s)?{_DAY}(?!{OWN_VERB}))?"
_ENDLESS = 2000


@dataclass(frozen=True, slots=True)
class _Form:
    role: str
    pattern: AnyCase
    unless: re.Pattern[str] | None


@cache
def _forms() -> tuple[_Form, ...]:
    raw = tomllib.loads(files("escalate_ai").joinpath("data", "history_forms.toml").read_text("utf-8"))
    return tuple(
        _Form(
            row["role"],
            AnyCase(
                re.compile(row["pattern"].replace("\\u00a7", _DAY).replace("{row}", _ROW).replace("{day}", _DAY), re.IGNORECASE),
                row["needs"],
            ),
            re.compile(row["unless"], re.IGNORECASE) if "unless" in row else None,
        )
        for row in raw["form"]
    )


@cache
def _needed() -> dict[str, tuple[int, ...]]:
    """Give the forms, by their places, of which a piece has to stand in the text."""
    found: dict[str, list[int]] = {}
    for place, form in enumerate(_forms()):
        for piece in form.pattern.needs:
            found.setdefault(piece, []).append(place)
    return {piece: tuple(places) for piece, places in found.items()}


def _forms_in(text: str) -> Iterable[_Form]:
    """Give the forms that may stand in a text, in order; beyond plain ASCII nobody can tell."""
    if not text.isascii():
        return _forms()
    low = text.lower()
    places = {place for piece, places in _needed().items() if piece in low for place in places}
    return [form for place, form in enumerate(_forms()) if place in places or not form.pattern.needs]


@cache
def ordinals() -> tuple[str, ...]:
    """Give the words for first to last, in order."""
    raw = tomllib.loads(files("escalate_ai").joinpath("data", "history_forms.toml").read_text("utf-8"))
    return tuple(raw["ordinals"])


def wrong_forms(reading: LetterReading, parts: Iterable[Part], record: Record) -> Iterator[Hit]:
    """Find days that a fixed form of words says to be of something that the case has on another day."""
    known = days_of_history(record.ledger)
    for part in parts:
        dates = [mention for mention in reading.mentions(part) if _is_day(mention)]
        if not dates:
            continue
        for start, end in reading.sentences(part):
            here = [mention for mention in dates if start <= mention.span[0] and mention.span[1] <= end]
            if here and end - start <= _ENDLESS:
                yield from _in_sentence(part, start, end, here, known)


def _is_day(mention: Mention) -> bool:
    return isinstance(mention.value, DatePoint) and mention.value.day is not None and mention.value.month is not None


def _in_sentence(part: Part, start: int, end: int, dates: list[Mention], known: HistoryDays) -> Iterator[Hit]:
    text, at = "", start
    for mention in dates:
        text += _blanked(part.text[at : mention.span[0]]) + _DAY
        at = mention.span[1]
    text = " ".join((text + _blanked(part.text[at:end])).split())
    for form in _forms_in(text):
        for match in form.pattern.places(text):
            if form.unless and form.unless.search(text[: match.end()]):
                continue
            first = text.count(_DAY, 0, match.start())
            for mention in dates[first : first + match[0].count(_DAY)]:
                said = known.against(form.role, mention, match.groupdict())
                if said:
                    yield Hit(part, mention.span, said, "Give the day the case has for this step.")


def _blanked(text: str) -> str:
    return text.replace(_DAY, " ").replace("\u00a7", " ")


class _Elsewhere(NamedTuple):
    """The days of a case outside of its history, and those that its texts tell of."""

    others: tuple[date, ...]
    told: dict[tuple[int | None, int | None], list[DatePoint]]
    """By their month and day."""
    on: dict[tuple[int, int], list[date]]
    """The others by theirs: no other can be meant where a letter gives both."""


def _elsewhere(ledger: Ledger) -> _Elsewhere:
    """Give the other days of a case."""
    own = ("appeals", "enforcement.notified_on", "incident.noticed_on")
    whens = [one.when for one in days_of(ledger.case) if not one.path.startswith(own)]
    found = _Elsewhere(tuple(day for when in whens for day in ((when.start, when.end) if isinstance(when, Period) else (when,))), {}, {})
    for day in found.others:
        found.on.setdefault((day.month, day.day), []).append(day)
    for one in ledger.texts.held:
        point = one.mention.value
        if one.mention.kind is MentionKind.DATE and isinstance(point, DatePoint) and not one.path.startswith("appeals"):
            found.told.setdefault((point.month, point.day), []).append(point)
    return found


class HistoryDays:
    """What each day of the history is a day of."""

    def __init__(self, record: Record) -> None:
        """Take the record and the other days of the case."""
        self.record = record
        case = record.case
        self._noticed: list[date] = []
        if case.enforcement:
            self._noticed.append(case.enforcement.notified_on)
        if case.incident:
            self._noticed.append(case.incident.noticed_on)
        self._elsewhere = _elsewhere(record.ledger)

    def is_noticed(self, point: DatePoint) -> bool:
        """Say whether a day is that of the notice, or of the discovery."""
        return any(point.fits(day) for day in self._noticed)

    def noticed_on(self, point: DatePoint) -> date | None:
        """Give the day of the notice, or of the discovery, that a point may mean."""
        return next((day for day in self._noticed if point.fits(day)), None)

    def is_of_history(self, point: DatePoint) -> bool:
        """Say whether a day is one on which something was sent or answered, or on which it began."""
        return point.day is not None and point.month is not None and (self.is_history(point) or self.is_noticed(point))

    def is_elsewhere(self, point: DatePoint) -> bool:
        """Say whether the case has a day outside of the history and its beginning."""
        month, day, known = point.month, point.day, self._elsewhere
        others = known.others if month is None or day is None else known.on.get((month, day), ())
        return any(point.fits(other) for other in others) or any(_is_of_year(point, told) for told in known.told.get((month, day), ()))

    def is_history(self, point: DatePoint) -> bool:
        """Say whether something was sent or answered on a day."""
        return bool(self.record.sent_on(point) or self.record.replies_on(point))

    def against(self, role: str, mention: Mention, groups: dict[str, str | None]) -> str | None:
        """Say what speaks against a day in a role; None where nothing does, or nobody can tell."""
        point = point_of(mention)
        if self.is_elsewhere(point) or not (self.is_history(point) or self.is_noticed(point)):
            return None
        words = " ".join(mention.text.split())
        ways = _judges()
        return ways[role](self, point, words, groups)

    def against_kind(self, kind: str, day: date) -> str | None:
        """Say what speaks against an answer of a kind on a day; None where none came then."""
        point = DatePoint(year=day.year, month=day.month, day=day.day)
        return self._kind(kind, point, self.record.day(day)) if self.record.replies_on(point) else None

    def _notice(self, point: DatePoint, words: str, _groups: dict[str, str | None]) -> str | None:
        if self.is_noticed(point) or not self._noticed:
            return None
        return f"{words} is not the day this began; the case has {self.record.day(self._noticed[0])}."

    def _sent(self, point: DatePoint, words: str, groups: dict[str, str | None]) -> str | None:
        entries = self.record.sent_on(point)
        if not entries:
            return f"No submission was sent on {words}; the case has {self.record.nearest_sending(point)}."
        ordinal, way = groups.get("ordinal"), groups.get("way")
        if ordinal:
            place = ordinals().index(ordinal.lower())
            lists = (self.record.submissions, tuple(e for e in self.record.submissions if e.purpose in {Purpose.APPEAL, Purpose.REPORT}))
            if not any(place < len(sent) and sent[place] in entries for sent in lists):
                return f"What was sent on {words} was not the {ordinal.lower()}."
        if way:
            kind = "ch_" + " ".join(way.lower().split()).replace(" ", "_").replace("-", "")
            if not any(self.record.went(entry, {kind}) for entry in entries):
                told = entries[0].attempt.channel.value.replace("_", " ")
                return f"The submission of {words} did not go by \u201c{way}\u201d; the case has \u201c{told}\u201d."
        return None

    def _no_reminder(self, point: DatePoint, words: str, _groups: dict[str, str | None]) -> str | None:
        entries = self.record.sent_on(point)
        return f"What went out on {words} was a reminder." if entries and all(entry.is_nudge for entry in entries) else None

    def _reminder(self, point: DatePoint, words: str, _groups: dict[str, str | None]) -> str | None:
        if not self.record.nudges or any(entry.is_nudge for entry in self.record.sent_on(point)):
            return None
        return f"No reminder was sent on {words}; the case has {self.record.day(self.record.nudges[0].attempt.sent_on)}."

    def _manager(self, point: DatePoint, words: str, _groups: dict[str, str | None]) -> str | None:
        entries = self.record.sent_on(point)
        asked = any(e.purpose is Purpose.MANAGER_REVIEW or e.attempt.channel is Channel.MANAGER_REVIEW for e in entries)
        return None if asked else f"No manager review was requested on {words}."

    def _reply(self, point: DatePoint, words: str, _groups: dict[str, str | None]) -> str | None:
        if self.record.replies_on(point) or not self.record.all_replies_dated or not self.record.sent_on(point):
            return None
        return f"No answer came on {words}; the case has {self.record.nearest_reply(point)}."

    def _kind(self, kind: str, point: DatePoint, words: str) -> str | None:
        answers = self.record.replies_on(point)
        if not answers:
            return self._reply(point, words, {})
        if any(self.record.may_be(kind, answer.category) for answer in answers) and not self._is_resent_notice(kind, point):
            return None
        came = answers[0].category.value.replace("_", " ")
        return f"The answer of {words} was not {CAME_AS[kind]}; the case has \u201c{came}\u201d."

    def _is_resent_notice(self, kind: str, point: DatePoint) -> bool:
        """Say whether a day brought only the notice again, while a refusal came on another."""
        answers = self.record.replies_on(point)
        only = all(answer.category is ReplyCategory.NOTICE_RESENT for answer in answers)
        return kind == "denied" and only and any(one.category is ReplyCategory.GENERIC_DENIAL for one in self.record.answers)

    def _denied(self, point: DatePoint, words: str, _groups: dict[str, str | None]) -> str | None:
        return self._kind("denied", point, words)

    def _more(self, point: DatePoint, words: str, _groups: dict[str, str | None]) -> str | None:
        return self._kind("more", point, words)

    def _resent(self, point: DatePoint, words: str, _groups: dict[str, str | None]) -> str | None:
        answers = self.record.replies_on(point)
        if not answers:
            return f"The notice did not come again on {words}." if self.is_noticed(point) else self._reply(point, words, {})
        told = {ReplyCategory.NOTICE_RESENT, ReplyCategory.UNKNOWN, ReplyCategory.CONFLICTING_GUIDANCE}
        known = any(one.category is ReplyCategory.NOTICE_RESENT for one in self.record.answers)
        if not known or any(answer.category in told for answer in answers):
            return None
        return f"The answer of {words} was not the notice again; the case has \u201c{answers[0].category.value.replace('_', ' ')}\u201d."


@lru_cache(maxsize=16)
def days_of_history(ledger: Ledger) -> HistoryDays:
    """Give what each day of a ledger's history is a day of, made once for all letters that are held against it."""
    return HistoryDays(record_of(ledger))


@cache
def _judges() -> dict[str, Callable[[HistoryDays, DatePoint, str, dict[str, str | None]], str | None]]:
    own = vars(HistoryDays)
    return {role: own[f"_{role}"] for role in ("notice", "sent", "no_reminder", "reminder", "manager", "reply", "denied", "more", "resent")}


def _is_of_year(point: DatePoint, told: DatePoint) -> bool:
    return told.year is None or point.year is None or told.year == point.year
