"""Stage 4 of 7: a Brief -> messages for a writer, inside a token budget, with private data masked.

In: a brief, the templates, what the client drafted, and in later rounds the findings. Out: `Prompt`: messages, the strict schema, and
the way to
bring masked words back. May not touch a model, a file or the network. The rules stand in the prompt by their own `guidance` and `repair`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from escalate_ai.assemble import Slots
from escalate_ai.errors import BudgetExceeded
from escalate_ai.llm.ask import Ask, Message
from escalate_ai.prompt_facts import Facts, Variable, material
from escalate_ai.rules.catalogue import CATALOGUE, rule_of
from escalate_ai.text.masking import mask, unmask

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from escalate_ai.brief import Brief
    from escalate_ai.case.facts import Seller
    from escalate_ai.findings import Finding
    from escalate_ai.templates import Templates

SHORTEST_NAME = 3
"""Characters of a part of a name that is masked on its own: "Al" would mask half a sentence."""
SEPARATOR = "\x1e"
"""Stands between messages while they are masked as one text, so that one value has one code throughout."""

MADE_BY_CODE = ("FM108", "FM116")
"""Rules on what the program supplies or what no writer can see: parts around the slots, letters of other clients."""

DRAFT_FAULTS = 8
"""How many faults of the client's draft the writer is told: the gravest come first, and a list of twenty teaches nothing."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The client's own attempt: its words, and what the rules say of it."""

    text: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Prompt:
    """One conversation so far, in clear; `ask` masks it."""

    messages: tuple[Message, ...]
    schema: Mapping[str, object]
    private: Mapping[str, str]
    """Literal strings that never leave the machine, with the kind their code names."""
    schema_name: str = "letter"
    """What the server is told to call the answer."""

    def ask(self, answer_tokens: int, purpose: str) -> Ask:
        """Give the conversation as it may leave the machine."""
        masked, _ = self._masked()
        messages = tuple(Message(said.role, text) for said, text in zip(self.messages, masked.split(SEPARATOR), strict=True))
        return Ask(messages, self.schema, self.schema_name, answer_tokens, purpose)

    def restored(self, text: str) -> str:
        """Give a text of the writer with the masked words put back."""
        return unmask(text, self._masked()[1])

    def followed_by(self, answer: str, correction: str) -> Prompt:
        """Give the conversation one round on: the writer's answer, and what to mend."""
        return replace(self, messages=(*self.messages, Message("assistant", answer), Message("user", correction)))

    def _masked(self) -> tuple[str, Mapping[str, str]]:
        return mask(SEPARATOR.join(said.content.replace(SEPARATOR, " ") for said in self.messages), self.private)


def first_prompt(brief: Brief, templates: Templates, count: Callable[[str], int], draft: Draft | None = None) -> Prompt:
    """Give the first prompt; a draft that does not fit the budget is shortened, then left out.

    Args:
        brief: The case on its rung, ready to write.
        templates: The packaged templates, or a user's own folder laid over them.
        count: Tokens of a text.
        draft: The client's own attempt, to be replaced.

    Raises:
        BudgetExceeded: Even without the draft the prompt is over the policy's `prompt_tokens`.
        TemplateNotFound, VariablesMismatch: A template is missing, or asks for what it is not given.

    """
    system = templates.render("system.j2", {})
    facts = Facts(brief).variables() | {"rules": list[Variable](guidance_lines(brief))}
    limit = brief.policy.model.prompt_tokens
    needed = 0
    for kept in _shortened(draft):
        letter = templates.render("letter.j2", facts | {"draft": _draft_variables(kept)})
        needed = count(system) + count(letter)
        if needed <= limit:
            return Prompt((Message("system", system), Message("user", letter)), slot_schema(brief), private_strings(brief))
    msg = f"the prompt needs {needed} tokens and the policy allows {limit}: shorten the case's longest texts or raise model.prompt_tokens"
    raise BudgetExceeded(msg)


def repair_text(findings: Iterable[Finding], templates: Templates, unreadable: str = "") -> str:
    """Give the correction for the next round: each finding with its words and its rule's repair line, and nothing else."""
    items: list[Variable] = [
        {"where": found.where, "quote": found.quote or "", "message": found.message, "repair": rule_of(found.rule).repair}
        for found in findings
    ]
    return templates.render("repair.j2", {"findings": items, "unreadable": unreadable})


def guidance_lines(brief: Brief) -> list[dict[str, Variable]]:
    """Give the guidance of every letter rule that speaks here and what the reader does with the offence; each line once."""
    spoken = (
        rule
        for rule in CATALOGUE
        if rule.letter is not None
        and rule.code not in MADE_BY_CODE
        and rule.applies.speaks(brief.rung, brief.case.request.kind, brief.case.stance, brief.case.asks)
    )
    lines = {rule.guidance: rule.why for rule in spoken}
    return [{"guidance": guidance, "why": why} for guidance, why in lines.items()]


def slot_schema(brief: Brief) -> dict[str, object]:
    """Give the strict JSON schema of an answer: one required property per chosen highlight, so that the choice cannot be undone."""
    docs = {name: str(field.description or "") for name, field in Slots.model_fields.items()}
    bullets = {chosen.id: {"type": "string", "description": f"The bullet for {chosen.id}, without a dash."} for chosen in brief.highlights}
    highlights = {
        "type": "object",
        "description": docs["highlights"],
        "properties": bullets,
        "required": list(bullets),
        "additionalProperties": False,
    }
    texts = {name: {"type": "string", "description": docs[name]} for name in ("subject", "opening", "highlights_intro", "closing")}
    properties = {
        **{name: texts[name] for name in ("subject", "opening", "highlights_intro")},
        "highlights": highlights,
        "closing": texts["closing"],
    }
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def private_strings(brief: Brief) -> dict[str, str]:
    """Give the contact's own data, literally, with the kind of code that stands for it: what must not leave whatever sentence holds it."""
    return private_to(brief.case.seller)


def private_to(seller: Seller) -> dict[str, str]:
    """Give the same of a seller, where there is no letter to write."""
    contact = seller.contact
    public = " ".join((seller.store_name, seller.legal_name or "", *seller.known_names))
    return private_words(contact.name, contact.email or "", contact.phone or "", public)


def private_words(name: str, email: str, phone: str, public: str) -> dict[str, str]:
    """Give a person's own data; `public` are names that stay, for a letter has to say them."""
    found = {name: "person", email: "email", phone: "phone"}
    # "Mrs Whitfield" and "Dana checks" name the contact too; what is also the store's name stays
    stays = public.casefold().split()
    parts = (part for part in name.split() if len(part) >= SHORTEST_NAME and part.casefold() not in stays)
    return {text: kind for text, kind in {**dict.fromkeys(parts, "person"), **found}.items() if text}


class Unreadable(ValueError):
    """An answer that is not what was asked for; the message says why, to the writer."""


def slots_from(answer: str, brief: Brief) -> Slots:
    """Read a writer's answer, in clear, into slots.

    Raises:
        Unreadable: It is no JSON object with every field as text.

    """
    data = json_object(answer)
    wanted = [chosen.id for chosen in brief.highlights]
    given = data.get("highlights")
    bullets = cast("dict[str, object]", given) if isinstance(given, dict) else {}
    if not all(isinstance(bullets.get(ident), str) for ident in wanted):
        msg = f"`highlights` must be an object with the keys {', '.join(wanted)}, each a text."
        raise Unreadable(msg)
    texts = {name: data.get(name) for name in ("subject", "opening", "highlights_intro", "closing")}
    for name, value in texts.items():
        if not isinstance(value, str) or not value.strip():
            msg = f"`{name}` must be a text that is not empty."
            raise Unreadable(msg)
    return Slots.model_validate({**texts, "highlights": [(ident, bullets[ident]) for ident in wanted]})


def json_object(answer: str) -> dict[str, object]:
    """Take the outermost object of an answer, so that a fence or a word around it costs no round.

    Raises:
        Unreadable: There is none.

    """
    start, end = answer.find("{"), answer.rfind("}")
    if start < 0 or end < start:
        msg = "it holds no JSON object."
        raise Unreadable(msg)
    try:
        data = json.loads(answer[start : end + 1], strict=False)
    except (ValueError, RecursionError) as error:
        msg = f"it is no valid JSON ({error})."
        raise Unreadable(msg) from None
    if not isinstance(data, dict):
        msg = "it is no JSON object."
        raise Unreadable(msg)
    return cast("dict[str, object]", data)


def _shortened(draft: Draft | None) -> Iterable[Draft | None]:
    if draft is not None:
        yield draft
        yield Draft(draft.text[: len(draft.text) // 4], draft.findings)
    yield None


def _draft_variables(draft: Draft | None) -> Variable:
    if draft is None:
        return {}
    faults = dict.fromkeys(found.name.replace("-", " ") for found in draft.findings)
    return {"text": material(draft.text), "faults": list[Variable](faults)[:DRAFT_FAULTS]}
