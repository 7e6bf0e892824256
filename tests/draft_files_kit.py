"""Draft files of every format with what is to be found beside them (`NAME.expected.json`): reading, matching and counting."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from escalate_ai.errors import DraftError
from escalate_ai.extract import Extraction, Fact, extract_texts
from escalate_ai.policy import default_policy
from escalate_ai.reading.document import Document
from escalate_ai.reading.documents import read_document

TAIL = ".expected.json"
COUNTED = frozenset({"identifier", "date", "count", "percent", "money", "duration"})
SHARES = (
    ("facts found", "facts_found", "facts"),
    ("facts right", "facts_right", "facts_given"),
    ("sections", "items_found", "items"),
    ("measures given that match", "measures_found", "measures_given"),
    ("status", "status_right", "statuses"),
    ("days", "days_right", "days"),
    ("kinds", "kinds_right", "kinds"),
    ("values", "values_right", "values"),
    ("whose words", "whose_right", "whose"),
)
WHOSE = {"notice": "amazon", "reply": "amazon", "complaint": "other"}
Key = tuple[str, str]


@dataclass
class Score:
    """Figures of one or many drafts, and what was missed, in words."""

    counts: Counter[str] = field(default_factory=Counter[str])
    misses: list[str] = field(default_factory=list[str])

    def share(self, label: str) -> float:
        """Give a share by its label, 1 where there was nothing to count."""
        part, whole = next((part, whole) for name, part, whole in SHARES if name == label)
        return self.counts[part] / self.counts[whole] if self.counts[whole] else 1.0

    @property
    def line(self) -> str:
        """All shares for people, as one line without a word of any draft."""
        return ", ".join(f"{name} {self.share(name):.3f} ({self.counts[part]}/{self.counts[whole]})" for name, part, whole in SHARES)

    @property
    def parts(self) -> str:
        """Items found by section and by format, as one line without a word of any draft."""
        names = sorted(name.removeprefix("items of ") for name in self.counts if name.startswith("items of "))
        return ", ".join(f"{name} {self.counts[f'found of {name}']}/{self.counts[f'items of {name}']}" for name in names)

    def tell(self, part: str, whole: str, right: bool, miss: str) -> bool:
        """Count one thing, and keep what was missed."""
        self.counts[whole] += 1
        self.counts[part] += right
        if not right:
            self.misses.append(miss)
        return right


def drafts_in(folder: Path) -> list[Path]:
    """Give the drafts of a folder that have a structure beside them, by name."""
    return [path.with_name(path.name.removesuffix(TAIL)) for path in sorted(folder.glob(f"*{TAIL}"))]


def scored(folder: Path) -> Score:
    """Read every draft of a folder and count."""
    score = Score()
    for path in drafts_in(folder):
        expected = dict(json.loads(path.with_name(path.name + TAIL).read_text(encoding="utf-8")))
        _score_file(score, path, expected)
    return score


def unsaid(path: Path) -> list[str]:
    """Give the expected words and identifiers that do not stand in a draft: faults of the expectation, or words its format lost."""
    expected = json.loads(path.with_name(path.name + TAIL).read_text(encoding="utf-8"))
    whole = _flat(read_document(path.read_bytes(), path.name).text)
    words = [item["words"] for group in expected.get("plan", {}).values() for item in group]
    words += [fact["value"] for fact in expected["facts"] if fact["kind"] == "identifier"]
    return [told for told in words if _flat(told) not in whole]


def key(kind: str, value: object) -> Key:
    """Give a fact in one writing, so that 1157 and 1157.00, hour and hours, b0... and B0... are the same."""
    text = re.sub(r"\s+", " ", str(value)).strip()
    number = re.search(r"-?\d[\d,]*(?:\.\d+)?", text)
    if number is None or kind in {"identifier", "date"}:
        return kind, text.upper()
    amount = format(Decimal(number[0].replace(",", "")).normalize(), "f")
    unit = {"money": text.split()[0].upper(), "duration": text.split()[-1].casefold().rstrip("s")}.get(kind, "")
    return kind, f"{amount} {unit}".strip()


def _score_file(score: Score, path: Path, expected: dict[str, Any]) -> None:
    try:
        document = read_document(path.read_bytes(), path.name)
    except DraftError as error:
        score.tell("kinds_right", "kinds", expected.get("error", "no error") in str(error), f"{path.name}: {error}")
        return
    found = extract_texts([(path.name, document)], default_policy())
    score.tell(
        "kinds_right", "kinds", found.kind.value == expected["kind"], f"{path.name} kind: {found.kind.value}, not {expected['kind']}"
    )
    _score_words(score, path.name, expected, document)
    _score_facts(score, path.name, expected, found)
    _score_values(score, path.name, expected, found)
    _score_plan(score, path.name, expected, found)


def _score_words(score: Score, name: str, expected: dict[str, Any], document: Document) -> None:
    own, whole = _flat(document.own), _flat(document.text)
    for words in expected.get("absent", ()):
        score.tell("whose_right", "whose", _flat(words) not in whole, f"{name} is read but must not be: {words}")
    for words in expected.get("amazons", ()):
        right = _flat(words) in whole and (_flat(words) not in own or expected.get("whose") == "amazon")
        score.tell("whose_right", "whose", right, f"{name} is Amazon's: {words}")


def _score_facts(score: Score, name: str, expected: dict[str, Any], found: Extraction) -> None:
    whose = expected.get("whose", WHOSE.get(expected["kind"], "seller"))
    counted = [fact for fact in found.facts if fact.kind in COUNTED and (fact.whose.value == whose or whose != "seller")]
    given = {key(fact.kind, fact.value): fact for fact in counted}
    due = {key(fact["kind"], fact["value"]) for fact in expected.get("facts", ())}
    either = {key(fact["kind"], fact["value"]) for fact in expected.get("either", ())}
    for wanted in sorted(due, key=str):
        score.tell("facts_found", "facts", wanted in given, f"{name} fact missed: {wanted[0]} {wanted[1]}")
    if whose != "seller" and counted:
        others = {fact.whose.value for fact in counted if key(fact.kind, fact.value) in due} - {whose}
        score.tell("whose_right", "whose", not others, f"{name} facts are the {whose}'s, not {sorted(others)}")
    if not expected.get("complete"):
        return
    for told, fact in given.items():
        if told in due or not (told in either or _neutral(fact)):
            score.tell("facts_right", "facts_given", told in due, f"{name} fact not in the text: {fact.kind} {fact.value} ({fact.text!r})")


def _neutral(fact: Fact) -> bool:
    """Tell what is neither asked for nor counted as wrong: parts of dates and a count of one."""
    return (fact.kind == "date" and not re.fullmatch(r"\d{4}-\d\d-\d\d", str(fact.value))) or (
        fact.kind == "count" and str(fact.value) == "1"
    )


def _score_values(score: Score, name: str, expected: dict[str, Any], found: Extraction) -> None:
    values = {value.path: value.value for value in found.values}
    for path, wanted in expected.get("values", {}).items():
        score.tell("values_right", "values", values.get(path) == wanted, f"{name} {path}: {values.get(path)!r}, not {wanted!r}")


def _score_plan(score: Score, name: str, expected: dict[str, Any], found: Extraction) -> None:
    values = {value.path: value.value for value in found.values}
    for group, wanted in expected.get("plan", {}).items():
        items = dict(_items(group, found))
        used: set[str] = set()
        for entry in wanted:
            stem = next((stem for stem, words in items.items() if stem not in used and _flat(entry["words"]) in words), None)
            for part in (group, Path(name).suffix):
                score.counts[f"items of {part}"] += 1
                score.counts[f"found of {part}"] += stem is not None
            if score.tell("items_found", "items", stem is not None, f"{name} {group} missed: {entry['words']}") and stem:
                used.add(stem)
                if "status" in entry:
                    _score_measure(score, f"{name} {entry['words']!r}", entry, stem, values)
        if group != "root_causes" and expected.get("complete"):
            for stem, words in items.items():
                score.tell("measures_found", "measures_given", stem in used, f"{name} {group} beyond the expected: {words[:90]}")


def _items(group: str, found: Extraction) -> Iterator[tuple[str, str]]:
    """Give the items of a group by path, each with its statement, the words it rests on, how and result."""
    stems = dict.fromkeys(value.path.rpartition(".")[0] for value in found.values if value.path.startswith(f"poa.{group}["))
    for stem in stems:
        told = [value for value in found.values if value.path in {f"{stem}.statement", f"{stem}.how", f"{stem}.result"}]
        yield stem, " ".join(_flat(f"{value.value} {value.quote}") for value in told)


def _score_measure(score: Score, label: str, entry: dict[str, Any], stem: str, values: dict[str, Any]) -> None:
    status = str(values.get(f"{stem}.status", "unknown"))
    score.tell(
        "status_right", "statuses", status in {entry["status"], *entry.get("or", ())}, f"{label} status: {status}, not {entry['status']}"
    )
    day = values.get(f"{stem}.completed_on") or values.get(f"{stem}.in_effect_since")
    score.tell("days_right", "days", day == entry["dated"], f"{label} day: {day}, not {entry['dated']}")


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().casefold()
