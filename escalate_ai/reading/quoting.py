"""Who wrote what in a text. In: any text. Out: its `Stretch`es, what is not the writer's own: quoted and forwarded mails, pasted notices.

Known shapes: lines behind ">", what follows "On … wrote:", "-----Original Message-----", "From: … Sent: …", words of Amazon between quote
marks or under "They replied:", and a notice from its greeting to its signature.
"""

from __future__ import annotations

from collections.abc import Iterable

from escalate_ai.reading.document import Stretch
from escalate_ai.reading.pasted import pasted
from escalate_ai.reading.quoted_lines import QuotedLine, lines_of
from escalate_ai.reading.quoters import addresses, day_in, is_amazon, is_from_amazon, opens_notice, whose_is
from escalate_ai.reading.quotheads import Head, head_at
from escalate_ai.terms import Whose

MOST = 200
"""Stretches that are told apart; a thread has a dozen."""
HEADING = 60
"""Characters of a line that may head a list."""
READ = 400_000
"""Characters that are looked at; what is longer is no draft and is refused before its words are read."""


def stretches_of(text: str, own: Iterable[str] = ()) -> tuple[Stretch, ...]:
    """Give the stretches of a text that are an inner mail or not the writer's own words, outer ones before inner ones.

    Args:
        text: A mail's body, a draft, a notice.
        own: Mail addresses that are the seller's.

    """
    text = text[:READ]
    lines = lines_of(text)
    if not lines:
        return ()
    mails = _Mails(text, lines, frozenset(address.lower() for address in own))
    mails.scan()
    found = sorted(mails.found, key=lambda stretch: (stretch.start, -stretch.end))
    return tuple(found) + tuple(_notices(text, lines, found))


class _Mails:
    """Finds mails inside a text by the lines that head them and by the marks in front of their lines."""

    def __init__(self, text: str, lines: list[QuotedLine], own: frozenset[str]) -> None:
        self.text = text
        self.lines = lines
        self.own = own | self._own_of_threads()
        self.found: list[Stretch] = []
        self.stops: dict[int, list[int]] = {}
        self.worded = [-1]
        """By line: the last one before it with words."""
        for at, line in enumerate(lines):
            self.worded.append(self.worded[-1] if line.blank else at)

    def _own_of_threads(self) -> frozenset[str]:
        """Whom Amazon writes to in a thread is the seller."""
        return frozenset(
            address
            for head in self._heads()
            if any(is_amazon(sender) for sender in addresses(head.sender)[:1])
            for address in addresses(head.to)
            if not is_amazon(address)
        )

    def _heads(self) -> list[Head]:
        found: list[Head] = []
        at = 0
        while at < len(self.lines) and len(found) < MOST:
            head = head_at(self.lines, at)
            found += [head] if head else []
            at = head.last + 1 if head else at + 1
        return found

    def scan(self) -> None:
        """Collect the stretches: each head opens one, each deeper run of ">" without a head of its own another."""
        covered: dict[int, int] = {}
        for head in self._heads():
            start = self.lines[head.first]
            if head.first == 0 and not head.is_quotation and not self._heads_notice(head):
                continue
            end = self._end(head)
            body = self.text[self.lines[head.last].end : self.lines[end].end]
            self._add(start.start, self.lines[end].end, head, body)
            covered[head.first] = end
            if head.last + 1 < len(self.lines) and self.lines[head.last + 1 : end + 1]:
                covered[self._first_word(head.last + 1, end)] = end
        self._bare_runs(covered)

    def _heads_notice(self, head: Head) -> bool:
        """Header lines on top of a text are the writer's own, unless the writer is Amazon."""
        return any(is_amazon(address) for address in addresses(head.sender)[:1])

    def _first_word(self, at: int, end: int) -> int:
        while at < end and self.lines[at].blank:
            at += 1
        return at

    def _end(self, head: Head) -> int:
        """Give the last line of what a head opens: its run of deeper lines, else all that is as deep as the head itself."""
        depth = self.lines[head.first].depth
        first = head.last + 1
        while first < len(self.lines) and self.lines[first].blank:
            first += 1
        deeper = first < len(self.lines) and self.lines[first].depth > depth
        floor = depth + 1 if deeper and head.marks_follow else depth
        return self._run(first, floor) if first < len(self.lines) else len(self.lines) - 1

    def _run(self, first: int, floor: int) -> int:
        """Give the last line from a place on that stands at least that deep; blank lines in between belong to it."""
        if floor not in self.stops:
            stops = [len(self.lines)] * (len(self.lines) + 1)
            for at in range(len(self.lines) - 1, -1, -1):
                line = self.lines[at]
                stops[at] = at if line.depth < floor and not line.blank else stops[at + 1]
            self.stops[floor] = stops
        return max(first, self.worded[self.stops[floor][first]])

    def _bare_runs(self, covered: dict[int, int]) -> None:
        """Take runs of ">" that no head announces; a list with ">" for a bullet is none."""
        at, last_depth = 0, 0
        while at < len(self.lines) and len(self.found) < MOST:
            line = self.lines[at]
            if line.depth > last_depth and not line.blank:
                end = self._run(at, line.depth)
                if at not in covered and not self._is_list(at, end):
                    body = self.text[line.start : self.lines[end].end]
                    self._add(
                        line.start, self.lines[end].end, Head(at, at), "\n".join(part.body for part in self.lines[at : end + 1]) or body
                    )
            if not line.blank:
                last_depth = line.depth
            at += 1

    def _is_list(self, first: int, last: int) -> bool:
        """Tell entries of a list with ">" for a bullet from a quotation: one level, several, each a beginning, none of Amazon's words."""
        inside = self.lines[first : last + 1]
        bodies = [line.body.strip() for line in inside if line.depth]
        begins = all(body[:1].isupper() or body[:1].isdigit() for body in bodies)
        above = self.lines[first - 1].body.strip() if first else ""
        headed = 0 < len(above) <= HEADING and above[-1] not in ".:,;!?"
        return (len(bodies) > 1 or headed) and begins and all(line.depth <= 1 for line in inside) and not is_from_amazon("\n".join(bodies))

    def _add(self, start: int, end: int, head: Head, body: str) -> None:
        if len(self.found) < MOST and end > start:
            whose = whose_is(head.sender, body, self.own)
            self.found.append(Stretch(start, end, whose, head.sender, day_in(head.sent) if head.sent else None, head.subject))


def _notices(text: str, lines: list[QuotedLine], found: list[Stretch]) -> Iterable[Stretch]:
    """Give pasted words of Amazon where no mail found so far is Amazon's already."""
    taken = [(stretch.start, stretch.end) for stretch in found if stretch.whose is Whose.AMAZON]
    for start, end in pasted(text, lines):
        # a mail of Amazon's under somebody's own words ends in Amazon's signature and is no notice from the first line on
        answered = any(start < low and high <= end for low, high in taken) and not opens_notice(text[start:end].partition("\n")[0])
        if not answered and not any(low <= start and end <= high for low, high in taken):
            yield Stretch(start, end, Whose.AMAZON)
