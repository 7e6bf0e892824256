"""`rules`, `explain` and `schema`: what the library judges by, and the shapes of its data. In: a code or a name. Out: text or JSON."""

from __future__ import annotations

from collections.abc import Callable

import click
from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaValue

from escalate_ai.case.schema import schema_of_case
from escalate_ai.cli import show_rules
from escalate_ai.cli.answer import Answer, Exit, as_json, as_text
from escalate_ai.cli.options import debug_option, format_option
from escalate_ai.findings import Report
from escalate_ai.ladder import Readiness
from escalate_ai.letter import Letter
from escalate_ai.outcome import Outcome
from escalate_ai.policy import Policy
from escalate_ai.rules.catalogue import CATALOGUE, rule_of

WRITTEN: dict[str, type[BaseModel]] = {"letter": Letter, "outcome": Outcome, "report": Report, "readiness": Readiness}
READ: dict[str, Callable[[], JsonSchemaValue]] = {"case": schema_of_case, "policy": Policy.model_json_schema}


@click.command()
@format_option()
@debug_option
def rules(*, form: str) -> Answer:
    """List every rule.

    Its code, its name, how severe it is and what it reads.
    """
    if form == "json":
        return Answer(Exit.DONE, as_json({"rules": [show_rules.as_data(rule) for rule in CATALOGUE]}))
    return Answer(Exit.DONE, as_text(lambda width: show_rules.table(CATALOGUE, width)))


@click.command()
@click.argument("code", metavar="CODE")
@format_option()
@debug_option
def explain(*, code: str, form: str) -> Answer:
    """Tell what one rule asks for, and why.

    With what breaks it and what keeps it.
    """
    rule = rule_of(code)
    return Answer(Exit.DONE, as_json(show_rules.as_data(rule)) if form == "json" else as_text(lambda width: show_rules.page(rule, width)))


@click.command()
@click.argument("name", metavar="NAME", type=click.Choice(sorted(READ | WRITTEN)))
@format_option()
@debug_option
def schema(*, name: str, form: str) -> Answer:
    """Print a JSON Schema.

    Of case, letter, outcome, policy, readiness or report.
    """
    del form  # a schema is JSON in either form
    if name in READ:
        return Answer(Exit.DONE, as_json(READ[name]()))
    return Answer(Exit.DONE, as_json(WRITTEN[name].model_json_schema(mode="serialization")))
