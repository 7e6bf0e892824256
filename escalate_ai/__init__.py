"""Turn a seller's case into an escalation letter that has passed every check, or into the reasons why none is to be written now.

The public names, in the order data flows. Each is loaded when it is first used, so that importing the package costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from escalate_ai.case.case import Case
    from escalate_ai.case.facts import PlanOfAction
    from escalate_ai.checking import check
    from escalate_ai.errors import (
        BatchError,
        BudgetExceeded,
        CaseError,
        DraftError,
        EscalateError,
        InputError,
        ModelError,
        ModelRefused,
        ModelRejected,
        ModelUnavailable,
        NotReady,
        PolicyError,
        PromptError,
        ReplyTruncated,
        TemplateNotFound,
        VariablesMismatch,
    )
    from escalate_ai.escalator import AsyncEscalator, Escalator
    from escalate_ai.extract.caseyaml import case_yaml
    from escalate_ai.extract.found import Extraction
    from escalate_ai.findings import Finding, Report
    from escalate_ai.ladder import Readiness, readiness
    from escalate_ai.letter import Letter
    from escalate_ai.llm.ask import Ask, AsyncModel, Model, Reply, Usage
    from escalate_ai.llm.scripted import AsyncScriptedModel, ScriptedModel
    from escalate_ai.outcome import Outcome
    from escalate_ai.policy import Policy
    from escalate_ai.review.reviewed import Review
    from escalate_ai.rules.catalogue import CATALOGUE
    from escalate_ai.rules.rule import Rule
    from escalate_ai.submission.bundle import Submission

_HOME = {
    "case.case": ("Case",),
    "case.facts": ("PlanOfAction",),
    "policy": ("Policy",),
    "ladder": ("Readiness", "readiness"),
    "letter": ("Letter",),
    "findings": ("Finding", "Report"),
    "rules.rule": ("Rule",),
    "rules.catalogue": ("CATALOGUE",),
    "checking": ("check",),
    "review.reviewed": ("Review",),
    "extract.found": ("Extraction",),
    "extract.caseyaml": ("case_yaml",),
    "escalator": ("Escalator", "AsyncEscalator"),
    "outcome": ("Outcome",),
    "submission.bundle": ("Submission",),
    "llm.ask": ("Ask", "Reply", "Usage", "Model", "AsyncModel"),
    "llm.scripted": ("ScriptedModel", "AsyncScriptedModel"),
    "errors": (
        *("EscalateError", "InputError", "CaseError", "DraftError", "PolicyError"),
        *("PromptError", "TemplateNotFound", "VariablesMismatch", "BudgetExceeded"),
        *("ModelError", "ModelUnavailable", "ModelRejected", "ModelRefused", "ReplyTruncated"),
        *("NotReady", "BatchError"),
    ),
}
_MODULE_OF = {name: f"{__name__}.{module}" for module, names in _HOME.items() for name in names}

__all__ = [  # noqa: RUF022  in flow order
    "Case",
    "PlanOfAction",
    "Policy",
    "Readiness",
    "readiness",
    "Letter",
    "Finding",
    "Report",
    "Rule",
    "CATALOGUE",
    "check",
    "Review",
    "Extraction",
    "case_yaml",
    "Escalator",
    "AsyncEscalator",
    "Outcome",
    "Submission",
    "Ask",
    "Reply",
    "Usage",
    "Model",
    "AsyncModel",
    "ScriptedModel",
    "AsyncScriptedModel",
    "EscalateError",
    "InputError",
    "CaseError",
    "DraftError",
    "PolicyError",
    "PromptError",
    "TemplateNotFound",
    "VariablesMismatch",
    "BudgetExceeded",
    "ModelError",
    "ModelUnavailable",
    "ModelRejected",
    "ModelRefused",
    "ReplyTruncated",
    "NotReady",
    "BatchError",
]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Load a public name from the module it lives in, once."""
    module = _MODULE_OF.get(name)
    if module is None:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    value = getattr(import_module(module), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names before they are loaded, for completion in notebooks."""
    return sorted(__all__)
