"""The specimen's bundle. In: an `Example` of a submission rule. Out: what a bundle of the specimen case shows to the rules.

Every document has a small PDF of its own, unless the example says otherwise. Opens no file: places, sizes and marks are made up.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeGuard

from escalate_ai.policy import Policy
from escalate_ai.reading.intact import Unfit
from escalate_ai.reading.marks import Marks
from escalate_ai.rules.reading import Marked, SubmissionReading
from escalate_ai.rules.rule import Example
from escalate_ai.rules.specimen import specimen_case


def specimen_bundle(example: Example, policy: Policy, *, letter_passed: bool = True) -> SubmissionReading:
    """Give the specimen case's bundle with the example's changes laid over it."""
    case = specimen_case(example)
    given = example.bundle
    foreign = {ident: str(place) for ident, place in _table(given.get("foreign")).items()}
    gone = {str(case.evidence[int(key.split(".")[1])].id) for key in example.case if key.startswith("evidence.") and key.endswith(".file")}
    idents = [str(item.id) for item in case.evidence]
    files = {ident: Path(f"evidence/{ident}.pdf") for ident in idents if ident not in gone and ident not in foreign}
    sizes = dict.fromkeys(idents, 1_000)
    return SubmissionReading(
        case,
        policy,
        letter_passed,
        cited=case.evidence,
        files=files | {ident: Path(str(path)) for ident, path in _table(given.get("files")).items()},
        sizes=sizes | {ident: int(str(size)) for ident, size in _table(given.get("sizes")).items()},
        plan_file=str(given["plan_file"]) if "plan_file" in given else None,
        plan_size=int(str(given.get("plan_size", 0))),
        foreign=foreign,
        desks=_lines(given.get("desks")),
        addresses=_lines(given.get("addresses")),
        marked=tuple(Marked("poa.file", name, _marks(_table(marks))) for name, marks in _table(given.get("marked")).items()),
        unfit={ident: Unfit(str(why), certain=True) for ident, why in _table(given.get("unfit")).items()},
    )


def _marks(given: dict[str, object]) -> Marks:
    counts = {key: int(str(given.get(key, 0))) for key in ("tracked", "comments", "hidden")}
    return Marks(counts["tracked"], counts["comments"], counts["hidden"], _lines(given.get("authors")))


def _is_table(value: object) -> TypeGuard[dict[str, object]]:
    return isinstance(value, dict)


def _is_list(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list)


def _table(value: object) -> dict[str, object]:
    return value if _is_table(value) else {}


def _lines(value: object) -> tuple[str, ...]:
    return tuple(str(entry) for entry in value) if _is_list(value) else ()
