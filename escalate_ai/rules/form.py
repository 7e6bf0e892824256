"""Family FM: how a letter or a plan is built.

In: nothing. Out: `FORM`, one declarative value per offence; their judged functions stand in form_checks.
"""

from __future__ import annotations

from escalate_ai.rules import form_checks as judge
from escalate_ai.rules.kinds import WordLimit
from escalate_ai.rules.rule import Example, Rule
from escalate_ai.terms import Severity, Target

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
_LETTER, _PLAN = Target.LETTER, Target.PLAN
_LONG = (
    "In June our packing team, who had been told to work faster and who had new labels, confirmed orders "
    "which the carrier had not yet fetched and which nobody checked, {}."
)
_SENTENCE = "Each confirmed number is compared with the carrier's scan in the evening, and the sheet is signed by the shift lead. "
_READ = "Please read the attached Plan of Action again."
_NOTE_LETTER = (
    "Subject: Account\n\nDear team,\n\nWe ask that you reinstate our account.\n\n- Labels were "
    "withdrawn.\n- Scans come first.\n\nPlease read it again.\n\nM. Okafor\n"
)
_PARAGRAPH = WordLimit(
    judge.prose_pieces,
    lambda reading: (reading.policy.letter.paragraph_words_warning, reading.policy.letter.paragraph_words_error),
    "This paragraph has {words} words, over {limit}.",
    "Keep what the reader decides by; the plan holds the rest.",
)
_BULLET = WordLimit(
    judge.bullet_pieces,
    lambda reading: (reading.policy.letter.highlight_words_warning, reading.policy.letter.highlight_words_error),
    "This bullet has {words} words, over {limit}.",
    "One measure: its date, how it was done, its result.",
)

FORM: tuple[Rule, ...] = (
    Rule(
        code="FM101",
        name="paragraph-count",
        severities=(_ERROR,),
        targets=(_LETTER,),
        guidance="Write exactly two prose paragraphs, one above the highlights and one below.",
        why="An investigator has minutes; a third paragraph is where reading stops.",
        source="Expert tips, 6: a couple of paragraphs of tight sentences",
        repair="Merge this paragraph into the one before it or drop it, so that one paragraph stands above the bullets and one below.",
        bad=(
            Example(
                "opening", "We ask that you reinstate our account.\n\nIt was deactivated on July 6, 2026.\n\nWe sent the plan three times."
            ),
            Example("closing", "The software now withholds the number.\n\nPlease read the attached Plan of Action again."),
        ),
        good=(Example(), Example("closing", "The software now withholds\nthe number. Please read the attached Plan of Action again.")),
        letter=judge.paragraph_count,
    ),
    Rule(
        code="FM102",
        name="highlight-count",
        severities=(_ERROR, _NOTE),
        targets=(_LETTER,),
        guidance="Show three highlights, never fewer than two or more than five.",
        why="Three finished measures convince; one looks like little, six are not read.",
        source="Expert tips, 1: the top three completed solutions",
        repair="Give each chosen measure a bullet of its own and leave the others to the plan.",
        bad=(
            Example("highlights[2]", ""),
            Example("letter", "Subject: A\n\nDear Sir,\n\nWe ask.\n\n- One thing was done.\n\nPlease read it.\n\nM. O.\n"),
        ),
        good=(
            Example(),
            Example("highlights[0]", "On July 9, 2026 our clerk uploaded the scan records and refunded 9 buyers, so none is open."),
        ),
        letter=judge.highlight_count,
        reads=("highlights",),
    ),
    Rule(
        code="FM103",
        name="too-short",
        severities=(_ERROR, _WARNING),
        targets=(_LETTER, _PLAN),
        guidance="Write enough to report dates, replies and measures; a handful of lines is put aside unread.",
        why="A few lines without detail bring the same generic denial again.",
        source="What other things are sellers doing wrong: too short, without relevant details",
        repair="Add the facts that are missing: dates and channels of the submissions, the replies, the date and result of each measure.",
        bad=(Example("letter", _NOTE_LETTER), Example("plan", "Root cause: no check.", target=_PLAN)),
        good=(
            Example(),
            Example(
                "plan",
                f"Root causes\n- {_SENTENCE * 5}\n\nCorrective actions\n- {_SENTENCE * 5}\n\nPreventive measures\n- {_SENTENCE * 5}",
                target=_PLAN,
            ),
        ),
        letter=judge.too_short,
        plan=judge.plan_too_short,
        reads=("opening", "highlights", "closing"),
    ),
    Rule(
        code="FM104",
        name="too-long",
        severities=(_ERROR, _WARNING),
        targets=(_LETTER, _PLAN),
        guidance="Keep opening, bullets and closing together within the length given; one screen is read, two are not.",
        why="What does not fit on one screen is put aside.",
        source="What other things are sellers doing wrong: way too long",
        repair="Cut what the plan says anyway until the letter fits on one screen.",
        bad=(Example("closing", _SENTENCE * 16), Example("plan", f"Measures\n{_SENTENCE * 45}", target=_PLAN)),
        good=(
            Example(),
            Example(
                "plan",
                f"Root causes\n- {_SENTENCE * 7}\n\nCorrective actions\n- {_SENTENCE * 7}\n\nPreventive measures\n- {_SENTENCE * 7}",
                target=_PLAN,
            ),
        ),
        letter=judge.too_long,
        plan=judge.plan_too_long,
    ),
    Rule(
        code="FM105",
        name="paragraph-too-long",
        severities=(_ERROR, _WARNING),
        targets=(_LETTER,),
        guidance="Keep each paragraph short enough to be taken in at one glance.",
        why="A wall of text is skimmed, and the request in it is missed.",
        source="Expert tips, 6: tight, direct sentences",
        repair="Shorten this paragraph to its facts, under 110 words.",
        bad=(Example("opening", _SENTENCE * 8), Example("closing", _SENTENCE * 6)),
        good=(Example(), Example("closing", f"{_SENTENCE * 4}{_READ}")),
        letter=_PARAGRAPH.letter,
    ),
    Rule(
        code="FM106",
        name="convoluted-sentence",
        severities=(_ERROR, _WARNING),
        targets=(_LETTER, _PLAN),
        guidance="Write sentences that are understood at the first reading; split what holds two thoughts.",
        why="No investigator reads a convoluted sentence twice.",
        source="Expert tips, 4: no convoluted text or sentences",
        repair="Cut this sentence in two, one fact in each.",
        bad=(
            Example(
                "opening", _LONG.format("which is something that our office, which had no list, only saw when the notice came in July")
            ),
            Example(
                "closing", "Please read the plan that shows what was done by those who know which parcels were lost and whether they came."
            ),
        ),
        good=(Example(), Example("closing", "The software withholds the number. Please read the attached Plan of Action again.")),
        letter=judge.convoluted,
        plan=judge.plan_convoluted,
    ),
    Rule(
        code="FM107",
        name="highlight-too-long",
        severities=(_ERROR, _WARNING),
        targets=(_LETTER,),
        guidance="Keep each bullet to what was done, when, how, and what it shows.",
        why="Bullets are the part that is read at a glance.",
        source="Expert tips, 4: bulleted highlights",
        repair="Shorten this bullet to one measure with its date, how it was done and its result, at most 30 words.",
        bad=(
            Example("highlights[0]", f"Since July 13, 2026: {_SENTENCE * 2}"),
            Example("highlights[1]", f"Since July 13, 2026: {_SENTENCE * 3}"),
        ),
        good=(Example(), Example("highlights[0]", "On July 9, 2026 our clerk refunded 9 buyers, so none is open.")),
        letter=_BULLET.letter,
    ),
    Rule(
        code="FM108",
        name="missing-part",
        severities=(_ERROR,),
        targets=(_LETTER,),
        guidance="Give subject, salutation, opening, highlights, closing and signature.",
        why="A text without its parts reads as a note, and notes are answered with a form.",
        source="What other things are sellers doing wrong: no proper format",
        repair="Write the part that is missing.",
        bad=(Example("subject", ""), Example("closing", "")),
        good=(
            Example(),
            Example(
                "attachments", "Plan of Action\nCarrier scan records for 212 orders\nRelease settings of the software\nEvening check sheets"
            ),
        ),
        letter=judge.missing_parts,
    ),
)
