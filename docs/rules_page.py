"""The rules page, made from the catalogue by `make rules` and with the docs; a test says when it is stale. In: rules. Out: Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from escalate_ai.rules.catalogue import CATALOGUE
from escalate_ai.rules.rule import Rule

FAMILIES = {
    "FM": "Form",
    "TN": "Tone",
    "CT": "Content of the letter",
    "PL": "Plan of Action",
    "GR": "Grounding",
    "RD": "Readiness",
    "SB": "Submission",
}


def page(rules: Iterable[Rule]) -> str:
    """Give the page: a heading a family, an entry a rule."""
    return "\n".join(_lines(rules)) + "\n"


def _lines(rules: Iterable[Rule]) -> Iterator[str]:
    yield "# Rules"
    yield ""
    yield "`escalate-ai explain CODE` says the same with the examples that break and keep a rule."
    family = ""
    for rule in rules:
        if rule.code[:2] != family:
            family = rule.code[:2]
            yield f"\n## {FAMILIES[family]}"
        severities = " or ".join(severity.value for severity in rule.severities)
        targets = ", ".join(target.value for target in rule.targets)
        yield f"\n### {rule.code} {rule.name}\n"
        yield f"{severities}; reads the {targets}\n"
        yield f"{_escaped(rule.guidance)}\n"
        yield f"*Why:* {_escaped(rule.why)}\n"
        yield f"*To mend:* {_escaped(rule.repair)}"


def _escaped(text: str) -> str:
    return "".join(f"\\{mark}" if mark in "\\`*_{}[]<>#|$" else mark for mark in text)


def write(folder: Path) -> None:
    """Write the page below the given folder."""
    (folder / "rules.md").write_text(page(CATALOGUE), encoding="utf-8")


if __name__ == "__main__":
    write(Path(__file__).resolve().parent)
