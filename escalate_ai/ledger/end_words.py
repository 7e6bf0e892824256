"""Words that tell between which days a span of time lies. In: nothing. Out: patterns. Judges nothing."""

from __future__ import annotations

import re
from functools import cache


@cache
def apposing() -> re.Pattern[str]:
    """What joins a span to the day right before it: "by 30 July, which was"."""
    return re.compile(
        r"\s?(?:,|\()\s?(?:(?:which|that)\s(?:was|is)\s|i\.e\.,?\s|that\sis,?\s|and\sso\s|so\s|just\s|only\s|exactly\s|precisely\s|barely\s|already\s|a\sfull\s){0,3}",
        re.IGNORECASE,
    )


@cache
def counted_up() -> re.Pattern[str]:
    """What stands before a span that ends on a day: "in the thirty days up to"."""
    return re.compile(r"(?<!\w)(?:the|over|last|past|full|these|those)\s$", re.IGNORECASE)


@cache
def until() -> re.Pattern[str]:
    """What joins such a span to its last day."""
    return re.compile(r"\s(?:up\s)?(?:to|until|till|through|ending(?:\son)?|that\sended\son|before)\s(?:the\s)?", re.IGNORECASE)


@cache
def closes() -> re.Pattern[str]:
    """What ends a clause right behind "later": the day before it is the later one."""
    return re.compile(r"\s(?:later|after(?:wards?|\sthat)?|on)\s?[,.;:)]", re.IGNORECASE)


@cache
def lead() -> re.Pattern[str]:
    """What stands between a span and its two days."""
    return re.compile(
        r"\s(?:that\s(?:lie|lay|passed|went\sby)\s)?(?:lie\s|lay\s|passed\s|went\sby\s)?(?:from|between)\s(?:the\s)?", re.IGNORECASE
    )


@cache
def joins() -> re.Pattern[str]:
    """What joins two days to a span."""
    return re.compile(r"\s?(?:-|to|until|till|through|and)\s(?:the\s)?|\s?-\s?", re.IGNORECASE)


@cache
def later() -> re.Pattern[str]:
    """What makes a span one that follows on a day."""
    return re.compile(
        r",?\s(?:later|afterwards?|thereafter|hence|younger|on(?=[,.;:)])|after(?=[,.;:)])|after\s(?:that|it|this)(?!\s\w+ed))(?!\w)",
        re.IGNORECASE,
    )


@cache
def earlier() -> re.Pattern[str]:
    """What makes it one that goes before a day."""
    return re.compile(
        r",?\s(?:earlier|previously|beforehand|prior(?!\sto)|before(?=[,.;:)])"
        r"|before\s(?:that|it|this)(?=[\s,.;:)]))(?!\w)(?!\sthan\s)",
        re.IGNORECASE,
    )


@cache
def of_second() -> re.Pattern[str]:
    """What came after another of its kind, whose day need not be the one named last: "a second one, by the same way"."""
    return re.compile(r"(?<!\w)(?:second|third|fourth|next|other|another|last)(?:\sone)?(?!\w)", re.IGNORECASE)


@cache
def in_part() -> re.Pattern[str]:
    """A day or month told only in part: "the 16th", "10/08", "the end of August", "in June"."""
    return re.compile(
        r"(?<!\w)(?:the\s\d{1,2}(?:st|nd|rd|th)|\d{1,2}[./]\d{1,2}\.?(?![\d./%]))(?!\w)"
        r"|(?<!\w)(?:in|of|since|until|for)\s(?:January|February|March|April|May|June|July|August|September|October|November|December)(?!\w)"
    )


@cache
def ago() -> re.Pattern[str]:
    """What makes it end today."""
    return re.compile(r"\sago(?!\w)", re.IGNORECASE)


@cache
def old() -> re.Pattern[str]:
    """What makes it an age."""
    return re.compile(r"\sold(?=[\s,.;:)]|$)(?!\s[a-z]+s?\s(?:was|were|is|are)\s)", re.IGNORECASE)


@cache
def right_behind() -> re.Pattern[str]:
    """What joins "later" to the day that came then."""
    return re.compile(
        r",?\s(?:later|afterwards?|thereafter|on|after(?:\s(?:that|it|this))?),?\s(?:(?:again\s)?(?:\(|on\s)(?:the\s)?)?", re.IGNORECASE
    )


@cache
def goes_on() -> re.Pattern[str]:
    """What shows that the time goes on up to the day of writing."""
    return re.compile(
        r"(?<!\w)(?:have|has|ago|now|since|still|already|so\sfar|to\sdate|today|without|pending|open|waiting|waited|silence|silent|unanswered"
        r"|outstanding|old|no\s(?:reply|answer|word|response)|nothing)(?!\w)|'ve(?!\w)",
        re.IGNORECASE,
    )


@cache
def lies_between() -> re.Pattern[str]:
    """What makes a span one between two days."""
    return re.compile(r"\s(?:(?:lie|lies|lay|passed|are|were|is|was)\s)?between(?!\w)", re.IGNORECASE)


@cache
def silent() -> re.Pattern[str]:
    """Words of waiting for an answer."""
    return re.compile(
        r"(?<!\w)(?:without|no)\s(?:an?y?\s)?(?:\w+\s)?(?:reply|answer|response|word|reaction|decision)|(?<!\w)(?:unanswered|silence)(?!\w)",
        re.IGNORECASE,
    )


@cache
def of_day() -> re.Pattern[str]:
    """What joins a span to a thing with its own day: "a week later than the letter of 2 March"."""
    return re.compile(r"(?:\s[a-z'-]+){2,8}\s(?:of|dated|from)\s(?:the\s)?", re.IGNORECASE)
