"""What a client says of store, self and matter, in prose or in labels. In: a source, its events. Out: values. Words are data.

Only the seller's own words are read, and only what they say: a value that two places tell differently is left to the questions.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import cast

from escalate_ai.extract.events import NOTICED, Event
from escalate_ai.extract.found import TextKind, Value
from escalate_ai.extract.matter import enforcement_told
from escalate_ai.extract.notices import enforcement_kind, first
from escalate_ai.extract.source import Source
from escalate_ai.planread.entries import is_sign_off
from escalate_ai.policy import Policy
from escalate_ai.terms import Marketplace
from escalate_ai.text.contacts import find_contacts
from escalate_ai.text.folding import Span, fold
from escalate_ai.text.identifiers import find_identifiers
from escalate_ai.text.lexicon import Lexicon
from escalate_ai.text.words import sentences

_NAME = r"(?P<value>[A-Z0-9][\w&'’.+-]{0,30}(?: (?:[A-Z0-9&][\w&'’.+-]{0,30}|and|of|the|für|de|la|le|y)){0,5})"
_LINE = r"(?P<value>[^\n\r|]{2,80})"
_PERSON_WORDS = (2, 4)
_SIGNATURE_WORDS = 6
READ = 60_000
"""Characters that are read."""


@cache
def _data() -> Mapping[str, object]:
    return tomllib.loads(files("escalate_ai").joinpath("data", "story_labels.toml").read_text(encoding="utf-8"))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], int], ...]:
    fields = cast("list[dict[str, str | int | list[str]]]", _data()["field"])
    return tuple(
        (str(field["path"]), re.compile(pattern.replace("<NAME>", _NAME).replace("<LINE>", _LINE)), int(str(field.get("within", READ))))
        for field in fields
        for pattern in cast("list[str]", field["patterns"])
    )


def _words(table: str) -> frozenset[str]:
    return frozenset(cast("dict[str, list[str]]", _data()[table])["words"])


def seller_values(source: Source, policy: Policy) -> Iterator[Value]:
    """Give what the words tell of the store, the marketplace and the person."""
    own = source.own[:READ]
    seen: set[str] = set()
    for path, pattern, within in _patterns():
        if path in seen:
            continue
        for match in pattern.finditer(own, 0, within):
            span = _name_span(own, *match.span("value"))
            if span:
                seen.add(path)
                yield source.value(path, own[slice(*span)], span)
                break
    yield from _signature(source, own, seen)
    yield from _contacts(source, own)
    yield from marketplace(source, policy)
    for mention in find_identifiers(own):
        if mention.unit == "seller":
            yield source.value("seller.seller_id", mention.text, mention.span)
            break


def _name_span(text: str, start: int, end: int) -> Span | None:
    """Cut a captured name where it ends: at the end of its sentence, or before a word that goes on."""
    words = list(re.finditer(r"\S+", text[start:end]))
    stop = start
    for place, word in enumerate(words):
        plain = word[0].lower().strip(".,;:\"”'’*)")
        if place and plain in _words("after_name"):
            break
        stop = start + word.end()
        if word[0].endswith((".", ",", ";", "”", '"')) and not re.fullmatch(r"(?:[A-Z]|Co|Inc|Ltd|Corp|St|Dr|Mr|Mrs|Ms)\.,?", word[0]):
            break
    while stop > start and text[stop - 1] in " .,;:*\"”'’)–—-" and not re.search(r"(?:Co|Inc|Ltd|Corp)\.$", text[start:stop]):
        stop -= 1
    named = text[start:stop].lower().split()
    if not named or "[" in text[start:stop] or any(word.strip(".,:") in _words("no_name") for word in named):
        return None
    return None if enforcement_kind(Lexicon.load("notice_cues").find(text[start:stop])) else (start, stop)


def _signature(source: Source, own: str, seen: set[str]) -> Iterator[Value]:
    """Give the person, the role and the business that stand below a sign-off, or alone at the end."""
    told: set[str] = set()
    for low, high in _signed(own):
        span, text = (low, high), own[low:high]
        head, comma, rest = re.split(r"([,|])", f"{text}", maxsplit=1) if re.search(r"[,|]", text) else (text, "", "")
        if "name" not in told:
            if title := _title().match(head):
                head, span = head[title.end() :], (low + title.end(), high)
            if not is_name(head):
                continue
            told.add("name")
            if "seller.contact.name" not in seen:
                yield source.value("seller.contact.name", head.strip(), (span[0], span[0] + len(head)))
            text, span = (rest, (span[0] + len(head) + 1, high)) if comma else ("", span)
        yield from _below_name(source, text, span, told | {path.rpartition(".")[2] for path in seen})
    if "name" not in told and "seller.contact.name" not in seen and is_name(name := source.document.sender.partition("<")[0].strip(' "')):
        yield Value(path="seller.contact.name", value=name, quote="", file=source.file)


@cache
def _title() -> re.Pattern[str]:
    return re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr)\.?\s|(?:For|Signed|By)\s?:\s?", re.IGNORECASE)


def _signed(own: str) -> Iterator[Span]:
    """Give the lines below the last sign-off; without one, the short lines of the last paragraph."""
    lines = [(match.start(), match[0]) for match in re.finditer(r"[^\n]+", own) if match[0].strip()]
    at = next((place for place in range(len(lines) - 1, -1, -1) if _signs_off(lines[place][1].strip(" >*"))), None)
    if at is None:
        last = [(start, line) for start, line in lines if start > own.rstrip().rfind("\n\n")]
        if not last or any(len(line.split()) > _SIGNATURE_WORDS for _, line in last):
            return
        below = last
    else:
        below = [*_behind_sign_off(*lines[at]), *lines[at + 1 : at + 5]]
    for start, line in below:
        plain = line.strip(" \t\r>*,()")
        if plain:
            low = start + line.index(plain[0])
            yield (low, low + len(plain))


def _signs_off(line: str) -> bool:
    plain = line.strip(" ,.!").lower()
    return is_sign_off(line) or (
        len(plain.split()) <= _SIGNATURE_WORDS and any(plain == word or plain.startswith(f"{word},") for word in _words("sign_off"))
    )


def _behind_sign_off(start: int, line: str) -> list[tuple[int, str]]:
    """Give what stands behind the comma of a sign-off on its own line: "With respect, Jane Doe"."""
    _, comma, rest = line.partition(",")
    return [(start + len(line) - len(rest), rest)] if comma and rest.strip() else []


def _below_name(source: Source, text: str, span: Span, told: set[str]) -> Iterator[Value]:
    """Give the role or the business that a line of a signature holds."""
    role, comma, business = text.partition(",")
    if role.strip() and _is_role(role) and "role" not in told:
        low = source.text.index(role.strip(), span[0])
        yield source.value("seller.contact.role", role.strip(), (low, low + len(role.strip())))
        text, span = (business, (span[0] + len(role) + 1, span[1])) if comma else ("", span)
    if title := _title().match(text):
        text, span = text[title.end() :], (span[0] + title.end(), span[1])
    name = text.strip()
    if (
        not name
        or any(char.isdigit() or char in "@/:|[]" for char in name)
        or len(name.split()) > _SIGNATURE_WORDS
        or not name[0].isupper()
    ):
        return
    if _legal_form().search(name):
        yield source.value("seller.legal_name", name, span)
    elif "store_name" not in told and _is_business(name):
        yield source.value("seller.store_name", name, span)


@cache
def _legal_form() -> re.Pattern[str]:
    return re.compile(r"(?:^|\s)(?:LLC|Inc\.?|Ltd\.?|Limited|GmbH|B\.?V\.?|Corp\.?|S\.?r\.?l\.?|SARL|S\.L\.|PLC|AG|KG|UG|LLP|Pvt)(?:\s|$)")


def _is_business(name: str) -> bool:
    """Tell whether a line below a person's name can be the store's: every word with a capital, none of them a title or a greeting."""
    words = name.split()
    capital = all(word[0].isupper() or word in {"and", "of", "the", "&"} for word in words)
    return capital and not any(word.lower().strip(".,") in _words("no_name") | _words("roles") for word in words)


def is_name(text: str) -> bool:
    """Tell whether words are a person's name and nothing else."""
    words = text.split()
    if not _PERSON_WORDS[0] <= len(words) <= _PERSON_WORDS[1] or any(char.isdigit() or char in "@/:&|[]{}" for char in text):
        return False
    if any(
        word.lower().strip(".") in _words("no_name") | {"llc", "inc", "ltd", "gmbh", "co", "goods", "trading", "company", "limited"}
        for word in words
    ):
        return False
    return all(word[0].isupper() or word.lower() in {"de", "van", "von", "da", "bin", "al", "el", "der", "la"} for word in words)


def _is_role(text: str) -> bool:
    return text.strip().lower() in _words("roles")


def _contacts(source: Source, own: str) -> Iterator[Value]:
    """Give the seller's own mail address and telephone number, where there is one only."""
    folded = fold(own)
    for kind, path in (("email", "seller.contact.email"), ("phone", "seller.contact.phone")):
        spans = [folded.span(*span) for span, found in find_contacts(folded.text) if found == kind]
        spans = [span for span in spans if "amazon." not in own[slice(*span)].lower()]
        if len({own[slice(*span)] for span in spans}) == 1:
            yield source.value(path, own[slice(*spans[0])], spans[0])


def marketplace(source: Source, policy: Policy) -> Iterator[Value]:
    """Give the marketplace that a text names, by web address or in words, where it names one only."""
    text = source.text[:READ]
    found: dict[Marketplace, Span] = {}
    stores = {entry.store.lower().removeprefix("amazon."): market for market, entry in policy.marketplaces.items()}
    for match in _store().finditer(text):
        market = stores.get(match["end"].lower().rstrip("."))
        if market:
            found.setdefault(market, match.span("whole"))
    named = cast("dict[str, list[str]]", _data()["marketplace"])
    for code, phrases in named.items():
        for phrase in phrases:
            named_at = re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text, re.IGNORECASE)
            if named_at is not None:
                found.setdefault(Marketplace(code), named_at.span())
    if len(found) == 1:
        market, span = next(iter(found.items()))
        yield source.value("seller.marketplace", market.value, span)


@cache
def _store() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w.-])(?P<whole>(?:(?:www|sellercentral)\.)?amazon\.(?P<end>com?\.[a-z]{2}|[a-z]{2,3}))(?![\w-]|\.[a-z])", re.IGNORECASE
    )


def matter_values(source: Source, own: str, causes: str, events: Sequence[Event]) -> Iterator[Value]:
    """Give what the words tell of the enforcement or the incident, of the request, of legal matters and the track record.

    Args:
        source: The text.
        own: Its words that are read, places kept.
        causes: The causes of a plan among its words, places kept.
        events: The dated events of these words.

    """
    own = own[:READ]
    yield from enforcement_told(source, own, causes[:READ], events)
    for start, end in sentences(own):
        hits = Lexicon.load("story_events").find(own[start:end])
        for hit in hits:
            name, _, value = hit.entry.category.partition(":")
            span = (start + hit.span[0], start + hit.span[1])
            if name == "legal":
                yield source.value("legal[0]", value, span)
            elif name == "request" and source.kind is not TextKind.PLAN:
                yield source.value("request.kind", value, span)
        if first(hits, "track_record") and re.search(r"\b(?:19|20)\d\d\b", own[start:end]) and source.kind is not TextKind.NOTICE:
            yield source.value("track_record", " ".join(own[start:end].split()), (start, end))
    noticed = next((event for event in events if event.sort == NOTICED), None)
    if noticed:
        yield source.value("incident.noticed_on", noticed.day.isoformat(), noticed.span)
