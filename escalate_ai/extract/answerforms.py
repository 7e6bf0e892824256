"""How an answer reads as a field of a case: days, choices, lists, sentences. In: words, the field. Out: values. Pure; words are data.

A form gives values with the path below the field, ".." for one beside it. What it cannot read for certain it refuses, with what to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias, cast

from pydantic import JsonValue

from escalate_ai.case.marked import Path, Plain
from escalate_ai.extract.answerwords import bare, is_in, one_word
from escalate_ai.extract.events import channel_of
from escalate_ai.extract.found import TextKind
from escalate_ai.extract.gathering import gather
from escalate_ai.extract.kinds import kind_of
from escalate_ai.extract.notices import enforcement_kind
from escalate_ai.extract.papers import paper_kind
from escalate_ai.extract.questionletter import value_at
from escalate_ai.extract.skeleton import is_choice, words_of
from escalate_ai.extract.story import is_name
from escalate_ai.planread import read_draft
from escalate_ai.policy import Policy
from escalate_ai.reading.documents import plain_document
from escalate_ai.terms import DateOrder, LegalMatter, Marketplace, MeasureStatus, ReplyCategory
from escalate_ai.text.dates import DatePoint, find_dates
from escalate_ai.text.identifiers import find_identifiers
from escalate_ai.text.lexicon import Lexicon
from escalate_ai.text.replies import classify_reply

Read: TypeAlias = "Iterator[tuple[Path, JsonValue]]"
_STORE_WORDS = 8
_LINE = 300
_LINES = 20
_MARKS = "-*\u2022\u2013 \t"


class Unclear(Exception):
    """An answer does not read as its field; says what to do."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One answer on its way into its field."""

    path: Path
    text: str
    case: Plain
    policy: Policy
    order: DateOrder | None
    """None where nobody knows: a day in digits that could be two days is then none."""

    @property
    def lines(self) -> list[str]:
        """The answer line by line, without the marks of lists."""
        lines = [" ".join(line.lstrip(_MARKS).split()) for line in self.text.splitlines()]
        return [line for line in lines if line][:_LINES]

    @property
    def line(self) -> str:
        """The answer as one line."""
        return " ".join(self.text.split())


def form_of(path: Path) -> Callable[[Asked], Read]:
    """Give how an answer at a path is read."""
    last = str(path[-1])
    if path[-2:] == ("seller", "marketplace"):
        return _marketplace
    if path[0] == "poa" and last in _PLAN:
        return _PLAN[last]
    if last in _FORMS:
        return _FORMS[last]
    if last.endswith("_on") or last in {"dated", "in_effect_since"}:
        return _day
    if is_choice(path):
        return _choice
    return _words


def _days(asked: Asked) -> list[str]:
    orders = [asked.order] if asked.order else [DateOrder.MDY, DateOrder.DMY]
    read = [[mention.value for mention in find_dates(asked.text, order) if isinstance(mention.value, DatePoint)] for order in orders]
    days = [point.as_date() if point.year else None for points in read for point in points]
    if None in days:
        return []
    return list(dict.fromkeys(day.isoformat() for day in days if day))


def _day(asked: Asked) -> Read:
    days = _days(asked)
    if len(days) != 1:
        raise Unclear("this is not one day with its year; ask once more, or enter it by hand")
    yield (), days[0]


def _choice(asked: Asked) -> Read:
    """Read one of a closed set: by its own word, else by the words people use for it."""
    own = bare(asked.text).replace(" ", "_").replace("-", "_")
    choices = words_of(asked.path)
    last, above = asked.path[-1], asked.path[-2] if len(asked.path) > 1 else ""
    told: str | None = own if own in choices else None
    if told is None and last == "channel":
        hit = channel_of(asked.text)
        told = hit.entry.category.partition(":")[2] if hit else one_word(asked.text, "channel")
    elif told is None and last == "kind" and above == "enforcement":
        hit = enforcement_kind(Lexicon.load("notice_cues").find(asked.text))
        told = hit.entry.category if hit else None
    elif told is None and last == "kind" and above == "request":
        told = one_word(asked.text, "request")
    elif told is None and last in {"status", "level"}:
        told = one_word(asked.text, str(last))
    if told is None and last == "status":
        told = _status_of(asked)
    if told is None or told not in choices:
        raise Unclear(f"this does not say clearly which it is ({', '.join(choices[:8])}{' ...' if len(choices) > 8 else ''})")  # noqa: PLR2004
    yield (), told
    days = _days(asked) if last == "status" and told == MeasureStatus.COMPLETED else []
    if len(days) == 1 and value_at(asked.case, asked.path) in {None, told}:
        yield ("..", "completed_on" if "corrective_actions" in asked.path else "in_effect_since"), days[0]


def _status_of(asked: Asked) -> str | None:
    """Read the status of a measure from a whole sentence that tells of it: done on one day, or nothing."""
    plan = read_draft(f"Corrective actions\n\n- {asked.line}", asked.order or DateOrder.MDY).plan
    told = {measure.status for measure in (*plan.corrective_actions, *plan.preventive_measures)}
    return MeasureStatus.COMPLETED.value if told == {MeasureStatus.COMPLETED} and len(_days(asked)) == 1 else None


def _marketplace(asked: Asked) -> Read:
    place = marketplace_of(asked.text, asked.policy)
    if place is None:
        raise Unclear("this names no marketplace, or several; give its two letters: US, UK, DE ...")
    yield (), place.value


def marketplace_of(text: str, policy: Policy) -> Marketplace | None:
    """Give the one marketplace that an answer names, by its code, its address or in words."""
    code = bare(text).upper().replace("AMAZON.", "").replace(".", "")
    code = {"GB": "UK", "USA": "US", "COM": "US", "COUK": "UK"}.get(code, code)
    if code not in set(Marketplace):
        line = " ".join(text.split())
        found = gather([("told.txt", plain_document(f"We sell on Amazon in {line}. ({line})"))], policy)
        code = next((str(value.value) for value in found.values if value.path == "seller.marketplace"), "")
    return Marketplace(code) if code else None


def _person(asked: Asked) -> Read:
    name, comma, role = asked.line.strip(" .").partition(",")
    if not is_name(name.strip()) or (comma and (len(role.split()) > 5 or any(mark.isdigit() for mark in role))):  # noqa: PLR2004  a role
        raise Unclear("this is not one name with a role behind a comma")
    yield (), name.strip()
    if role.strip():
        yield ("..", "role"), role.strip()


def _store(asked: Asked) -> Read:
    name = asked.line.strip(" .\"'\u201c\u201d")
    if len(asked.lines) > 1 or len(name.split()) > _STORE_WORDS or not name:
        raise Unclear("this is more than a name")
    yield (), name


def _asins(asked: Asked) -> Read:
    found = list(dict.fromkeys(str(mention.value).upper() for mention in find_identifiers(asked.text) if mention.unit in {"asin", "isbn"}))
    if not found:
        raise Unclear("there is no ASIN in this")
    yield (), cast("JsonValue", found)


def _legal(asked: Asked) -> Read:
    if is_in(asked.text, "none"):
        yield (), []
        return
    told = one_word(asked.text, "legal")
    if told not in set(LegalMatter) or bare(asked.text).startswith("no"):
        raise Unclear("this does not say clearly which it is; if there is none, write `legal: []`")
    yield (), [told]


def _causes(asked: Asked) -> Read:
    yield (), [{"statement": line} for line in asked.lines]


def _measures(group: str, title: str) -> Callable[[Asked], Read]:
    def read(asked: Asked) -> Read:
        plan = read_draft(f"{title}\n\n" + "\n".join(f"- {line}" for line in asked.lines), asked.order or DateOrder.MDY).plan
        measures = plan.corrective_actions if group == "corrective_actions" else plan.preventive_measures
        if len(measures) != len(asked.lines):
            raise Unclear("this does not read as a list with one thing a line")
        yield (), [_measure(measure.model_dump(mode="json", exclude_none=True)) for measure in measures]

    return read


def _measure(data: dict[str, JsonValue]) -> JsonValue:
    kept = ("statement", "status", "completed_on", "in_effect_since", "how", "result")
    return {key: data[key] for key in kept if key in data and data[key] != MeasureStatus.UNKNOWN.value}


def _attempts(asked: Asked) -> Read:
    if is_in(asked.text, "none"):
        yield (), []
        return
    seller = asked.case.get("seller") if isinstance(asked.case, dict) else None
    told = seller.get("marketplace") if isinstance(seller, dict) else None
    place = Marketplace(told) if isinstance(told, str) and told in set(Marketplace) else None
    found = gather([("told.txt", plain_document(asked.text))], asked.policy, place)
    appeals = found.case.get("appeals")
    if not appeals:
        raise Unclear("no appeal with its day can be read from this")
    yield (), appeals


def _reply(asked: Asked) -> Read:
    if is_in(asked.text, "no_reply"):
        yield (), {"category": ReplyCategory.NO_REPLY.value}
        return
    days, category = _days(asked), classify_reply(asked.text)
    kind = kind_of(plain_document(asked.text), "told.txt", asked.order or DateOrder.MDY)
    told: dict[str, JsonValue] = {}
    if len(days) == 1:
        told["received_on"] = days[0]
    if category is not ReplyCategory.UNKNOWN:
        told["category"] = category.value
    if kind in {TextKind.REPLY, TextKind.NOTICE}:
        told["text"] = asked.text
    if not told:
        raise Unclear("neither a day nor what Amazon said can be read from this; ask for the message itself")
    yield (), told


def _answered_by(asked: Asked) -> Read:
    evidence = asked.case.get("evidence") if isinstance(asked.case, dict) else None
    entries = [entry for entry in evidence if isinstance(entry, dict)] if isinstance(evidence, list) else []
    text = f" {asked.line.casefold()} "
    named = [str(entry["id"]) for entry in entries if isinstance(entry.get("id"), str) and _names(entry, text)]
    if not named:
        raise Unclear("this names no document of the case by its title; write the ids of what answers it, like [EV1]")
    yield (), cast("JsonValue", named)


def _names(entry: Mapping[str, Plain], text: str) -> bool:
    title = str(entry.get("title") or "").casefold()
    return f" {str(entry['id']).casefold()} " in text or bool(title and title in text)


def _papers(asked: Asked) -> Read:
    if is_in(asked.text, "none"):
        yield (), []
        return
    if any(len(line) > _LINE for line in asked.lines):
        raise Unclear("this is no list of documents")
    yield (), [{"kind": paper_kind(line).value, "title": line, "confirmed": False} for line in asked.lines]


def _file(asked: Asked) -> Read:
    name = asked.line
    if "/" not in name:
        raise Unclear("put the document itself into evidence/ and write its name under `file`")
    yield (), name


def _words(asked: Asked) -> Read:
    yield (), asked.text if asked.path[-1] == "text" else asked.line


_FORMS: Mapping[str, Callable[[Asked], Read]] = {
    "asins": _asins,
    "legal": _legal,
    "appeals": _attempts,
    "reply": _reply,
    "answered_by": _answered_by,
    "evidence": _papers,
    "file": _file,
    "name": _person,
    "store_name": _store,
}
_PLAN: Mapping[str, Callable[[Asked], Read]] = {
    "root_causes": _causes,
    "corrective_actions": _measures("corrective_actions", "Corrective actions"),
    "preventive_measures": _measures("preventive_measures", "Preventive measures"),
}
