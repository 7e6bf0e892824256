"""Names in a text, and GR404: no name in a letter that the case does not hold."""

from __future__ import annotations

import time

import pytest
from example_cases import EXAMPLES, brief_of_example
from ledger_kit import case_with, ledger
from name_mutation_kit import FIRST, FRESH, letters, rates

from escalate_ai.checking import check
from escalate_ai.ladder import brief_of
from escalate_ai.ledger import trace
from escalate_ai.letterread import read_sheet
from escalate_ai.policy import default_policy
from escalate_ai.rules.grounding_names import NAMES
from escalate_ai.rules.rule import Example
from escalate_ai.rules.running import check_letter
from escalate_ai.rules.specimen import SPECIMEN_DAY, SPECIMEN_RUNG, specimen_case, specimen_sheet
from escalate_ai.text.names import NameKind, find_names
from escalate_ai.text.plain_words import is_plain


def names(text: str) -> list[tuple[str, str]]:
    """Give the names of a text, each with its kind."""
    return [(name.kind.value, name.text) for name in find_names(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our warehouse manager Dana Orlov signs it.", [("person", "Dana Orlov")]),
        ("The sheet is signed by Ms. Orlov and Mr Quandt.", [("person", "Ms. Orlov"), ("person", "Mr Quandt")]),
        ("We wrote to J. Hartwell on Monday.", [("person", "J. Hartwell")]),
        ("Stock from Meridian Trading LLC was returned.", [("company", "Meridian Trading LLC")]),
        ("We bought it of Lindqvist, Inc. in May.", [("company", "Lindqvist, Inc")]),
        ("Rossi Ceramiche S.r.l. and Blume B.V. confirmed it.", [("company", "Rossi Ceramiche S.r.l."), ("company", "Blume B.V.")]),
        ("our supplier Delta Surplus", [("company", "Delta Surplus")]),
        ("the invoices from Golden Gate", [("company", "Golden Gate")]),
        ("Pemberton & Sons delivered them.", [("company", "Pemberton & Sons")]),
        ("LumaGoods offers a copy.", [("company", "LumaGoods")]),
        ("It went out with FedEx.", [("company", "FedEx")]),
        ("They stand in our warehouse in Leipzig.", [("place", "Leipzig")]),
        ("It is sold in the United States.", [("place", "United States")]),
        ("The kettle KX-200 was withdrawn.", [("product", "KX-200")]),
        ("It stands in SOP-14 and count.xlsx.", [("document", "SOP-14"), ("document", "count.xlsx")]),
        ("Buyers sign the \u201cGoods-in checklist\u201d.", [("document", "Goods-in checklist")]),
    ],
)
def test_a_name_is_found_by_what_shows_it(text: str, expected: list[tuple[str, str]]) -> None:
    """Legal forms, titles, roles, first names, places, strange words and what is bought from them show a name."""
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Dear Executive Seller Relations,",
        "We sent our Plan of Action through Account Health and Seller Central.",
        "Our Order Defect Rate was above the target of Amazon in April and on Black Friday.",
        "The Warehouse Manager signs the Receiving Checklist of the Quality Assurance Team.",
        "Subject: Request For Reinstatement Of Our Selling Account After Three Appeals",
        "Copies Delivered Under Registered Brands Are Counterfeit Goods",
        "Don't send it; we've paid. Isn't it? They're here, and I'm sure it'd help.",
        "ASINs, SKUs and FNSKUs are checked by QA under ISO 9001 with 4 kPa; an IIIb device and the ABNs.",
        "Thai, Korean and British buyers; Ramadan, Easter and Labor Day.",
        "Backorders were cartonised. Relabelling ended. Dropshipping is over.",
        "The reply said: \u201cPlease send us the invoice.\u201d",
        "Write to dana@northwind.example or www.Northwind.example/Dana-Whitfield.",
        "[Your Name], XXXXX, B0C9T4MWKL, 113-5528174-0096631",
        "Kind regards, Best Wishes, To Whom It May Concern",
    ],
)
def test_a_capital_alone_names_nobody(text: str) -> None:
    """Amazon's own things, papers, teams, titles, contractions and the words of the calendar are no names."""
    assert names(text) == []


def test_spans_are_those_of_the_text_as_given() -> None:
    """Typography in and around a name moves no span."""
    text = "Bought from \u201cMeridi\u200ban\u00a0Trading\u00a0LLC\u201d \u2013 by Da\u0301na Orlov\u2019s team."
    assert [(n.text, text[n.start : n.end] == n.text) for n in find_names(text)] == [
        ("Meridi\u200ban\u00a0Trading\u00a0LLC", True),
        ("Da\u0301na Orlov", True),
    ]


def test_common_words_are_known_in_every_form() -> None:
    """A word of the dictionary is common with its endings and beginnings; a strange one is not."""
    assert all(is_plain(word) for word in ("warehouse", "relisted", "Labels", "prepaid", "fulfilment", "organised", "cancelled"))
    assert not any(is_plain(word) for word in ("Brackwater", "Orlov", "Tidewell", "Sonara"))


@pytest.mark.parametrize(
    "said",
    [
        "Dana Whitfield",
        "Ms. Whitfield",
        "Dana",
        "D. Whitfield",
        "DANA WHITFIELD",
        "Whitfield's",
        "Harrow Street 24",
        "Delta Surplus",
        "Delta Surplus Inc.",
        "Delta Surplus\u2019",
        "Andy Jassy",
        "United States",
    ],
)
def test_a_name_of_the_case_is_held_whole_or_in_part(said: str) -> None:
    """In whole or in part, with title or legal form, in any case of letters a name of the case is no finding."""
    found = ledger().found(f"It was signed by {said} on that day.")
    assert [f.text for f in found if f.source is None] == []


def test_a_name_of_a_text_of_the_case_is_held() -> None:
    """People and companies of the plan, the notice and the replies are held, with the path of the text."""
    held = ledger(
        case_with(track_record="Our warehouse manager Dana Orlov counts the goods of Meridian Trading LLC in Leipzig under SOP-14; KX-200.")
    )
    found = held.found("Ms Orlov and Meridian counted the KX200 in Leipzig by SOP-14.")
    assert {(f.text, f.kind.value, f.source) for f in found} == {
        ("Ms Orlov", "name", "track_record"),
        ("Meridian", "name", "track_record"),
        ("KX200", "name", "track_record"),
        ("Leipzig", "name", "track_record"),
        ("SOP-14", "document", "track_record"),
    } - {("Meridian", "name", "track_record")}


def on_specimen(example: Example) -> list[tuple[str, str | None, str]]:
    """Give rule, words and message of what GR404 and CT216 say of the specimen with an example laid over it."""
    held = brief_of(specimen_case(example), SPECIMEN_DAY, default_policy(), SPECIMEN_RUNG, ("Dear team, Vantrel Labs asks.",))
    report = check_letter(specimen_sheet(example), held, default_policy())
    return [(found.rule, found.quote, found.message) for found in report.findings if found.rule in {"GR404", "CT216"}]


@pytest.mark.parametrize("rule", NAMES, ids=lambda rule: rule.code)
def test_every_example_of_the_rule_is_judged_as_it_says(rule: object) -> None:
    """A bad example fires GR404, a good one nothing."""
    assert rule == NAMES[0]
    assert [example.text for example in NAMES[0].bad if "GR404" not in {found[0] for found in on_specimen(example)}] == []
    assert [(example.text, on_specimen(example)) for example in NAMES[0].good if on_specimen(example)] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Miriam Okafur signed the sheets.", "the case has Miriam Okafor (seller.contact.name)"),
        ("Ms. Okafur signed the sheets.", "the case has Miriam Okafor (seller.contact.name)"),
        ("It was shipped by Brightwell Parcel.", "the case has Brightway Parcel (seller.known_names[0])"),
        ("It was tested by Vantrel Labs.", "it stands in another client's letter"),
    ],
)
def test_a_finding_names_what_the_case_has(text: str, said: str) -> None:
    """The message tells the name that was meant, or whose letter the name stands in."""
    (found,) = on_specimen(Example("opening", f"We ask that you reinstate our account. {text}"))
    assert said in found[2]


def test_the_same_words_are_not_reported_twice() -> None:
    """What CT216 says of a line of the attachments, GR404 does not say again; nor a name within a title that is lacking."""
    sheets = Example(
        "attachments",
        "Plan of Action\nCarrier scan records for 212 orders\nRelease settings\nEvening check sheets\nStatement of Orfeld Labs",
    )
    assert [(rule, quote) for rule, quote, _ in on_specimen(sheets) if quote] == [("CT216", "Statement of Orfeld Labs")]
    quoted = Example("highlights[2]", "Since July 20, 2026 the lead signs \u201cInspection protocol of Orfeld Labs\u201d.")
    assert [rule for rule, quote, _ in on_specimen(quoted) if quote] == ["GR404"]


def test_whom_tn308_speaks_of_is_no_second_finding() -> None:
    """A stale recipient is the tone rule's."""
    assert on_specimen(Example("salutation", "Dear Mr. Bezos,")) == []


def test_the_sellers_own_address_is_no_stranger() -> None:
    """A street and a town under the signature are in no case."""
    address = "Miriam Okafor\nOperations Manager\nCopperline Tools\n12 Quarrel Lane\nDayton, Ohio 45402\nDayton"
    assert on_specimen(Example("signature", address)) == []


def test_no_accepted_letter_has_a_strange_name() -> None:
    """Of all accepted letters of all hands, none names what its case does not hold."""
    for letter in letters():
        report = check(letter.text, kind="letter", case=letter.case, rung=letter.rung, as_of=letter.as_of)
        assert [found.quote for found in report.findings if found.rule == "GR404"] == [], letter.name


def test_names_stand_in_the_grounding() -> None:
    """A name is listed with its kind and the path it comes from."""
    text = "Dear team,\n\nDana Whitfield bought from Harbor Supply and Calder & Hume.\n"
    assert {(g.text, g.kind, g.source) for g in trace(read_sheet(text), brief_of_example("northwind"))} == {
        ("Dana Whitfield", "name", "seller.contact.name"),
        ("Harbor Supply", "name", "seller.known_names[0]"),
        ("Calder & Hume", "name", "seller.known_names[2]"),
    }
    assert len(EXAMPLES) >= 9


@pytest.mark.parametrize("pool", [FIRST, FRESH], ids=["first", "fresh"])
def test_strange_names_are_found_and_true_ones_are_not(pool: object) -> None:
    """Nearly every name put in place of a true one, or invented, is found; of true names written otherwise none is."""
    assert pool in {FIRST, FRESH}
    found, misjudged = rates(7, share=0.2, pool=FIRST if pool == FIRST else FRESH)
    assert found.pop("harmless", (0, 0))[0] == 0
    called, tried = sum(c for c, _ in found.values()), sum(t for _, t in found.values())
    print(f"called wrong {called} of {tried}")  # noqa: T201  the rate, shown by pytest -s
    assert called >= 0.985 * tried, [trial.text[slice(*trial.span)] for trial in misjudged][:9]


@pytest.mark.parametrize("unit", ["A", "Ab ", "A-", "O'", "A & ", "Co., ", "\u201cAb ", "a.b.", "Van der ", "X9-", "(A", "Mr. ", "Seller "])
def test_no_text_makes_it_slow(unit: str) -> None:
    """Time grows with the length of a text and no faster."""
    started = time.perf_counter()
    find_names((unit * 50_000)[:50_000])
    assert time.perf_counter() - started < 2.0


def test_kinds_are_the_contracts() -> None:
    """Five kinds of names, no more."""
    assert {kind.value for kind in NameKind} == {"person", "company", "product", "place", "document"}


def test_a_month_behind_a_day_is_no_first_name() -> None:
    """A date and a name may stand side by side."""
    assert [name.text for name in find_names("From 1 June Themba Radebe counts.")] == ["Themba Radebe"]
