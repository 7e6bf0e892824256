"""Family TN: how a text speaks. In: nothing. Out: `TONE`. Phrases stand in `data/tone.toml`; rudeness is never silent."""

from __future__ import annotations

from escalate_ai.rules import tone_checks as judge
from escalate_ai.rules.kinds import Lexical
from escalate_ai.rules.rule import Applies, Example, Rule
from escalate_ai.rules.tone_believed import believed
from escalate_ai.rules.tone_heard import letter_heard, plan_heard
from escalate_ai.terms import Severity, Stance, Target

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
_BOTH = (Target.LETTER, Target.PLAN)
_READ = "Please read the attached Plan of Action again."
_HELD = "A tracking number cannot go out before the carrier has the parcel, because the software holds it back."


def _close(words: str, case: dict[str, object] | None = None) -> Example:
    """Give an example that puts these words into the closing, between what a good closing says."""
    return Example("closing", f"{_HELD} {words} {_READ}", case or {})


def _held(words: str) -> Example:
    """Give the same with words that the case bears."""
    return _close(words, {"track_record": words})


def _plan(words: str) -> Example:
    return Example(
        "plan",
        f"Root causes\n- {words}\n\nCorrective actions\n- The labels were withdrawn on July 10, "
        f"2026.\n\nPreventive measures\n- A scan comes first since July 13, 2026.",
        target=Target.PLAN,
    )


def _tone(category: str, message: str, suggestion: str, plan_severity: Severity | None = None) -> Lexical:
    return Lexical("tone", category, message, suggestion, plan_severity, believed=believed)


_PLEA = _tone("plea", "\u201c{words}\u201d pleads; nobody who decides is moved by it.", "Take it out and let dates and measures speak.")
_BLAME = _tone("blame_amazon", "\u201c{words}\u201d accuses Amazon.", "State what came back and when, without a word of judgement.")
_CONTEST = _tone(
    "contest",
    "\u201c{words}\u201d argues with the decision.",
    "Name the cause as your own, or dispute it on documents as a case of its own.",
)
_OTHERS = _tone("blame_others", "\u201c{words}\u201d makes somebody else the culprit.", "Say which step of your own work let it happen.")
_PRAISE = _tone("praise", "\u201c{words}\u201d praises the own work.", "Drop the adjective; state the fact behind it.", _WARNING)
_THREAT = _tone("threat", "\u201c{words}\u201d is a threat.", "Take it out; what counsel has to say, counsel says elsewhere.")
_BUZZ = Lexical("tone", "buzz", "\u201c{words}\u201d reports nothing.", "Say what was done, by whom and when.")
_PROMISE = Lexical("tone", "promise", "\u201c{words}\u201d promises what nobody can keep.", "Say what now stands in the way instead.")
_TEMPLATE = Lexical(
    "tone", "template", "\u201c{words}\u201d is known from circulating templates.", "Say it in words of your own, or leave it out."
)
_VAGUE = Lexical(
    "tone", "vague", "\u201c{words}\u201d is a wish and not a process.", "Name the check: who does what, when, and what is written down."
)

TONE: tuple[Rule, ...] = (
    Rule(
        code="TN301",
        name="emotional-plea",
        severities=(_ERROR,),
        targets=_BOTH,
        guidance="Do not plead: no family, no ruin, no begging, nothing about saving the business.",
        why="Who reads appeals all day is numb to pleas and stops there.",
        source="How Not To Do It: sob stories",
        repair="Remove the plea; keep the facts around it.",
        bad=(
            _close("My children depend on this store and we beg you to help."),
            _close("Without it we face bankruptcy and will lose everything."),
            _plan("Please save our business, it is our livelihood."),
        ),
        good=(
            _close(
                "The orders of Family Farms, our brand for children, are scanned like all others.",
                {"seller.known_names": ["Family Farms"]},
            ),
            _close("Save the business hours of the carrier, nothing else decides when a scan is made."),
        ),
        letter=letter_heard("TN301", _PLEA.letter),
        plan=plan_heard("TN301", _PLEA.plan),
    ),
    Rule(
        code="TN302",
        name="past-glory",
        severities=(_ERROR, _WARNING),
        targets=_BOTH,
        guidance="Give at most one sentence to the past record; none in a plan.",
        why="Past metrics do not answer what went wrong; eyes glaze over.",
        source="How Not To Do It: past glory days",
        repair="Remove this sentence about the past.",
        bad=(
            _close(
                "We have been selling on Amazon for nine years. Our feedback is 98 percent positive, from thousands of happy customers."
            ),
            _plan("We are a long-standing partner and have sold since 2015 with an excellent track record."),
        ),
        good=(_close("We have sold since 2017.", {"track_record": "Sold since 2017."}), _close("Units sold since July were refunded.")),
        letter=letter_heard("TN302", judge.past_glory),
        plan=plan_heard("TN302", judge.plan_past_glory),
    ),
    Rule(
        code="TN303",
        name="blaming-amazon",
        severities=(_ERROR,),
        targets=_BOTH,
        guidance="Accuse nobody at Amazon and show no anger; state replies as facts.",
        why="An accused reader defends the decision.",
        source="Expert tips, 6: don't blame Amazon angrily",
        repair="Replace the accusation by what came back and its date.",
        bad=(
            _close("This treatment is completely unacceptable."),
            _close("Your system is broken and you keep ignoring honest sellers."),
            _plan("Amazon made a huge mistake here."),
        ),
        good=(
            _close("The mistake was ours, and the process of our carrier was faulty too."),
            _close("Twice the answer named no point, and the third declined the request."),
        ),
        letter=letter_heard("TN303", _BLAME.letter),
        plan=plan_heard("TN303", _BLAME.plan),
    ),
    Rule(
        code="TN304",
        name="contesting-the-decision",
        severities=(_ERROR,),
        targets=_BOTH,
        guidance="Do not argue about the validity of the cause or the harshness of the treatment.",
        why="Arguing shows that the cause is not understood.",
        source="Expert tips, 6: without retroactively fighting about the validity of the causes",
        repair="Remove the argument; say what was found, or the cause that is owned.",
        bad=(
            _close("We did nothing wrong, and the deactivation is too harsh."),
            _close("Our account was wrongly suspended over baseless complaints."),
            _plan("We never violated any policy."),
        ),
        good=(
            _close("Where counts do not agree, the parcel stays in the hall."),
            _held("Nothing wrong can leave the hall: each carton is weighed, and labels that were wrongly printed are destroyed."),
        ),
        applies=Applies(stances=frozenset({Stance.ACCEPT})),
        letter=letter_heard("TN304", _CONTEST.letter),
        plan=plan_heard("TN304", _CONTEST.plan),
    ),
    Rule(
        code="TN305",
        name="blaming-others",
        severities=(_WARNING,),
        targets=_BOTH,
        guidance="Make no buyer, supplier, employee or competitor the culprit; name the own step that let it happen.",
        why="A cause that lies with others can come back any day.",
        source="Expert tips, 1: what you did poorly",
        repair="Say which step of the seller's own work failed.",
        bad=(
            _close("It was the fault of our carrier."),
            _close("A careless employee acted behind our back."),
            _plan("The supplier deceived us."),
        ),
        good=(
            _held("We bought from a liquidator and did not trace its invoices."),
            _held("We did not check the supplier's invoice before listing."),
        ),
        letter=letter_heard("TN305", _OTHERS.letter),
        plan=plan_heard("TN305", _OTHERS.plan),
    ),
    Rule(
        code="TN306",
        name="self-praise",
        severities=(_ERROR, _WARNING),
        targets=_BOTH,
        guidance="Praise neither the appeal nor the plan nor the service.",
        why="Whether a plan is good is for the reader to find; praise invites the opposite.",
        source="How Not To Do It: telling Amazon you wrote a fantastic appeal",
        repair="Take the adjective out and leave the fact.",
        bad=(
            _close("Our excellent plan answers every point."),
            _close("The appeal was thorough and comprehensive."),
            _plan("We are an honest company with world-class service."),
        ),
        good=(_close("The plan is complete with its four records."), _close("Each perfect-bound manual carries the lot number.")),
        letter=letter_heard("TN306", _PRAISE.letter),
        plan=plan_heard("TN306", _PRAISE.plan),
    ),
    Rule(
        code="TN307",
        name="threat",
        severities=(_ERROR,),
        targets=_BOTH,
        guidance="Hold no lawyers, press, regulators or social media over the reader.",
        why="A threat sends the case to the legal department, where nothing is reinstated.",
        source="Expert tips, 6; house page DOMAIN, what a letter must not do",
        repair="Remove the threat without replacement.",
        bad=(
            _close("Otherwise our lawyers will take legal action."),
            _close("We will go to the press and file a complaint with the FTC."),
            _plan("If not, we will sue Amazon."),
        ),
        good=(
            _held("Our solicitor registered the trademark long ago."),
            _close("The labels are printed at the public counter of the carrier, and orders are held there."),
        ),
        letter=letter_heard("TN307", _THREAT.letter),
        plan=plan_heard("TN307", _THREAT.plan),
    ),
    Rule(
        code="TN308",
        name="addressed-to-jeff",
        severities=(_ERROR,),
        targets=_BOTH,
        guidance="Address nobody of the stale list; the chief executive is Andy Jassy, and Executive Seller Relations decides.",
        why="It shows that the writer follows advice that is years old.",
        source="Expert tips, 2: Writing to Jeff isn't what it used to be",
        repair="Address the body that decides on this rung.",
        bad=(
            Example("salutation", "Dear Jeff,"),
            Example("salutation", "Dear Mr. Bezos and Executive Seller Relations,"),
            _plan("We wrote to jeff@amazon.com in July."),
        ),
        good=(_held("Jeff Miller, our shift lead, signs the sheet."), Example("salutation", "Dear Executive Seller Relations team,")),
        letter=letter_heard("TN308", judge.addressed_to_jeff),
        plan=plan_heard("TN308", judge.plan_addressed_to_jeff),
    ),
    Rule(
        code="TN309",
        name="buzzword",
        severities=(_WARNING,),
        targets=_BOTH,
        guidance="Use no words that report nothing.",
        why="They take the place of the fact the reader looks for.",
        source="Expert tips, 4: communicate well",
        repair="Say what was done, by whom and when.",
        bad=(
            _close("We did a deep dive and built robust synergies."),
            _close("We take this matter very seriously."),
            _plan("We leveraged a holistic approach."),
        ),
        good=(_held("The lever of the scale was replaced."), _close("Robust packaging is used where the carrier asks for it.")),
        letter=_BUZZ.letter,
        plan=_BUZZ.plan,
    ),
    Rule(
        code="TN310",
        name="over-promise",
        severities=(_WARNING,),
        targets=_BOTH,
        guidance="Promise nothing about the future; say what now stands in the way.",
        why="Nobody can promise it, and everybody does.",
        source="House page DOMAIN, what a letter must not do; Expert tips, 1",
        repair="Replace the promise by the mechanism that prevents it.",
        bad=(
            _close("We guarantee that this will never happen again."),
            _close("Rest assured that we are 100% compliant."),
            _plan("We promise to be fully compliant going forward."),
        ),
        good=(
            _close("100% of parcels are scanned.", {"track_record": "100% of parcels are scanned"}),
            _close("An order will never be released without a scan."),
        ),
        letter=_PROMISE.letter,
        plan=_PROMISE.plan,
    ),
    Rule(
        code="TN311",
        name="template-phrase",
        severities=(_WARNING,),
        targets=_BOTH,
        guidance="Avoid the stock openers and closers of circulating templates.",
        why="A reader of hundreds of letters knows them and skips them.",
        source="Some who copy and paste letters",
        repair="Say it in words of this case, or leave it out.",
        bad=(
            _close("Thank you in advance for your kind consideration."),
            _close("We sincerely apologize for any inconvenience."),
            _plan("After a thorough investigation we found the cause."),
        ),
        good=(_held("We are sorry that parcels came late."), _close("Each step has a document beside it.")),
        letter=_TEMPLATE.letter,
        plan=_TEMPLATE.plan,
    ),
    Rule(
        code="TN312",
        name="vague-measure",
        severities=(_WARNING,),
        targets=_BOTH,
        guidance="Describe a process, not a wish: who checks what, when, and what is written down.",
        why="A wish cannot be verified.",
        source="Expert tips, nudge: tell exactly how you have implemented it",
        repair="Name the check, who does it, how often and what record it leaves.",
        bad=(
            _close("We are more careful now."),
            _close("Our team double-checks everything and monitors closely."),
            _plan("We will improve our processes and pay more attention."),
        ),
        good=(_close("The shift lead checks each label against the order every evening."), _close("Two people sign every delivery note.")),
        letter=_VAGUE.letter,
        plan=_VAGUE.plan,
    ),
)
