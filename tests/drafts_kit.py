"""Drafts with the structure a person expects of them: reading both, and counting what was found and what of it was right."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from escalate_ai.extract import Extraction, Value, extract_texts
from escalate_ai.policy import default_policy
from escalate_ai.reading.documents import plain_document

COUNTED = ("date", "identifier", "count", "percent", "money", "duration")
GROUPS = ("root_causes", "corrective_actions", "preventive_measures")


@dataclass
class Score:
    """Figures of one or many drafts, and what was missed, in words."""

    counts: Counter[str] = field(default_factory=Counter[str])
    misses: list[str] = field(default_factory=list[str])

    def share(self, part: str, whole: str) -> float:
        """Give a share, 1 where there was nothing to find."""
        return self.counts[part] / self.counts[whole] if self.counts[whole] else 1.0

    @property
    def line(self) -> str:
        """One line for people."""
        shares = (
            ("facts found", "facts_found", "facts"),
            ("facts right", "facts_right", "facts_given"),
            ("values found", "values_found", "values"),
            ("kinds", "kinds_right", "kinds"),
            ("sections", "sections_right", "sections"),
            ("items found", "items_found", "items"),
            ("items right", "items_right", "items_given"),
            ("status", "status_right", "items_matched"),
            ("dates", "dates_right", "items_matched"),
        )
        return ", ".join(f"{name} {self.share(part, whole):.3f}" for name, part, whole in shares)


def expected_of(path: Path) -> dict[str, Any]:
    """Give the structure that stands beside a draft."""
    return dict(json.loads(path.with_suffix(".json").read_text(encoding="utf-8")))


def extracted(path: Path) -> Extraction:
    """Give what is found in a draft of plain text."""
    return extract_texts([(path.name, plain_document(path.read_text(encoding="utf-8"), path.name))], default_policy())


def score_into(score: Score, name: str, expected: dict[str, Any], found: Extraction) -> None:
    """Count one draft."""
    values = {value.path: value for value in found.values}
    score.counts["kinds"] += 1
    score.counts["kinds_right"] += _tell(score, name, "kind", expected["kind"], found.kind)
    for path, wanted in expected.get("case", {}).items():
        score.counts["values"] += 1
        told = values[path].value if path in values else None
        score.counts["values_found"] += _tell(score, name, path, str(wanted).casefold(), str(told).casefold())
    if "plan" in expected:
        _score_plan(score, name, expected["plan"], values)
    if "facts" in expected:
        _score_facts(score, name, expected["facts"], found)


def _tell(score: Score, name: str, what: str, wanted: object, told: object) -> bool:
    if wanted != told:
        score.misses.append(f"{name} {what}: wanted {wanted!r}, got {told!r}")
    return wanted == told


def _score_facts(score: Score, name: str, wanted: list[str], found: Extraction) -> None:
    given = Counter(f"{fact.kind} {fact.value}" for fact in found.facts if fact.kind in COUNTED)
    due = Counter(wanted)
    hit = sum((min(given[key], 1) for key in due), 0)
    score.counts["facts"] += len(due)
    score.counts["facts_found"] += hit
    score.counts["facts_given"] += len(given)
    score.counts["facts_right"] += sum(1 for key in given if key in due)
    score.misses += [f"{name} fact missed: {key}" for key in due if key not in given]
    score.misses += [f"{name} fact not expected: {key}" for key in given if key not in due]


def _score_plan(score: Score, name: str, plan: dict[str, list[Any]], values: dict[str, Value]) -> None:
    for group in GROUPS:
        wanted = [_entry(entry) for entry in plan[group]]
        items = _items(group, values)
        score.counts["sections"] += 1
        score.counts["sections_right"] += _tell(score, name, f"{group} there", bool(wanted), bool(items))
        score.counts["items"] += len(wanted)
        score.counts["items_given"] += len(items)
        used: set[str] = set()
        for words, status, day in wanted:
            path = next((path for path, text in items.items() if words.casefold() in text.casefold() and path not in used), None)
            if path is None:
                score.misses.append(f"{name} {group} missed: {words}")
                continue
            used.add(path)
            score.counts["items_found"] += 1
            if group != GROUPS[0]:
                _score_measure(score, f"{name} {words!r}", path, (status, day), values)
        score.counts["items_right"] += len(used)
        score.misses += [f"{name} {group} not expected: {text[:80]}" for path, text in items.items() if path not in used]


def _entry(entry: Any) -> tuple[str, str, str | None]:
    """Give an item as words, status and day; a cause is its words alone."""
    words, status, day = (entry, "unknown", None) if isinstance(entry, str) else entry
    return words, status, day


def _items(group: str, values: dict[str, Value]) -> dict[str, str]:
    """Give the items of a group by path, each with all its words."""
    items: dict[str, str] = {}
    for path, value in values.items():
        stem, _, name = path.rpartition(".")
        if stem.startswith(f"poa.{group}[") and name in {"statement", "how", "result"}:
            items[stem] = f"{items.get(stem, '')} {value.value}".strip()
    return items


def _score_measure(score: Score, name: str, path: str, wanted: tuple[str, str | None], values: dict[str, Value]) -> None:
    status = values.get(f"{path}.status")
    day = values.get(f"{path}.completed_on") or values.get(f"{path}.in_effect_since")
    score.counts["items_matched"] += 1
    score.counts["status_right"] += _tell(score, name, "status", wanted[0], str(status.value) if status else "unknown")
    score.counts["dates_right"] += _tell(score, name, "day", wanted[1], day.value if day else None)
