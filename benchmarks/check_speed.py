"""What a full check of a 200-word letter costs, beside proselint on the same letters, and how the cost grows with the text.

    pip install proselint                      # optional, for the ratio
    python benchmarks/check_speed.py           # all of it
    python benchmarks/check_speed.py letters   # letters only; also: natural, growth, hostile

CPU milliseconds of this process; ratios are of one and the same run, letter by letter in turn, since milliseconds depend on the machine
and on who else is using it. The letters are the composer's for the example cases, cut to 200 words, each with a word changed in every
sentence, so that nothing kept of an earlier text helps. "Known" is a case that was checked against before: the second letter of a batch, a
repair round. "New" is the first check against a case, measured in a process of its own that has checked letters of all other cases.
The composer's words recur from letter to letter, and so do sentences of the benchmark. "Natural" are letters that language models wrote for
the cases of the tests, cut in the same way, each once, against a case that two letters by hand were checked against before.
Targets: at most as long as proselint, and under 3 ms at the median.
"""

from __future__ import annotations

import gc
import importlib
import json
import random
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from escalate_ai import Case, Escalator, check
from escalate_ai.errors import DraftError

ROUNDS = 12
WORDS = 200
AS_OF = date(2026, 11, 20)
EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
CASES = EXAMPLES.parent / "tests" / "data" / "grounding"
WARM, OPEN = "dev", ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
"""The sets of cases whose letters are read first, and those whose letters are measured; no set that is held out."""
FILLERS = ("recent", "small", "careful", "regular", "plain", "daily", "local", "large", "simple", "steady", "separate", "direct", "exact")
SIZES = (1_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000)
REFUSED = 1_000_000
HOSTILE = {
    "one word": "A",
    "spaces": " ",
    "digits": "1",
    "dashes": "-",
    "commas": "1,",
    "dots": "a.",
    "quotation marks": '"A ',
    "brackets": "[(",
    "line ends": "\n",
    "list marks": "- a\n",
    "quoted lines": "> a\n",
    "capitals": "Ab & ",
    "months": "May 1 and ",
    "day and day": "1, 2, ",
    "days in a row": "on August 20 and September 2, ",
    "numbers joined": "12345678-",
    "companies": "Harbor Supply Co. on Delta Surplus. ",
    "number words": "two hundred and ",
    "order ids": "123-1234567-",
    "references": "order no. 12-",
    "never answered": "nobody never not again ",
    "sent and sent": "we sent and received no ",
    "look-alikes": "\u0430 ",
    "combining marks": "e\u0301",
    "zero width": "a\u200b",
}
"""Pieces that make a long text when repeated, each against another sort of pattern."""


def cost(job: Callable[[], object]) -> float:
    """Give the CPU milliseconds one call takes."""
    begun = time.process_time()
    job()
    return (time.process_time() - begun) * 1000


@cache
def proselint() -> Callable[[str], object] | None:
    """Give proselint with all its checks, each registered once, where it is installed."""
    try:
        tools, checks = importlib.import_module("proselint.tools"), importlib.import_module("proselint.checks")
        registry, config = importlib.import_module("proselint.registry"), importlib.import_module("proselint.config")
    except ImportError:
        return None
    registry.CheckRegistry().register_many(checks.__register__)
    return lambda text: tools.LintFile("letter", content=text).lint(config.DEFAULT)


def cut(text: str, words: int) -> str:
    """Give a letter of about so many words: last sentences of its longest paragraphs go, then its longest bullets and enclosures."""
    lines = text.split("\n")
    while sum(len(line.split()) for line in lines) > words:
        parted = {place: re.split(r"(?<=[.!?]) (?=[A-Z])", line) for place, line in enumerate(lines)}
        ends = [(len(lines[place].split()), place) for place, sentences in parted.items() if len(sentences) > 1 or lines[place][:2] == "- "]
        if not ends:
            break  # every line is of one sentence
        longest = max(ends)
        sentences = parted.pop(longest[1])
        lines[longest[1]] = " ".join(sentences[:-1])
    return "\n".join(lines)


def changed(text: str, seed: int) -> str:
    """Give a letter with a word more in every sentence and every line."""
    chance = random.Random(seed)  # noqa: S311  no secret
    pieces = re.split(r"((?<=[.!?]) |\n)", text)
    return "".join(
        re.sub(
            r"\b(?:the|our|a|an|this|every|each|to|of|and|by|for|in)(?= [a-z])",
            lambda m: f"{m[0]} {chance.choice(FILLERS)}",
            piece,
            count=1,
        )
        for piece in pieces
    )


def composed() -> list[tuple[Path, str]]:
    """Give the composer's letter for each example case."""
    escalator = Escalator(offline=True)
    folders = sorted(path.parent for path in EXAMPLES.rglob("case.yaml"))
    outcomes = [(folder, escalator.rewrite(Case.load(folder), as_of=AS_OF)) for folder in folders]
    return [(folder, cut(outcome.letter.text, WORDS)) for folder, outcome in outcomes if outcome.letter]


def told(name: str, costs: Sequence[float], beside: Sequence[float] = ()) -> None:
    """Print a row: median and most, and the median of the ratios to what proselint took for the same letter."""
    ratio = f"{statistics.median(one / other for one, other in zip(costs, beside, strict=True)):12.2f}" if beside else ""
    print(f"{name:<30}{statistics.median(costs):8.2f}{max(costs):8.2f}{ratio}")


def letters() -> None:
    """Measure letters of 200 words without a case, with a case known, with a case new to the process, and proselint on the same."""
    texts, lint = composed(), proselint()
    cases = {folder: Case.load(folder) for folder, _ in texts}
    for seed in range(3):
        for folder, text in texts:
            for case in (None, cases[folder]):
                check(changed(text, seed), kind="letter", case=case, as_of=AS_OF)
            if lint:
                lint(text)
    gc.freeze()
    alone: list[float] = []
    known: list[float] = []
    beside: list[float] = []
    for seed in range(100, 100 + ROUNDS):
        for folder, text in texts:
            one, other = changed(text, seed), changed(text, seed + 5_000)
            alone.append(cost(lambda: check(one, kind="letter", as_of=AS_OF)))  # noqa: B023  called at once
            if lint:
                beside.append(cost(lambda: lint(one)))  # noqa: B023  called at once
            known.append(cost(lambda: check(other, kind="letter", case=cases[folder], as_of=AS_OF)))  # noqa: B023  called at once
    counts = [len(changed(text, 1).split()) for _, text in texts]
    print(f"{len(alone)} letters of {min(counts)} to {max(counts)} words; CPU ms: median, most{', ratio to proselint' if lint else ''}")
    told("without a case", alone, beside)
    told("with its case, known", known, beside)
    told("with its case, new", [new(place) for place in range(len(texts)) for _ in range(2)])
    if beside:
        told("proselint", beside)


def modelled(split: str) -> list[tuple[Case, list[str], list[str]]]:
    """Give the cases of a set with the letters written by hand for each, and those that language models wrote."""
    found: list[tuple[Case, list[str], list[str]]] = []
    for path in sorted((CASES / split).glob("*.yaml")):
        by_hand = [one.read_text("utf-8") for one in sorted(path.parent.glob(f"{path.stem}.[ab].txt"))]
        by_models = [one.read_text("utf-8") for one in sorted((path.parent / "model").glob(f"{path.stem}*.txt"))]
        found.append((Case.load(path), by_hand, by_models))
    return found


def natural() -> None:
    """Measure letters of models against their case, known by two other letters, and proselint on the same; each is seen once."""
    lint = proselint()
    for case, by_hand, by_models in modelled(WARM):
        for text in (*by_hand, *by_models):
            check(text, kind="letter", case=case, as_of=AS_OF)
            if lint:
                lint(cut(text, WORDS))
    cases = [one for split in OPEN for one in modelled(split)]
    gc.freeze()
    known: list[float] = []
    beside: list[float] = []
    words: list[int] = []
    for case, by_hand, by_models in cases:
        for text in by_hand:
            check(text, kind="letter", case=case, as_of=AS_OF)
        for text in (cut(one, WORDS) for one in by_models):
            words.append(len(text.split()))
            known.append(cost(lambda: check(text, kind="letter", case=case, as_of=AS_OF)))  # noqa: B023  called at once
            if lint:
                beside.append(cost(lambda: lint(text)))  # noqa: B023  called at once
    per_word = statistics.median(one / count for one, count in zip(known, words, strict=True)) * 1000
    print(f"\n{len(known)} letters of models, {min(words)} to {max(words)} words; {per_word:.0f} us a word; CPU ms: median, most, ratio")
    told("with its case, known", known, beside)
    if beside:
        told("proselint", beside)


def new(place: int) -> float:
    """Give what the first check of a letter against its case takes, in a process that has checked letters of all other cases."""
    return float(subprocess.run([sys.executable, __file__, "new", str(place)], capture_output=True, text=True, check=True).stdout)


def first_of(place: int) -> float:
    """Measure `new` in this process. Which letter the case has is asked of another one, so that this one has not seen the case."""
    folders = sorted(path.parent for path in EXAMPLES.rglob("case.yaml"))
    answer = subprocess.run([sys.executable, __file__, "texts"], capture_output=True, text=True, check=True).stdout
    texts: list[str] = json.loads(answer)
    for index, text in enumerate(texts):
        if index != place:
            check(changed(text, 7), kind="letter", case=Case.load(folders[index]), as_of=AS_OF)
    case, text = Case.load(folders[place]), changed(texts[place], 7)
    gc.collect()  # what the other letters left is not to be cleared away at the cost of this one
    gc.freeze()
    return cost(lambda: check(text, kind="letter", case=case, as_of=AS_OF))


def growth() -> None:
    """Measure longer and longer texts, without a case and with one, and one that is refused."""
    texts = composed()
    folder = texts[0][0]
    case, limit = Case.load(folder), SIZES[-1]
    long = "\n\n".join(changed(text, seed) for seed in range(40) for _, text in texts)
    middle = len(long) // 2
    for held_against in (None, case):  # patterns are compiled when they are first used
        check(long[middle : middle + 20_000], kind="letter", case=held_against, as_of=AS_OF)
    print("\ncharacters     without a case    per kB         with a case    per kB   (CPU ms)")
    for size in SIZES:
        alone = cost(lambda: check(long[:size], kind="letter", as_of=AS_OF))  # noqa: B023  called at once
        held = cost(lambda: check(long[-size:], kind="letter", case=case, as_of=AS_OF))  # noqa: B023  called at once
        print(f"{size:>10,}{alone:>19.1f}{alone / size * 1000:>10.2f}{held:>20.1f}{held / size * 1000:>10.2f}")
    begun = time.process_time()
    try:
        check((long * (REFUSED // len(long) + 1))[:REFUSED], kind="letter")
    except DraftError as error:
        print(f"{REFUSED:>10,}   refused in {(time.process_time() - begun) * 1000:.1f} ms: {error}")
    assert len(long) > limit, "the longest text is to be read whole"  # noqa: S101  a benchmark


def hostile() -> None:
    """Measure texts of one piece repeated: twice the length may take twice the time, and little more."""
    print("\nhostile text           50,000   100,000   200,000   characters (CPU ms)   last to first (linear: 4)")
    for name, piece in HOSTILE.items():
        costs = [cost(lambda: check(f"a{piece * (size // len(piece))}"[:size], kind="letter")) for size in (50_000, 100_000, 200_000)]  # noqa: B023
        print(f"{name:<19}{''.join(f'{one:>10.1f}' for one in costs)}{costs[-1] / max(costs[0], 0.01):>9.1f}")


def main() -> None:
    """Print what was asked for, or everything."""
    match sys.argv[1:]:
        case ["new", place]:
            print(first_of(int(place)))
        case ["texts"]:
            print(json.dumps([text for _, text in composed()]))
        case wanted:
            for name, part in (("letters", letters), ("natural", natural), ("growth", growth), ("hostile", hostile)):
                if not wanted or name in wanted:
                    part()


if __name__ == "__main__":
    main()
