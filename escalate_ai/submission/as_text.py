"""Letter and papers as plain text and as Markdown. In: a `Letter` or a `Paper`. Out: text. Writes no file and changes no word.

Plain text is what a web form takes: no markup, no long lines, list entries behind "- ". Markdown shows as the letter does on paper.
"""

from __future__ import annotations

import re
import textwrap
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escalate_ai.letter import Letter
    from escalate_ai.submission.plan_paper import Paper

LINE = 78
"""Characters a line of plain text has at most, as mails and forms show it whole; a longer word stays whole."""


def letter_text(letter: Letter) -> str:
    """Give the letter as plain text, lines broken between words; read back, it is the same letter."""
    return (
        "\n\n".join(
            block
            for block in (
                # a form has a field of its own for the subject, and a line break in it would cut it short
                f"Subject: {letter.subject}" if letter.subject else "",
                _wrapped(letter.salutation),
                *map(_wrapped, _paragraphs(letter.opening)),
                _wrapped(letter.highlights_intro),
                _listed(highlight.text for highlight in letter.highlights),
                *map(_wrapped, _paragraphs(letter.closing)),
                letter.signature,
                f"Attachments:\n{_listed(letter.attachments)}" if letter.attachments else "",
            )
            if block
        )
        + "\n"
    )


def letter_markdown(letter: Letter) -> str:
    """Give the letter as Markdown: the subject in bold, real lists, the signature line by line."""
    blocks = (
        f"**Subject: {_marked(letter.subject)}**" if letter.subject else "",
        _marked(letter.salutation),
        *map(_marked, _paragraphs(letter.opening)),
        _marked(letter.highlights_intro),
        "\n".join(f"- {_marked(highlight.text)}" for highlight in letter.highlights),
        *map(_marked, _paragraphs(letter.closing)),
        "  \n".join(map(_marked, letter.signature.split("\n"))),
        "\n".join(["Attachments:", "", *(f"- {_marked(title)}" for title in letter.attachments)]) if letter.attachments else "",
    )
    return "\n\n".join(block for block in blocks if block) + "\n"


def paper_text(paper: Paper) -> str:
    """Give a paper as plain text: headings on lines of their own, numbered entries."""
    blocks = [
        paper.title,
        "\n".join(_wrapped(line) for line in paper.under),
        "\n".join(_wrapped(line) for line in paper.about),
        *(f"{section.heading}\n\n{_counted(section.items)}" for section in paper.sections),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def paper_markdown(paper: Paper) -> str:
    """Give a paper as Markdown: headings and numbered lists."""
    blocks = [
        f"# {_marked(paper.title)}",
        "  \n".join(map(_marked, paper.under)),
        "  \n".join(map(_marked, paper.about)),
        *(
            f"## {_marked(section.heading)}\n\n" + "\n".join(f"{place}. {_marked(item)}" for place, item in enumerate(section.items, 1))
            for section in paper.sections
        ),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _paragraphs(text: str) -> list[str]:
    return [" ".join(block.split()) for block in text.split("\n\n") if block.strip()]


def _listed(items: Iterable[str]) -> str:
    return "\n".join(_wrapped(f"- {item}", "  ") for item in items)


def _counted(items: Iterable[str]) -> str:
    return "\n".join(_wrapped(f"{place}. {item}", "   ") for place, item in enumerate(items, 1))


def _wrapped(text: str, further: str = "") -> str:
    return "\n".join(textwrap.wrap(text, LINE, subsequent_indent=further, break_long_words=False, break_on_hyphens=False))


@cache
def _signs() -> re.Pattern[str]:
    return re.compile(r"[\\`*<\[]|(?<!\w)_|_(?!\w)|^(?:#{1,6}|[-+>]|\d{1,9}[.)])(?=\s)")


def _marked(text: str) -> str:
    """Give a text in which no sign of its own is taken for Markdown."""
    return _signs().sub(lambda match: f"{match[0][:-1]}\\{match[0][-1]}", text)
