"""The words reasons and steps share: days, counts, channels, replies. In: parts of a standing. Out: phrases. Decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalate_ai.businessdays import business_days_between
from escalate_ai.terms import Channel, Purpose, ReplyCategory
from escalate_ai.text.date_writing import write_date
from escalate_ai.text.number_words import number_word

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from escalate_ai.history import Entry
    from escalate_ai.ladder.rows import Standing

CHANNELS = {
    Channel.ACCOUNT_HEALTH: "the appeal form in Account Health",
    Channel.SELLER_SUPPORT: "Seller Support",
    Channel.AHS_CALL: "a call to Account Health Support",
    Channel.EMAIL: "the reply address of the notice",
    Channel.MANAGER_REVIEW: "a request for manager review",
    Channel.EXECUTIVE: "the executive mailbox",
    Channel.BRAND_REGISTRY: "Brand Registry",
    Channel.REPORT_ABUSE: "Report Abuse",
    Channel.OTHER: "another channel",
}
_PURPOSES = {
    Purpose.APPEAL: "appeal",
    Purpose.NUDGE: "reminder",
    Purpose.MANAGER_REVIEW: "manager review request",
    Purpose.EXECUTIVE: "executive request",
    Purpose.REPORT: "report",
}
ANSWERS = {
    ReplyCategory.MORE_INFO_GENERIC: "a request for more information that names nothing",
    ReplyCategory.MORE_INFO_SPECIFIC: "a request for greater detail",
    ReplyCategory.DOCUMENTS_MISSING: "a request for missing documents",
    ReplyCategory.ACTIONS_NOT_IMPLEMENTED: "the finding that actions were not carried out",
    ReplyCategory.UNABLE_TO_VERIFY: "the statement that something could not be verified",
    ReplyCategory.PROOF_REQUIRED: "a request for proof",
    ReplyCategory.GENERIC_DENIAL: "a denial without a reason",
    ReplyCategory.FINAL_WORD: "the announcement that no further message may be answered",
    ReplyCategory.WRONG_CHANNEL: "a pointer to another channel",
    ReplyCategory.NOTICE_RESENT: "the same notice once more",
    ReplyCategory.UNDER_REVIEW: "word that it is under review",
    ReplyCategory.CONFLICTING_GUIDANCE: "guidance that conflicts with what was said before",
    ReplyCategory.REINSTATED: "a reinstatement",
    ReplyCategory.NO_REPLY: "no answer",
    ReplyCategory.UNKNOWN: "an answer of no known kind",
}


def number(count: int) -> str:
    """Write a count as a word up to twelve, else in digits."""
    return number_word(count) if count else "no"


def counted(count: int, one: str, many: str = "") -> str:
    """Write "one appeal", "three appeals"."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def listed(parts: Iterable[str]) -> str:
    """Write "a", "a and b", "a, b and c"."""
    given = list(parts)
    return " and ".join([", ".join(given[:-1]), given[-1]]) if len(given) > 1 else "".join(given)


def sentence(text: str) -> str:
    """Begin with a capital and end with one full stop."""
    return text[:1].upper() + text[1:].rstrip(".") + "." if text else ""


def day(standing: Standing, when: date) -> str:
    """Write a day as the client's marketplace does."""
    return write_date(when, standing.policy.marketplaces[standing.case.seller.marketplace].style)


def sent(standing: Standing, entry: Entry) -> str:
    """Write "the appeal of September 2, 2026", or the period where only that is known."""
    first, last = entry.attempt.first_day, entry.attempt.last_day
    when = f"of {day(standing, first)}" if first == last else f"sent between {day(standing, first)} and {day(standing, last)}"
    return f"the {_PURPOSES[entry.purpose]} {when}"


def waited(standing: Standing, since: date) -> str:
    """Write " for six business days"; nothing before the first one has passed."""
    days = business_days_between(since, standing.history.as_of)
    return f" for {counted(days, 'business day')}" if days else ""


def answer(entry: Entry) -> str:
    """Name what came back last."""
    return ANSWERS[entry.answer]


def material(standing: Standing) -> str:
    """Name what goes with a letter: the plan, or the grounds, or both."""
    case = standing.case
    if case.is_report:
        return "the report with its grounds"
    if case.poa is None:
        return "the grounds"
    return "the Plan of Action and the grounds" if case.grounds else "the Plan of Action"


def deciding(standing: Standing) -> str:
    """Name the channels through which a first submission of this kind is decided."""
    last_resort = (Channel.MANAGER_REVIEW, Channel.EXECUTIVE)
    channels = [channel for channel in standing.policy.channels.deciding[standing.case.request.kind] if channel not in last_resort]
    names = [CHANNELS[channel] for channel in channels]
    return " or ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
