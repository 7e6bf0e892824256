"""What keeps a check fast: nothing is looked for where it cannot begin, nothing is worked out twice, and work grows with the text."""

from __future__ import annotations

import gc
import sys
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from types import FrameType

import pytest
from example_cases import AS_OF, case_of
from hypothesis import example, given
from hypothesis import strategies as st

from escalate_ai.checking import check
from escalate_ai.errors import DraftError, InputError
from escalate_ai.findings import Report
from escalate_ai.ladder import assess, brief_of
from escalate_ai.policy import default_policy
from escalate_ai.terms import Rung
from escalate_ai.text import date_patterns, identifiers, number_patterns
from escalate_ai.text.contacts import find_contacts
from escalate_ai.text.lexicon import Lexicon
from escalate_ai.text.words import count_words, more_words_than

PIECES = (
    "one", "A", "a", "an", "the ", "$5", "US$ 20", "CAD", "USD500", "Rs.5", "3rd", "third", "of the", "twenty-one", "half a dozen", "both",
    "mid-August", "the end of May", "may", "Dec. 5, 2026", "14-Aug-2026", "p.o. 44812", "order no. 123-1234567-1234567", "B0ABCDEFGH",
    "dozens of", "a week", "two thirds of", "12", "2026", "ticket 12345678", "decision", "summary", " ", "-", ".", ",", "/", "\n", "_", "#",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.sampled_from([" ", "", "-", "."]), max_size=14).map("".join)
REPEATED = (
    "We ask that the account be reinstated. On May 3, 2026 we sent 14 orders to Dana Orlov.\n\n", "- We checked 40 units.\n", "May 1 and ",
    "1, 2, ", "two hundred and ", "order no. 12-3, ", "nobody never not again ", "we sent and received no ", '"Sop list ', "[(<{", "a.b@",
    "re-", "e\u0301", "\u0430b ", "a\u200b", "> From: a\n",
)  # fmt: skip


def work(text: str) -> int:
    """Count the calls of functions, of this library and of Python's own, that a check of a text takes."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event.endswith("call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        check(text, kind="letter", case=case_of("northwind"), as_of=AS_OF)
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("piece", REPEATED)
def test_work_grows_with_the_text(piece: str) -> None:
    """Four times the text takes about four times the calls, whatever it repeats."""
    warm, short, long = (f"Dear team,\n\n{piece * (size // len(piece))}" for size in (500, 2_200, 8_800))
    check(warm, kind="letter", case=case_of("northwind"), as_of=AS_OF)
    assert work(long) < 5 * work(short)


def test_what_is_too_long_to_be_read_is_refused_before_it_is() -> None:
    """Above the policy's bound a text costs next to nothing and gives one sentence."""
    most = default_policy().files.text_characters
    with pytest.raises(DraftError, match=f"{most:,} are read at most"):
        check("We ask. " * (most // 8 + 1), kind="letter")


def test_a_case_is_surveyed_once() -> None:
    """The same case on the same day has one ledger, on every rung; another day, or an equal case of its own, has another."""
    case = case_of("northwind")
    ledger = brief_of(case, AS_OF).ledger
    assert assess(case, AS_OF)[1].ledger is ledger
    assert brief_of(case, AS_OF, rung=Rung.EXECUTIVE).ledger is ledger
    assert brief_of(case, AS_OF + timedelta(days=1)).ledger is not ledger
    assert brief_of(case.model_copy(), AS_OF).ledger is not ledger
    assert brief_of(case, AS_OF, default_policy().model_copy()).ledger is not ledger


def test_a_refusal_is_no_answer_to_keep() -> None:
    """A day before the case's newest fact is refused each time."""
    for _ in range(2):
        with pytest.raises(InputError):
            brief_of(case_of("northwind"), date(2020, 1, 1))


def test_a_case_nobody_uses_is_let_go() -> None:
    """After enough others have been asked about, nothing holds a case any more."""
    case = case_of("northwind").model_copy()
    brief_of(case, AS_OF)
    gone = weakref.ref(case)
    del case
    for _ in range(20):
        brief_of(case_of("northwind").model_copy(), AS_OF)
    gc.collect()
    assert gone() is None


def test_threads_share_one_survey() -> None:
    """Threads that ask about one case at once get one ledger, and letters checked at once are judged as one by one."""
    case = case_of("northwind").model_copy()
    letters = [f"Dear team,\n\nWe ask that the account be reinstated. We sent {number} orders.\n" for number in range(40)]

    def ledger(_turn: int) -> int:
        return id(brief_of(case, AS_OF).ledger)

    def checked(text: str) -> Report:
        return check(text, kind="letter", case=case, as_of=AS_OF)

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(ledger, range(32)))) == 1
        reports = list(pool.map(checked, letters))
    assert reports == [checked(text) for text in letters]


def numbers_anywhere(text: str) -> Iterator[tuple[int, int]]:
    """Look for a number at every place behind the last one: of "five and ten days" the first is five."""
    found = number_patterns.candidate().search(text)
    while found:
        yield found.span()
        found = number_patterns.candidate().search(text, number_patterns.end_of(found))


@example("one\none")
@given(TEXTS)
def test_shapes_are_found_where_words_begin_them_as_anywhere(text: str) -> None:
    """Trying a number or month only where a word may begin one finds what trying it everywhere does."""
    assert [match.span() for match in number_patterns.candidates(text)] == list(numbers_anywhere(text))
    months = [match.span() for match in date_patterns.month_first().finditer(text.lower())]
    assert [match.span() for match in date_patterns.months_first(text)] == months


@pytest.mark.parametrize(
    "label",
    ["Case 12345678", "ticket log 12345678", "p.o. no. 44812", "PO 448120", "licence no. AB-1234", "License 12-3456", "batch no. 44812"],
)
def test_a_label_is_found_at_its_first_word(label: str) -> None:
    """However a label begins, the identifier behind it is one."""
    assert len(identifiers.find_identifiers(f"We sent it under {label} today.")) == 1


@given(TEXTS, st.integers(0, 8))
def test_words_over_a_limit_are_those_counted(text: str, limit: int) -> None:
    """More words than a limit are counted as ever; no more of them are None."""
    words = count_words(text)
    assert more_words_than(text, limit) == (words if words > limit else None)


LIST = """
verified_on = 2026-11-23
source = "a test"
[[entry]]
phrases = ["re-read* it", "no-one reads", "we|I have|'ve always", "plain|both", "stop ... that"]
category = "any"
[[entry]]
phrases = ["NEVER|Only"]
case = true
category = "loud"
"""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("please re-read it", ["re-read it"]),
        ("Reread it now", ["Reread it"]),
        ("re reading it", ["re reading it"]),
        ("No-one reads, noone reads", ["No-one reads", "noone reads"]),
        ("NO ONE READS", ["NO ONE READS"]),
        ("WE HAVE always", ["WE HAVE always"]),
        ("Stop at once with that", ["Stop at once with that"]),
        ("never NEVER only Only plain", ["NEVER", "Only", "plain"]),
        ("plainly rereads no one", []),
        ("Plain caf\u00e9: RE-READ it", ["Plain", "RE-READ it"]),
    ],
)
def test_phrases_are_found_however_they_are_joined_and_written(text: str, words: list[str]) -> None:
    """A hyphen may be missing or a space, letters may be large or small but where the list says they matter."""
    assert [hit.text for hit in Lexicon.from_toml(LIST).find(text)] == words


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Call us at 415 5550134", "phone"),
        ("+1 (415) 555-0134", "phone"),
        ("4111 1111 1111 1111", "card"),
        ("GB29 NWBK 6016 1331 9268 19", "account"),
        ("dana@example.com", "email"),
    ],
)
def test_contact_data_is_found_by_the_digits_it_has(text: str, kind: str) -> None:
    """Looking for digits first overlooks no phone, card, account or address."""
    assert [found for _, found in find_contacts(text)] == [kind]
