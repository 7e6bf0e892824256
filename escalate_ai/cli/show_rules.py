"""Rules as rows and as JSON. In: rules of the catalogue. Out: rows, or plain data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from pydantic import JsonValue

from escalate_ai.cli.answer import plain
from escalate_ai.cli.show_findings import STYLES
from escalate_ai.rules.rule import EVERYWHERE, Example, Rule
from escalate_ai.terminal import BLANK, Ink, Row, prose


def table(rules: Iterable[Rule], width: int) -> Iterator[Row]:
    """Give one row a rule, a heading a family."""
    family = ""
    for rule in rules:
        if rule.code[:2] != family:
            yield from (BLANK,) if family else ()
            family = rule.code[:2]
        severities = "/".join(severity.value for severity in rule.severities)
        reads = ", ".join(target.value for target in rule.targets)
        yield (
            Ink(f"{rule.code}  ", "bold"),
            Ink(f"{rule.name:<30} "),
            Ink(f"{severities:<15} ", STYLES[rule.severities[0]]),
            Ink(reads, "dim"),
        )
    yield BLANK
    yield from prose("escalate-ai explain CODE tells why, with what breaks a rule and what keeps it", width, style="dim")


def page(rule: Rule, width: int) -> Iterator[Row]:
    """Give everything about one rule."""
    yield (Ink(f"{rule.code} {rule.name}", "bold"),)
    severities = " or ".join(severity.value for severity in rule.severities)
    yield from prose(f"{severities}; reads the {', '.join(target.value for target in rule.targets)}", width, style="dim")
    for title, text in (("do", rule.guidance), ("why", rule.why), ("mend", rule.repair), ("rests on", rule.source)):
        yield BLANK
        yield (Ink(title, "bold"),)
        yield from prose(text, width, indent="  ")
    yield from _examples("breaks it", rule.bad, "red", width)
    yield from _examples("keeps it", rule.good, "green", width)
    yield from _silences(rule, width)


def as_data(rule: Rule) -> dict[str, JsonValue]:
    """Give a rule as JSON: everything a reader can use, without the code that checks."""
    applies = rule.applies
    spoken: dict[str, JsonValue] = {
        "rungs": _values(applies.rungs),
        "kinds": _values(applies.kinds),
        "stances": _values(applies.stances),
        "asks": _values(applies.asks),
    }
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severities[0].value,
        "severities": [severity.value for severity in rule.severities],
        "targets": [target.value for target in rule.targets],
        "guidance": rule.guidance,
        "why": rule.why,
        "source": rule.source,
        "repair": rule.repair,
        "bad": [_example(example) for example in rule.bad],
        "good": [_example(example) for example in rule.good],
        "applies": spoken,
        "needs_case": rule.needs_case,
        "after": [*rule.after],
    }


def _values(members: Iterable[StrEnum]) -> list[JsonValue]:
    return [*sorted(member.value for member in members)]


def _example(example: Example) -> JsonValue:
    case: dict[str, JsonValue] = {key: plain(value) for key, value in example.case.items()}
    rung = example.rung.value if example.rung else None
    bundle = {key: plain(value) for key, value in example.bundle.items()}
    others: list[JsonValue] = [*example.others]
    return {
        "part": example.part,
        "text": example.text,
        "case": case,
        "bundle": bundle,
        "others": others,
        "target": example.target.value,
        "rung": rung,
    }


def _examples(title: str, examples: Iterable[Example], style: str, width: int) -> Iterator[Row]:
    for place, example in enumerate(examples):
        if place == 0:
            yield BLANK
            yield (Ink(title, "bold"),)
        laid = (("case", example.case), ("bundle", example.bundle), ("beside it", dict(enumerate(example.others, start=1))))
        said = example.text or (
            "(the part is missing)" if example.part else "" if any(keys for _, keys in laid) else "(the specimen as it stands)"
        )
        where = f"{example.part}: " if example.part else ""
        changed = "".join(f" [{name}: {_keys(keys)}]" for name, keys in laid if keys)
        yield from prose((where + said + changed).strip(), width, indent="  ", lead="- ", style=style)


def _keys(keys: Mapping[str, object] | Mapping[int, object]) -> str:
    return "; ".join(f"{key} = {json.dumps(plain(value), ensure_ascii=False)}" for key, value in keys.items())


def _silences(rule: Rule, width: int) -> Iterator[Row]:
    applies, every = rule.applies, EVERYWHERE
    sides = (
        ("rungs", applies.rungs, every.rungs),
        ("requests", applies.kinds, every.kinds),
        ("stances", applies.stances, every.stances),
        ("askings", applies.asks, every.asks),
    )
    said = [f"{name}: {', '.join(sorted(value.value for value in spoken))}" for name, spoken, all_of in sides if spoken != all_of]
    if said:
        yield BLANK
        yield (Ink("speaks only for", "bold"),)
        for line in said:
            yield from prose(line, width, indent="  ")
