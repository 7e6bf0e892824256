"""Letter and papers as web pages. In: a `Letter` or a `Paper`, and the paper size. Out: HTML that loads nothing and prints well."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escalate_ai.letter import Letter
    from escalate_ai.submission.plan_paper import Paper


def letter_html(letter: Letter, *, size: str, day: str = "", notice: str = "") -> str:
    """Give the letter as one page.

    Args:
        letter: What is written; every word of it is escaped.
        size: The sheet it prints on, `A4` or `letter`.
        day: The day above the letter, as written; empty for none.
        notice: A line above all else, like what a redacted copy is.

    """
    return _page(letter.subject, (_notice(notice), *letter_blocks(letter, day=day)), size)


def letter_blocks(letter: Letter, *, day: str = "") -> tuple[str, ...]:
    """Give the letter's parts as HTML, without a page around them."""
    paragraphs = (*(f"<p>{escape(text)}</p>" for text in _paragraphs(letter.opening)),)
    closing = (*(f"<p>{escape(text)}</p>" for text in _paragraphs(letter.closing)),)
    return (
        f'<p class="date">{escape(day)}</p>' if day else "",
        f"<h1>Subject: {escape(letter.subject)}</h1>" if letter.subject else "",
        f"<p>{escape(letter.salutation)}</p>" if letter.salutation else "",
        *paragraphs,
        f'<p class="intro">{escape(letter.highlights_intro)}</p>' if letter.highlights_intro else "",
        _list("ul", (highlight.text for highlight in letter.highlights)),
        *closing,
        f'<p class="signature">{_broken(letter.signature)}</p>' if letter.signature else "",
        f"<h2>Attachments:</h2>\n{_list('ul', letter.attachments)}" if letter.attachments else "",
    )


def paper_html(paper: Paper, *, size: str, notice: str = "") -> str:
    """Give a paper as one page."""
    blocks = (
        _notice(notice),
        f"<h1>{escape(paper.title)}</h1>",
        _lines(paper.under),
        _lines(paper.about),
        *(f"<h2>{escape(section.heading)}</h2>\n{_list('ol', section.items)}" for section in paper.sections),
    )
    return _page(paper.title, blocks, size)


def _page(title: str, blocks: Iterable[str], size: str) -> str:
    body = "\n".join(block for block in blocks if block)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n@page {{ size: {size}; margin: 20mm 22mm; }}\n{_style()}</style>\n"
        f"</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


@cache
def _style() -> str:
    return files("escalate_ai").joinpath("data", "sheet.css").read_text("utf-8")


def _notice(text: str) -> str:
    return f'<p class="notice">{escape(text)}</p>' if text else ""


def _lines(lines: tuple[str, ...]) -> str:
    told = "\n".join(lines)
    return f'<p class="under">{_broken(told)}</p>' if told else ""


def _broken(text: str) -> str:
    return "<br>\n".join(escape(line) for line in text.split("\n"))


def _list(kind: str, items: Iterable[str]) -> str:
    entries = "\n".join(f"<li>{escape(item)}</li>" for item in items)
    return f"<{kind}>\n{entries}\n</{kind}>" if entries else ""


def _paragraphs(text: str) -> list[str]:
    return [block for block in text.split("\n\n") if block.strip()]
