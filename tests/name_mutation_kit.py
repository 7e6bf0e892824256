"""Names of accepted letters swapped for others, invented names put in, and true names only written otherwise. Imports no recogniser.

Run it (`PYTHONPATH=.:tests python tests/name_mutation_kit.py`, from the project's root) to print the rates and what slipped past.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from example_cases import AS_OF, case_of
from test_rules_letters import GOOD, LETTERS, stand_of

from escalate_ai.case.case import Case
from escalate_ai.checking import check
from escalate_ai.terms import Severity

PEOPLE = (
    "Peter Quandt",
    "Maria Oyelaran",
    "Grace Fielding",
    "Tom Hollis",
    "Anneke de Vries",
    "Rajiv Menon",
    "Ling Zhao",
    "Sofia Marchetti",
    "Mark Bishop",
    "José Araújo",
    "Will Carver",
    "Hope Winters",
    "Kofi Mensah",
    "Ulrike Baumann",
    "Fergus O'Malley",
    "Rose Whitaker",
)
COMPANIES = (
    "Bright Harbor Wholesale",
    "Gamma Liquidators",
    "Stonelake Trading",
    "Pemberton & Sons",
    "Halvorsen Imports",
    "Golden Gate Distribution",
    "BlueFern",
    "Rivermark Logistics GmbH",
    "Oak & Anchor",
    "Zhejiang Wanli Co., Ltd.",
    "Kestrel Packaging",
    "Summit Trading LLC",
    "Vantrel Labs",
    "Meadow Goods Outlet",
    "North Quay Supply Inc.",
    "Castor Textiles S.r.l.",
    "Ridgeline Outdoor",
    "Papierhaus Köln",
    "Silver Birch Deals",
    "Tamarind Foods Pvt. Ltd.",
)
FRESH_PEOPLE = (
    "Gareth Stone",
    "Ngozi Adeyemi",
    "Paul Weaver",
    "Jürgen Straub",
    "Lucia Ferri",
    "Amit Kulkarni",
    "Brenda Swift",
    "Cheng Wei",
    "Olga Petrova",
    "Dominik Nowak",
    "Faith Baker",
    "Sean O'Leary",
    "Marguerite Dubois",
    "Henk van der Meer",
    "Art Fuller",
    "Ximena Rojas",
)
FRESH_COMPANIES = (
    "Blue Anchor Supplies",
    "Orchard Lane Goods",
    "Delta Freight",
    "Hammer & Pine",
    "Vostok Imports",
    "QuickShelf",
    "Lakeside Wholesale Ltd",
    "Borealis Labs",
    "Red Lantern Trading Co.",
    "Morgenstern KG",
    "Fox Hollow Foods",
    "Granite Peak Distribution",
    "Yiwu Hengda Plastics",
    "Sunrise Packaging",
    "Casa Verde S.L.",
    "Ironbridge Tools",
    "Twin Rivers Outlet",
    "Nordlicht Versand",
    "Prime Valley Textiles",
    "Bell & Harrow",
    "Everbright Stores",
    "Copper Fox Studio",
)
"""Names that nothing was tuned on."""
CITIES = ("Leipzig", "Rotterdam", "Tulsa", "Guangzhou", "Ohio", "Vietnam", "Porto", "Salt Lake City", "Wrocław")
INSERTED = {
    "invented supplier": (
        "The stock came from our supplier {company}.",
        "Since then {company} has delivered all goods.",
        "The invoices from {company} were checked against the deliveries.",
        "All units were bought from {company} last spring.",
        "{company} confirmed this in writing.",
    ),
    "invented person": (
        "Our warehouse manager {person} signs every sheet.",
        "{person} checks the shelves every evening.",
        "The sheets are signed by {person}.",
        "Ms. {surname} has trained the team.",
    ),
    "invented place": (
        "The goods are kept in our warehouse in {city}.",
        "They were returned to {city} by truck.",
        "Our office in {city} keeps the papers.",
    ),
    "invented document": (
        "The steps stand in SOP-14.",
        "Every step is written down in \u201cReturns handling procedure\u201d.",
        "The figures stand in stock-count-final.xlsx.",
        "Each buyer signs the \u201cGoods-in checklist\u201d.",
    ),
    "invented product": (
        "The kettle KX-200 was withdrawn.",
        "Only the TurboBrew model was concerned.",
        "No unit of the HeatPro 300 is left.",
    ),
}


class Pool(NamedTuple):
    """Plausible names that no case holds."""

    people: tuple[str, ...]
    companies: tuple[str, ...]


FIRST = Pool(PEOPLE, COMPANIES)
FRESH = Pool(FRESH_PEOPLE, FRESH_COMPANIES)


class Letter(NamedTuple):
    """An accepted letter with its case."""

    name: str
    text: str
    case: Case
    as_of: date
    rung: str | None


@dataclass(frozen=True)
class Trial:
    """A letter with something done to it, and the words that are now others."""

    what: str
    letter: Letter
    text: str
    span: tuple[int, int]
    is_wrong: bool


@cache
def letters() -> tuple[Letter, ...]:
    """Give every accepted letter by other hands."""
    found = [Letter(path.stem, path.read_text("utf-8"), *stand_of(path).__dict__.values()) for path in GOOD]
    for folder in ("writer", "writer_later"):
        paths = sorted((LETTERS / folder).glob("*.txt"))
        found += [Letter(path.stem, path.read_text("utf-8"), case_of(path.stem.split(".")[0]), AS_OF, None) for path in paths]
    return tuple(found)


def own_names(case: Case) -> dict[str, str]:
    """Give the names that a case types, each with what it names."""
    seller = case.seller
    companies = [
        seller.store_name,
        seller.legal_name,
        *seller.known_names,
        *(who.name for who in (case.incident.offenders if case.incident else ())),
    ]
    return {**{name: "company" for name in companies if name}, seller.contact.name: "person"}


def swaps(letter: Letter, rng: random.Random, pool: Pool) -> Iterator[Trial]:
    """Put another name in place of each one, at one place at a time."""
    names = own_names(letter.case)
    stores = [other.case.seller.store_name for other in letters() if other.case.seller.store_name not in names]
    for name, kind in names.items():
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", letter.text):
            for _ in range(2):
                other = rng.choice(pool.people if kind == "person" else pool.companies)
                yield _with(f"swapped {kind}", letter, match.span(), other)
            if name == letter.case.seller.store_name:
                yield _with("another client's store", letter, match.span(), rng.choice(stores))
            first, _, last = name.partition(" ")
            if kind == "person":
                yield _with("another first name", letter, match.span(), f"{rng.choice(pool.people).split()[0]} {last}")
                yield _with("another surname", letter, match.span(), f"{first} {rng.choice(pool.people).split()[-1]}")


def insertions(letter: Letter, rng: random.Random, pool: Pool) -> Iterator[Trial]:
    """Put a sentence with an invented name behind a sentence of the prose."""
    ends = [match.end() for match in re.finditer(r"[a-z]{4}\.(?=\s[A-Z])", letter.text)]
    for what, sentences in INSERTED.items():
        for sentence in sentences:
            person = rng.choice(pool.people)
            said = sentence.format(company=rng.choice(pool.companies), person=person, surname=person.split()[-1], city=rng.choice(CITIES))
            end = rng.choice(ends)
            yield _with(what, letter, (end, end), f" {said}")


def harmless(letter: Letter, rng: random.Random, pool: Pool) -> Iterator[Trial]:
    """Write a name otherwise without naming anybody else."""
    del rng, pool
    for name, kind in own_names(letter.case).items():
        words = name.split()
        others = {name.upper(), f"{name}'s", f"{name}\u2019s", f"the {name}"}
        others |= {f"Ms. {words[-1]}", f"Mr {words[-1]}", f"{words[0][0]}. {words[-1]}"} if kind == "person" else {f"our own {name}"}
        if words[-1].strip(".") in {"LLC", "Ltd", "Inc", "AB", "GmbH", "Co"}:
            others.add(" ".join(words[:-1]))
        places = list(re.finditer(rf"(?<!\w){re.escape(name)}(?![\w'\u2019])", letter.text))[:1]
        for match in places:
            for other in sorted(others):
                yield _with("harmless", letter, match.span(), other, is_wrong=False)


def _with(what: str, letter: Letter, span: tuple[int, int], other: str, *, is_wrong: bool = True) -> Trial:
    text = letter.text[: span[0]] + other + letter.text[span[1] :]
    return Trial(what, letter, text, (span[0], span[0] + len(other)), is_wrong)


def found_wrong(trial: Trial) -> bool:
    """Say whether an error of GR404 or CT216 lies on the changed words; of a harmless edit, whether there is any GR404."""
    letter = trial.letter
    report = check(trial.text, kind="letter", case=letter.case, rung=letter.rung, as_of=letter.as_of)
    errors = [found for found in report.findings if found.severity is Severity.ERROR and found.rule in {"GR404", "CT216", "GR401"}]
    if not trial.is_wrong:
        return any(found.rule == "GR404" for found in errors)
    return any(found.span and found.span[0] < trial.span[1] and trial.span[0] < found.span[1] for found in errors)


def rates(seed: int, share: float = 1.0, pool: Pool = FRESH) -> tuple[dict[str, tuple[int, int]], list[Trial]]:
    """Try every edit, or a share of them: of each sort, how many were called wrong and how many were tried; and the misjudged ones."""
    rng = random.Random(seed)
    called: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    misjudged: list[Trial] = []
    for letter in letters():
        for make in (swaps, insertions, harmless):
            for trial in make(letter, rng, pool):
                if rng.random() > share:
                    continue
                wrong = found_wrong(trial)
                tried[trial.what] += 1
                called[trial.what] += wrong
                if wrong is not trial.is_wrong:
                    misjudged.append(trial)
    return {what: (called[what], tried[what]) for what in sorted(tried)}, misjudged


def main() -> None:
    """Print the rates, and what was misjudged."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    found, misjudged = rates(seed, pool=FIRST if "first" in sys.argv else FRESH)
    lines = [f"{what}: {called} of {tried}" for what, (called, tried) in found.items()]
    for trial in misjudged:
        start, end = trial.span
        around = f"{trial.text[max(0, start - 40) : start]}[{trial.text[start:end]}]{trial.text[end : end + 20]}"
        lines.append(f"  {trial.what} {trial.letter.name}: {' '.join(around.split())}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
