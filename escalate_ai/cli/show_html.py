"""What came of a rewrite as one self-contained page. In: an `Outcome`. Out: HTML that loads nothing from anywhere and prints well."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from importlib.resources import files

from escalate_ai.cli.show_findings import tally, texts_of_letter
from escalate_ai.cli.show_outcome import writer
from escalate_ai.findings import Finding
from escalate_ai.letter import Letter
from escalate_ai.outcome import Outcome


def page(outcome: Outcome) -> str:
    """Give the letter with its findings marked in it, the report, where the case stands, and what to look at before sending."""
    title = outcome.letter.subject if outcome.letter else f"No letter now: {outcome.readiness.rung.value}"
    body = "\n".join(part for part in (_letter_part(outcome), _readiness_part(outcome), _draft_part(outcome), _foot(outcome)) if part)
    style = (files("escalate_ai") / "data" / "page.css").read_text("utf-8")
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _letter_part(outcome: Outcome) -> str:
    letter, report = outcome.letter, outcome.report
    if letter is None or report is None:
        return ""
    verdict = "accepted" if outcome.accepted else "not accepted, do not send this letter"
    return (
        f'<article class="letter">\n{_letter(letter, report.findings)}\n</article>\n'
        f'<section>\n<h2 class="{"good" if outcome.accepted else "bad"}">{verdict}</h2>\n<p>{escape(tally(report))}</p>\n'
        f"{_findings(report.findings)}\n{_allowed(outcome)}</section>"
    )


def _letter(letter: Letter, findings: tuple[Finding, ...]) -> str:
    def marked(name: str) -> str:
        part = texts.get(name)
        return _marked(part.text, [finding for finding in findings if finding.where == name]) if part else ""

    texts = texts_of_letter(letter)
    bullets = "\n".join(f"<li>{marked(f'highlights[{place}]')}</li>" for place in range(len(letter.highlights)))
    attached = "\n".join(f"<li>{escape(title)}</li>" for title in letter.attachments)
    return "\n".join(
        (
            f'<p class="subject">Subject: {marked("subject")}</p>',
            f"<p>{marked('salutation')}</p>",
            f"<p>{marked('opening')}</p>",
            f"<p>{marked('highlights_intro')}</p>",
            f"<ul>\n{bullets}\n</ul>",
            f"<p>{marked('closing')}</p>",
            f'<p class="signature">{marked("signature")}</p>',
            f"<p>Attachments:</p>\n<ul>\n{attached}\n</ul>" if attached else "",
        )
    )


def _marked(text: str, findings: Iterable[Finding]) -> str:
    """Mark the words findings are about; where two overlap, the first in the text is marked."""
    said: list[str] = []
    done = 0
    spans = sorted((finding.span, finding) for finding in findings if finding.span) if findings else []
    for (start, end), finding in spans:
        if start < done or end > len(text) or start >= end:
            continue
        tip = escape(f"{finding.rule} {finding.name}: {finding.message}", quote=True)
        said.append(f'{escape(text[done:start])}<mark class="{finding.severity.value}" title="{tip}">{escape(text[start:end])}</mark>')
        done = end
    return "".join([*said, escape(text[done:])])


def _findings(findings: Iterable[Finding]) -> str:
    rows = "\n".join(
        f'<li class="{finding.severity.value}"><b>{finding.severity.value} {escape(finding.rule)} {escape(finding.name)}</b> '
        f"<span>{escape(finding.where)}</span>{_quote(finding)}<br>{escape(finding.message)}<br><i>{escape(finding.suggestion)}</i></li>"
        for finding in findings
    )
    return f'<ul class="findings">\n{rows}\n</ul>' if rows else ""


def _quote(finding: Finding) -> str:
    return f"<br><q>{escape(finding.quote)}</q>" if finding.quote else ""


def _allowed(outcome: Outcome) -> str:
    allowed = outcome.report.allowed if outcome.report else ()
    return _list("Allowed", (f"{entry.rule}: {entry.reason}" for entry in allowed))


def _readiness_part(outcome: Outcome) -> str:
    stands = outcome.readiness
    until = f", until {stands.until.isoformat()}" if stands.until else ""
    about = f"<p>To {escape(stands.recipient.name)}, by {escape(stands.recipient.channel.value)}</p>\n" if stands.recipient else ""
    if stands.override:
        about += f"<p>Written on the rung {escape(stands.override.rung.value)} instead: {escape(stands.override.because)}</p>\n"
    return (
        f"<section>\n<h2>{'Ready' if stands.ready else 'Not ready'}: {escape(stands.rung.value)}{until}</h2>\n{about}"
        f"{_list('Why', stands.reasons)}{_list('Next', stands.next_steps)}{_findings(stands.findings)}"
        f"{_list('Before you send', outcome.notes)}</section>"
    )


def _draft_part(outcome: Outcome) -> str:
    if outcome.draft is None:
        return ""
    unused = _list("In the draft but not in the case, so not used", (f"{fact.text} ({fact.kind})" for fact in outcome.draft.unused))
    return f"<section>\n<h2>The client's draft</h2>\n{_findings(outcome.draft.findings)}\n{unused}</section>"


def _list(title: str, items: Iterable[str]) -> str:
    kept = "\n".join(f"<li>{escape(item)}</li>" for item in items)
    return f"<h3>{escape(title)}</h3>\n<ul>\n{kept}\n</ul>\n" if kept else ""


def _foot(outcome: Outcome) -> str:
    return f"<footer>{escape(writer(outcome))}</footer>"
