"""What only the client can tell: questions for what the files leave open, most valuable first. In: values. Out: `Question`s.

The wordings, reasons and weights stand in `data/client_questions.toml`. Fifteen at most: a client answers a page.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from escalate_ai.extract.found import Question, Value
from escalate_ai.terms import DateOrder, MeasureStatus, ReplyCategory, RequestKind
from escalate_ai.text.lexicon import Lexicon
from escalate_ai.text.mentions import MentionKind, find_mentions

SHOWN = 90
"""Characters of a client's words that a question repeats."""
_SHOWING = frozenset({MentionKind.COUNT, MentionKind.PERCENT, MentionKind.MONEY})


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two files that tell one thing differently; the first was taken."""

    path: str
    taken: Value
    other: Value


@dataclass(frozen=True, slots=True)
class Known:
    """What the files told, by path, and what they left in doubt."""

    values: Mapping[str, Value]
    doubts: Sequence[Doubt]
    unreadable: Sequence[str]
    named_only: Sequence[tuple[str, str]]
    """Documents that are named and in no file: the path of their entry, and the title."""

    def has(self, path: str) -> bool:
        """Tell whether a value stands at a path or below it."""
        return path in self.values or any(other.startswith((f"{path}.", f"{path}[")) for other in self.values)

    def text(self, path: str) -> str:
        """Give a value as text, empty where there is none."""
        found = self.values.get(path)
        return "" if found is None else str(found.value)

    def entries(self, path: str) -> list[str]:
        """Give the paths of a list's entries: `appeals[0]`, `appeals[1]`."""
        pattern = re.compile(rf"{re.escape(path)}\[(\d+)\]")
        found = {int(match[1]) for other in self.values for match in [pattern.match(other)] if match}
        return [f"{path}[{place}]" for place in sorted(found)]


@cache
def _table() -> Mapping[str, Mapping[str, str | int]]:
    raw = tomllib.loads(files("escalate_ai").joinpath("data", "client_questions.toml").read_text(encoding="utf-8"))
    return {name: cast("dict[str, str | int]", entry) for name, entry in raw.items() if isinstance(entry, dict)}


def questions_for(known: Known) -> tuple[Question, ...]:
    """Give the questions that the values leave open, most valuable first."""
    asked = [*_of_matter(known), *_of_seller(known), *_of_plan(known), *_of_attempts(known), *_of_documents(known), *_of_doubts(known)]
    unique = {question.ident: question for question in asked}
    ordered = sorted(unique.values(), key=lambda question: -question.weight)
    results = [question for question in ordered if question.ident.endswith(".result")][int(_table()["limit"]["results"]) :]
    return tuple([question for question in ordered if question not in results][: int(_table()["limit"]["asked"])])


def _ask(name: str, path: str | None, ident: str | None = None, **words: str) -> Question:
    entry = _table()[name]
    text = str(entry["text"])
    for key, word in words.items():
        text = text.replace("{" + key + "}", word)
    return Question(ident=ident or path or name, text=text, why=str(entry["why"]), weight=int(entry["weight"]), path=path)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= SHOWN else plain[:SHOWN].rsplit(" ", 1)[0] + " ..."


def _is_report(known: Known) -> bool:
    kind = known.text("request.kind")
    return kind in set(RequestKind) and RequestKind(kind).is_report


def _of_matter(known: Known) -> Iterator[Question]:
    wanted: tuple[tuple[str, str], ...] = (("request", "request.kind"),)
    if _is_report(known):
        wanted += (("noticed", "incident.noticed_on"), ("asins", "incident.asins"))
    else:
        wanted += (("kind", "enforcement.kind"), ("level", "enforcement.level"), ("notified", "enforcement.notified_on"))
        if known.text("enforcement.level") == "listing":
            wanted += (("asins", "enforcement.asins"),)
    yield from (_ask(name, path) for name, path in wanted if not known.has(path))
    yield from _of_request(known)
    if not known.has("legal"):
        yield _ask("legal", "legal")


def _of_request(known: Known) -> Iterator[Question]:
    """Ask what answers each thing Amazon asked for; a part of the plan is not asked about here: it is there, or `_of_plan` asks for it."""
    for place in known.entries("last_request"):
        asked = known.text(f"{place}.asked")
        wanted = {hit.entry.category for hit in Lexicon.load("notice_cues").find(asked)}
        if "asks:plan" not in wanted or "asks:documents" in wanted:
            yield _ask("asked", f"{place}.answered_by", what=f'"{_short(asked)}"')


def _of_seller(known: Known) -> Iterator[Question]:
    for name, path in (("store", "seller.store_name"), ("marketplace", "seller.marketplace"), ("contact", "seller.contact.name")):
        if not known.has(path):
            yield _ask(name, path)


def _of_plan(known: Known) -> Iterator[Question]:
    if _is_report(known):
        return
    for name, group in (("cause", "root_causes"), ("actions", "corrective_actions"), ("measures", "preventive_measures")):
        if not known.has(f"poa.{group}"):
            yield _ask(name, f"poa.{group}")
    for group, name, key in (("corrective_actions", "completed_on", "completed_on"), ("preventive_measures", "since", "in_effect_since")):
        for place in known.entries(f"poa.{group}"):
            yield from _of_measure(known, place, name, key)


def _of_measure(known: Known, place: str, name: str, key: str) -> Iterator[Question]:
    what, status = _short(known.text(f"{place}.statement")), known.text(f"{place}.status")
    if not status:
        yield _ask("status", f"{place}.status", what=what)
    elif status != MeasureStatus.COMPLETED:
        yield _ask("planned", f"{place}.status", what=what)
    elif not known.has(f"{place}.{key}"):
        yield _ask(name, f"{place}.{key}", what=what)
    elif not known.has(f"{place}.result") and not _shows_result(known.text(f"{place}.statement"), correction="corrective_actions" in place):
        yield _ask("outcome" if "corrective_actions" in place else "result", f"{place}.result", what=what)


def _shows_result(statement: str, *, correction: bool) -> bool:
    """Tell whether a measure's own words say what came of it: how much was corrected, or behind its first clause a number."""
    behind = 0 if correction else _first_clause(statement)
    # neither the order of dates nor the currency changes what is a number here
    return any(found.kind in _SHOWING and found.span[0] >= behind for found in find_mentions(statement, DateOrder.MDY, "USD"))


def _first_clause(statement: str) -> int:
    """Give where the first clause of a statement ends; past its end where it is the only one."""
    ends = [place for mark in ("; ", ". ", ": ") if (place := statement.find(mark)) >= 0]
    return min(ends, default=len(statement))


def _of_attempts(known: Known) -> Iterator[Question]:
    appeals = known.entries("appeals")
    if not appeals:
        yield _ask("attempts", "appeals")
    for place in appeals:
        replies = [key for key in (f"{place}.reply", *known.entries(f"{place}.replies")) if known.has(key)]
        day = known.text(f"{place}.sent_on")
        if not day:
            first = known.text(f"{replies[0]}.received_on") if replies else ""
            file = known.text(f"{place}.plan")
            name, words = ("sent_unknown", {"file": file or "the appeal"}) if file or not first else ("sent_on", {"day": first})
            yield _ask(name, f"{place}.sent_on", **words)
        if not known.has(f"{place}.channel"):
            yield _ask("channel", f"{place}.channel", day=day) if day else _ask("channel_undated", f"{place}.channel")
        if not replies and day:
            yield _ask("reply", f"{place}.reply", day=day)
        for reply in replies:
            if not known.has(f"{reply}.text") and known.text(f"{reply}.category") != ReplyCategory.NO_REPLY:
                yield _ask("reply_text", f"{reply}.text", day=known.text(f"{reply}.received_on") or "that day")
    for place in known.entries("calls"):
        yield _ask("call", f"{place}.answer", day=known.text(f"{place}.called_on"))


def _of_documents(known: Known) -> Iterator[Question]:
    for path, title in known.named_only:
        yield _ask("document", f"{path}.file", what=_short(title))
    for file in known.unreadable:
        yield _ask("unreadable", None, ident=f"unreadable:{file}", file=file)
    if not known.has("evidence") and known.has("poa"):
        yield _ask("proof", "evidence")


def _of_doubts(known: Known) -> Iterator[Question]:
    for doubt in known.doubts:
        words = {
            "first": doubt.taken.file,
            "one": f'"{_short(doubt.taken.quote or str(doubt.taken.value))}"',
            "second": doubt.other.file,
            "other": f'"{_short(doubt.other.quote or str(doubt.other.value))}"',
        }
        yield _ask("doubtful", doubt.path, ident=f"doubtful:{doubt.path}", **words)
