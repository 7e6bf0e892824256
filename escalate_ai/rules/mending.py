"""What to mend first. In: a rule's code. Out: its rank; the lowest is mended first. Runs nothing.

The order is that in which a consultant checks (DOMAIN, "What a consultant checks first"), behind what makes every other finding idle: a
text that is something else or somebody else's. Findings of one gravity are listed by it, those of one rank in the order of the text.
"""

from __future__ import annotations

from functools import cache

MENDED_FIRST: tuple[tuple[str, ...], ...] = (
    # another text than the one asked for, or another client's
    ("FM114", "PL116", "SB606", "FM113", "FM115", "RD513", "RD507", "RD501"),
    # 1 no invented fact
    ("GR401", "GR402", "GR403", "GR404", "GR405", "CT213", "CT218", "SB608", "RD514"),
    # 2 count, dates and replies of what was sent
    ("CT204", "CT205", "CT206", "CT207", "RD506", "RD508", "RD510"),
    # 3 one clear request, in a letter that has its parts
    ("FM108", "CT201", "CT203", "CT202"),
    # 4 the right rung
    ("CT215", "RD502", "RD503", "RD515", "SB603"),
    # 5 a strong plan behind it
    ("PL101", "PL102", "PL103", "PL106", "PL107", "PL114", "PL111", "PL117", "PL118", "PL119", "RD504", "RD505", "RD512", "RD516", "SB601"),
    # 6 highlights completed, dated, working
    ("FM101", "FM102", "CT211", "CT212", "CT214", "RD509", "PL108", "PL109", "PL115", "TN312"),
    # 7 a specific cause, owned
    ("CT208", "CT209", "PL104", "PL105"),
    # 8 no fight
    ("TN307", "TN308", "TN303", "TN304", "TN305"),
    # 9 no plea, no glory
    ("TN301", "TN302", "TN306", "TN310"),
    # 10 one screen long
    ("FM103", "FM104", "FM105", "FM106", "FM107", "FM110", "FM111", "FM112", "PL112", "PL113"),
    # 11 the last reply answered
    ("CT217", "RD511"),
    # 12 documents named and there
    ("CT210", "CT216", "PL110", "SB602", "SB604", "SB605", "SB607"),
    # 13, 14 reads like a person, and like no other letter
    ("FM109", "FM116", "TN309", "TN311"),
)


@cache
def _ranks() -> dict[str, int]:
    return {code: rank for rank, codes in enumerate(MENDED_FIRST) for code in codes}


def rank_of(code: str) -> int:
    """Give the rank of a rule; one that nobody ranked comes last."""
    return _ranks().get(code, len(MENDED_FIRST))
