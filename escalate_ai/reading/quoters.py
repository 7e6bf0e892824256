"""Who is behind a name, an address or a piece of text: Amazon, the seller, somebody else.

In: strings. Out: `Whose`, days. The words it knows Amazon by stand in `data/quoting.toml`. Opens nothing else.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from functools import cache
from importlib.resources import files

from escalate_ai.terms import DateOrder, Whose
from escalate_ai.text.dates import DatePoint, find_dates

SIGNED_LINES = 8
"""Lines at the end of a message among which its signature stands."""
LONGEST_NAME = 60
HEAD = 400
"""Characters of a message in which its greeting stands."""


@dataclass(frozen=True, slots=True)
class Words:
    """The cue words of `data/quoting.toml`."""

    amazon_domains: tuple[str, ...]
    buyer_domains: tuple[str, ...]
    shared_domains: frozenset[str]
    teams: frozenset[str]
    greetings: tuple[str, ...]
    notice_words: tuple[str, ...]
    wrote: tuple[str, ...]
    separators: tuple[str, ...]
    labels: dict[str, str]
    speakers: tuple[str, ...]
    verbs: tuple[str, ...]
    announcements: tuple[str, ...]
    own: frozenset[str]
    not_greetings: tuple[str, ...]
    months: dict[str, int]


@cache
def words() -> Words:
    """Give the cue words, read once."""
    raw = tomllib.loads(files("escalate_ai").joinpath("data", "quoting.toml").read_text(encoding="utf-8"))
    said = raw["said"]
    return Words(
        amazon_domains=tuple(raw["amazon_domains"]),
        buyer_domains=tuple(raw["buyer_domains"]),
        shared_domains=frozenset(raw["shared_domains"]),
        teams=frozenset(raw["teams"]),
        greetings=tuple(raw["greetings"]),
        notice_words=tuple(raw["notice_words"]),
        wrote=tuple(raw["wrote"]),
        separators=tuple(raw["separators"]),
        labels={label: kind for kind, labels in raw["labels"].items() for label in labels},
        speakers=tuple(said["speakers"]),
        verbs=tuple(said["verbs"]),
        announcements=tuple(said["announcements"]),
        own=frozenset(said["own"]),
        not_greetings=tuple(raw["not_greetings"]),
        months={name: number for number, names in enumerate(raw["months"], 1) for name in names},
    )


@cache
def _address() -> re.Pattern[str]:
    return re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@([\w-]{1,63}(?:\.[\w-]{1,63}){1,6})")


def addresses(text: str) -> tuple[str, ...]:
    """Give the mail addresses of a header value, in lower case."""
    return tuple(match[0].lower() for match in _address().finditer(text[:2000]))


def is_amazon(address: str) -> bool:
    """Tell whether a mail address is Amazon's own; the relay through which buyers write is not."""
    domain = address.partition("@")[2].lower().rstrip(".")
    if any(part in f"{domain}." for part in words().buyer_domains):
        return False
    return any(domain == known or domain.endswith(f".{known}") for known in words().amazon_domains)


def same_house(address: str, own: frozenset[str]) -> bool:
    """Tell whether an address is one of the seller's, or of the seller's own domain."""
    domain = address.rpartition("@")[2]
    return address in own or (
        domain not in words().shared_domains and any(known.rpartition("@")[2] == domain for known in own if not is_amazon(known))
    )


def whose_is(sender: str, body: str, own: frozenset[str]) -> Whose:
    """Tell who wrote a message.

    An address decides; without one the name, then the greeting and the signature.

    Args:
        sender: The line or header that names who wrote it; may be empty.
        body: Its words.
        own: Addresses of the seller, in lower case.

    """
    found = addresses(sender)
    if found:
        if is_amazon(found[0]):
            return Whose.AMAZON
        return Whose.SELLER if same_house(found[0], own) else Whose.OTHER
    names = {re.sub(r"[^\w.' ]+", " ", part).strip() for part in re.split(r"[,:<>\"|]| via | - ", sender.lower()[:300])}
    if names & words().teams or any(name.startswith("amazon ") for name in names):
        return Whose.AMAZON
    if names & words().own:
        return Whose.SELLER
    return Whose.AMAZON if is_from_amazon(body) else Whose.OTHER


def is_from_amazon(body: str) -> bool:
    """Tell whether a message is Amazon's by its greeting, or by its signature and what it tells its reader."""
    head = body[:HEAD].lower()
    if any(opens_notice(line) for line in head.split("\n")[:6]):
        return True
    last = [line for line in body[-600:].split("\n") if line.strip()][-SIGNED_LINES:]
    return any(is_signature(line) for line in last) and any(word in body[:4000].lower() for word in words().notice_words)


def opens_notice(line: str) -> bool:
    """Tell whether a line is a greeting that only Amazon writes."""
    plain = line.lower().lstrip(" \t>*_#\"'“‘«\u00a0")
    return plain.startswith(words().greetings) and not plain.startswith(words().not_greetings)


def is_signature(line: str) -> bool:
    """Tell whether a line is nothing but the name of a team of Amazon."""
    plain = line.strip(" \t>*_-–—,.\"'”’»|\u00a0").lower()
    if len(plain) > LONGEST_NAME:
        return False
    for opening in ("sincerely, ", "regards, ", "best regards, ", "kind regards, ", "thank you, ", "thanks, ", "the "):
        plain = plain.removeprefix(opening)
    return plain in words().teams or plain.removesuffix(" team") in words().teams


@cache
def _foreign() -> re.Pattern[str]:
    return re.compile(r"\b(\d{1,2})(?:er|\.|º)?\s{1,3}(?:de\s)?([^\W\d_]{3,12})\.?,?\s{1,3}(?:de\s)?(\d{4})\b")


def day_in(text: str, order: DateOrder = DateOrder.MDY) -> date | None:
    """Give the day that a header or the line above a quotation names, as it is written there; None where it names none."""
    value = text.strip()[:300]
    try:
        return parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    if (foreign := _foreign().search(value.lower())) and (month := words().months.get(foreign[2])):
        value = f"{foreign[3]}-{month:02d}-{int(foreign[1]):02d}"
    for mention in find_dates(value, order):
        if isinstance(mention.value, DatePoint) and (day := mention.value.as_date()):
            return day
    return None
