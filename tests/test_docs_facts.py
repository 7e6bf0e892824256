"""What the pages list is held against what the code has: nothing is left out, and nothing is told that is not there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import jinja2
import jinja2.meta
import pytest
from docs_kit import DOCS, PAGES, ROOT, first_cells, rows, sections

from escalate_ai import CATALOGUE, Case, Outcome
from escalate_ai.case.schema import schema_of_case
from escalate_ai.ladder import brief_of
from escalate_ai.ladder.rows import ROWS
from escalate_ai.prompt_facts import Facts, Variable

CASE_SECTIONS = {
    "The case": "",
    "Seller": "Seller",
    "Contact": "Contact",
    "Enforcement": "Enforcement",
    "Incident": "Incident",
    "Offender": "Offender",
    "Incident item": "IncidentItem",
    "Request": "Request",
    "Plan of Action": "PlanOfAction",
    "Cause": "Cause",
    "Measure": "Measure",
    "Ground": "Ground",
    "Attempt": "Attempt",
    "Reply": "Reply",
    "Call": "Call",
    "Evidence": "Evidence",
    "Asked for": "AskedFor",
    "Period": "Period",
    "Source text": "SourceText",
}
OUTCOME_SECTIONS = {
    "The whole": "",
    "Readiness": "Readiness",
    "Override": "Override",
    "Recipient": "Recipient",
    "Letter": "Letter",
    "Letter highlight": "LetterHighlight",
    "Report": "Report",
    "Finding": "Finding",
    "Allowed": "Allowed",
    "Grounded": "Grounded",
    "Draft review": "DraftReview",
    "Unused fact": "UnusedFact",
    "Round": "Round",
    "Round usage": "RoundUsage",
    "Total usage": "TotalUsage",
}
SAME_AS = {"Notice": "SourceText"}
"""Parts of the schema that a page describes under another's heading, because they have the same keys."""


def _page(name: str) -> dict[str, str]:
    return sections((DOCS / name).read_text("utf-8"))


def _objects(schema: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {"": schema} | {name: part for name, part in schema["$defs"].items() if "properties" in part}


def _bold(section: str) -> set[str]:
    return {word for row in rows(section) for word in re.findall(r"\*\*`([^`]+)`\*\*", row[0])}


@pytest.fixture(scope="module")
def outcome_schema() -> dict[str, Any]:
    """Give the JSON Schema of what `rewrite` prints."""
    schema: dict[str, Any] = Outcome.model_json_schema(mode="serialization")
    return schema


@pytest.mark.parametrize(("heading", "name"), CASE_SECTIONS.items())
def test_case_page_names_every_key_of_the_schema_and_no_other(heading: str, name: str) -> None:
    """Each table of the case page lists the keys of its part of the schema, in its order, the required ones in bold."""
    part = _objects(schema_of_case())[name]
    section = _page("case.md")[heading]
    assert first_cells(section) == list(part["properties"])
    assert _bold(section) == set(part.get("required", ()))


def test_case_page_leaves_out_no_part_of_the_schema() -> None:
    """Every object of the case schema has its table, or shares that of one with the same keys."""
    objects = _objects(schema_of_case())
    assert set(objects) == set(CASE_SECTIONS.values()) | set(SAME_AS)
    assert all(set(objects[name]["properties"]) == set(objects[twin]["properties"]) for name, twin in SAME_AS.items())


@pytest.mark.parametrize(("heading", "name"), OUTCOME_SECTIONS.items())
def test_outcome_page_names_every_key_of_the_schema_and_no_other(heading: str, name: str, outcome_schema: dict[str, Any]) -> None:
    """Each table of the outcome page lists the keys of its part of the schema, in its order."""
    assert first_cells(_page("outcome.md")[heading]) == list(_objects(outcome_schema)[name]["properties"])


def test_outcome_page_leaves_out_no_part_of_the_schema(outcome_schema: dict[str, Any]) -> None:
    """Every object of the outcome schema has its table."""
    assert set(_objects(outcome_schema)) == set(OUTCOME_SECTIONS.values())


def _policy() -> dict[str, Any]:
    return tomllib.loads((ROOT / "escalate_ai" / "policy.toml").read_text("utf-8"))


def _keys_of(table: dict[str, Any] | list[dict[str, Any]]) -> list[str]:
    """Give the keys of a table, of the entries of a list of tables, or of the entries of a table of tables."""
    if isinstance(table, list):
        return list(dict.fromkeys(key for entry in table for key in entry))
    inner: list[Any] = list(table.values())
    return list(inner[0]) if all(isinstance(entry, dict) for entry in inner) else list(table)


@pytest.mark.parametrize("name", [name for name, value in _policy().items() if name not in {"verified_on", "allow"} and value])
def test_policy_page_names_every_key_of_the_table_and_no_other(name: str) -> None:
    """Each table of policy.toml stands on the policy page with all its keys; `address` is the one key that the file leaves open."""
    assert set(first_cells(_page("policy.md")[name])) - {"address"} == set(_keys_of(_policy()[name]))


def test_policy_page_names_every_table_and_every_marketplace() -> None:
    """The policy page has a heading for each table, and names every marketplace and every request that channels decide on."""
    page = (DOCS / "policy.md").read_text("utf-8")
    policy = _policy()
    assert set(policy) - {"verified_on"} <= set(sections(page))
    words = ["verified_on", *policy["marketplaces"], *policy["channels"]["deciding"]]
    assert not [word for word in words if f"`{word}`" not in page]


@pytest.fixture(scope="module", params=["examples/northwind", "examples/ember-counterfeit"])
def letter_variables(request: pytest.FixtureRequest) -> dict[str, Variable]:
    """Give what `letter.j2` is rendered with, for a reinstatement and for a report."""
    case = Case.load(ROOT / str(request.param))
    return Facts(brief_of(case, case.newest_day[0])).variables()


def test_templates_page_names_every_variable_of_the_letter_and_no_other(letter_variables: dict[str, Variable]) -> None:
    """The page lists exactly what the facts of a brief, the rules and the draft give to letter.j2."""
    listed = first_cells(_page("templates.md")["Variables of `letter.j2"])
    assert set(listed) == set(letter_variables) | {"rules", "draft"}
    assert len(listed) == len(set(listed))


def test_templates_page_names_every_part_of_a_variable(letter_variables: dict[str, Variable]) -> None:
    """Where a variable is a table or a list of tables, its row names the keys."""
    told = {row[0].strip("`"): row[1] for row in rows(_page("templates.md")["Variables of `letter.j2"])}
    for name, value in letter_variables.items():
        inner = next(iter(value), None) if isinstance(value, list) else value
        keys = list(inner) if isinstance(inner, dict) else []
        assert not [key for key in keys if f"`{key}`" not in told[name]], name


def _asked_for(template: Path) -> set[str]:
    return jinja2.meta.find_undeclared_variables(jinja2.Environment(autoescape=True).parse(template.read_text("utf-8")))


def test_templates_ask_for_nothing_that_the_pages_do_not_name() -> None:
    """Every variable in a template of the model's stands on the templates page, every one of a phrase bank in the README of the prompts."""
    page, readme = (DOCS / "templates.md").read_text("utf-8"), (ROOT / "prompts" / "README.md").read_text("utf-8")
    composer = ROOT / "prompts" / "composer"
    shared = set(re.findall(r"^(\w+) = ", (composer / "words.j2").read_text("utf-8"), re.MULTILINE))
    for template in (ROOT / "prompts").rglob("*.j2"):
        text, known = (readme, shared) if template.parent == composer else (page, set[str]())
        assert not [name for name in _asked_for(template) - known if f"`{name}`" not in text], template.name


def test_prompts_readme_names_every_template_and_no_other() -> None:
    """The README of the prompts lists the templates there are, and the phrase banks there are."""
    parts = sections((ROOT / "prompts" / "README.md").read_text("utf-8"))
    model = {path.name for path in (ROOT / "prompts").glob("*.j2")}
    assert set(first_cells(parts["For a model"])) == model
    composer = parts["For the embedded composer"]
    banks = [row[0].strip("`") for row in rows(composer.partition("Every bank but")[0])]
    assert sorted(banks) == sorted(path.stem for path in (ROOT / "prompts" / "composer").glob("*.j2"))


def test_ladder_page_has_the_nine_rows_in_order() -> None:
    """The table of the ladder has a row for each of the code's, in its order, with the same word on whether a letter is due."""
    told = [(int(row[0]), row[3].startswith("**yes**")) for row in rows(_page("ladder.md")["The ladder"])]
    assert told == [(row.number, row.ready) for row in ROWS]


def test_design_page_names_only_rooms_that_exist() -> None:
    """Every path of the package that the design page names is there."""
    named = re.findall(r"`(escalate_ai/[\w./]+)`", (DOCS / "design.md").read_text("utf-8"))
    assert len(named) > 10
    assert not [path for path in named if not (ROOT / path).exists() and not (ROOT / f"{path}.py").exists()]


def test_every_page_stands_in_the_table_of_contents() -> None:
    """The index lists each page once, and none that does not exist."""
    toc = re.search(r"```\{toctree\}\n(.*?)```", (DOCS / "index.md").read_text("utf-8"), re.DOTALL)
    assert toc
    listed = [line for line in toc[1].split() if not line.startswith(":") and line != "2"]
    assert sorted(listed) == sorted({path.stem for path in DOCS.glob("*.md")} - {"index"} | {"rules"})


def test_pages_name_no_rule_that_does_not_exist() -> None:
    """Every rule code on a page people wrote is in the catalogue."""
    named = {code for page in PAGES for code in re.findall(r"\b(?:FM|TN|CT|PL|GR|RD|SB)\d{3}\b", page.read_text("utf-8"))}
    assert named
    assert not named - {rule.code for rule in CATALOGUE}
