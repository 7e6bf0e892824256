"""What was found and what a client answered -> a case file. In: an extraction, letters, a case. Out: `Finished`. Opens no file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from escalate_ai.case.marked import Plain
from escalate_ai.case.yamlfile import read_yaml
from escalate_ai.extract.answering import Answered, answered
from escalate_ai.extract.casetree import tree_of
from escalate_ai.extract.caseyaml import References, case_tree_found, case_yaml
from escalate_ai.extract.found import Extraction, Question
from escalate_ai.extract.letteranswers import Answer
from escalate_ai.extract.mergeyaml import Merged, merge_yaml
from escalate_ai.extract.questionletter import questions_letter
from escalate_ai.policy import Policy

Letter = tuple[str, tuple[Answer, ...]]
"""A letter that came back: its name, its answers."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A case file, and what is to be said about it."""

    text: str
    questions: tuple[Question, ...]
    """What is still open, at its place in this file."""
    added: tuple[str, ...] = ()
    """Paths that are new in a file that was there."""
    kept: tuple[str, ...] = ()
    """Where a person wrote something else than was found."""
    unplaced: tuple[str, ...] = ()
    """What a person has to put in."""
    remarks: tuple[str, ...] = ()
    """Answers that could not be read."""

    @property
    def case(self) -> dict[str, Plain]:
        """What the file says, as far as known: without its blanks."""
        data = _known(read_yaml(self.text, "case.yaml").data)
        return data if isinstance(data, dict) else {}

    def letter(self) -> bytes:
        """Give the letter to the client with the open questions."""
        seller = self.case.get("seller")
        told = seller if isinstance(seller, dict) else {}
        contact = told.get("contact")
        name = contact.get("name") if isinstance(contact, dict) else ""
        return questions_letter(self.questions, self.case, str(name or ""), str(told.get("marketplace") or ""))


def finished(
    found: Extraction,
    policy: Policy,
    letters: Sequence[Letter] = (),
    references: References | None = None,
    merge: tuple[str, str] | None = None,
) -> Finished:
    """Give the case file of an extraction and of the answers that came with it.

    Args:
        found: What was extracted.
        policy: Its marketplaces decide the order of dates in digits.
        letters: Letters with answers.
        references: What files are called beside the case file.
        merge: The name and the text of a case.yaml that is there already, to be added to.

    Raises:
        CaseError: The case.yaml cannot be read, or nothing can be put into it.

    """
    if merge is not None:
        name, text = merge
        first = merge_yaml(text, name, case_tree_found(found.values, references), found.questions)
        return _with_answers(first, letters, policy, name)
    fresh = case_yaml(found, references)
    if not letters:
        return Finished(fresh, found.questions)
    # the questions on top are those that no answer has settled, so that it is made twice
    trial = _with_answers(Merged(fresh, (), (), (), found.questions), letters, policy, "case.yaml")
    still = {question.ident for question in trial.questions}
    left = found.model_copy(update={"questions": tuple(question for question in found.questions if question.ident in still)})
    again = Merged(case_yaml(left, references), (), (), (), left.questions)
    return _with_answers(again, letters, policy, "case.yaml")


def _with_answers(first: Merged, letters: Sequence[Letter], policy: Policy, name: str) -> Finished:
    text, questions = first.text, first.questions
    added, kept, unplaced, remarks = list(first.added), list(first.kept), list(first.unplaced), list[str]()
    for file, answers in letters:
        told: Answered = answered(answers, file, read_yaml(text, name).data, policy)
        # of texts that lie with a letter what is open is asked anew; a letter alone asks what it asked
        merged = merge_yaml(text, name, tree_of(told.values, fixed=True), questions or told.open)
        text, questions = merged.text, merged.questions
        added += merged.added
        kept += merged.kept
        unplaced += merged.unplaced
        remarks += told.remarks
    return Finished(text, questions, tuple(added), tuple(kept), tuple(unplaced), tuple(remarks))


def _known(value: Plain) -> Plain:
    """Give data without what is blank."""
    if isinstance(value, dict):
        kept = {key: _known(inner) for key, inner in value.items()}
        return {key: inner for key, inner in kept.items() if inner is not None and (inner != {} or value[key] == {})}
    if isinstance(value, list):
        return [_known(inner) for inner in value]
    return value
