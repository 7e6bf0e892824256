"""The JSON Schema of a case file. In: nothing. Out: a schema that editors and other tools can hold a case.yaml or case.json against."""

from __future__ import annotations

from copy import deepcopy
from functools import cache

from pydantic.json_schema import JsonSchemaValue

from escalate_ai.case.case import Case


def schema_of_case() -> JsonSchemaValue:
    """Give the JSON Schema of a case file as people write it: file names where files may stand, and `reply` for a single reply.

    It cannot say what ties the parts together (references, ids, the level that fits a request): `Case.load` does.
    """
    return deepcopy(_schema())


@cache
def _schema() -> JsonSchemaValue:
    schema = Case.model_json_schema()
    attempt = schema["$defs"]["Attempt"]
    attempt["properties"]["reply"] = {
        "anyOf": [{"$ref": "#/$defs/Reply"}, {"type": "null"}],
        "default": None,
        "description": "One reply, instead of a list of them.",
    }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "An escalation case"}
