"""Invented histories and what letters say of them, for the tests of CT205.

True sentences in many wordings, and wrong ones, each with one fact changed.
"""

from __future__ import annotations

from datetime import date

from escalate_ai.brief import Brief
from escalate_ai.ladder import brief_of
from escalate_ai.letter import Part
from escalate_ai.policy import default_policy
from escalate_ai.rules.reading import LetterReading
from escalate_ai.rules.rule import Example
from escalate_ai.rules.specimen import specimen_case, specimen_sheet
from escalate_ai.terms import Rung

DAY = date(2026, 11, 20)

THREE: list[object] = [
    {"sent_on": "2026-07-14", "channel": "account_health", "reply": {"received_on": "2026-07-16", "category": "more_info_generic"}},
    {"sent_on": "2026-07-28", "channel": "account_health", "reply": {"received_on": "2026-08-03", "category": "more_info_generic"}},
    {"sent_on": "2026-08-12", "channel": "manager_review", "reply": {"received_on": "2026-08-21", "category": "generic_denial"}},
]
"""Two appeals that were asked for more information, and a manager review that was refused."""
SILENT: list[object] = [
    {"sent_on": "2026-07-14", "channel": "account_health"},
    {"sent_on": "2026-07-27", "channel": "account_health", "purpose": "nudge"},
]
"""One appeal without an answer, and a reminder without one."""
FIVE: list[object] = [
    {"sent_on": "2026-07-14", "channel": "account_health", "reply": {"received_on": "2026-07-16", "category": "more_info_generic"}},
    {"sent_on": "2026-07-28", "channel": "account_health", "reply": {"received_on": "2026-08-03", "category": "generic_denial"}},
    {"sent_on": "2026-08-12", "channel": "email"},
    {"sent_on": "2026-09-01", "channel": "account_health", "reply": {"received_on": "2026-09-04", "category": "generic_denial"}},
    {"sent_on": "2026-09-15", "channel": "manager_review", "reply": {"received_on": "2026-09-24", "category": "generic_denial"}},
]
"""Five submissions: one met with a request for more information, one with silence, three with denials."""
HISTORIES = {"three": THREE, "silent": SILENT, "five": FIVE}

TRUE: tuple[tuple[str, str], ...] = (
    ("three", "We submitted our Plan of Action three times without resolution."),
    (
        "three",
        "We submitted our plan three times, on July 14 and July 28, 2026 through Account Health and on August 12, 2026 to a manager.",
    ),
    ("three", "The first two were answered with requests for more information that named nothing, the third with a general denial."),
    (
        "three",
        "Our appeals of July 14 and July 28, 2026 were met with requests for further information; a manager refused on August 21, 2026.",
    ),
    ("three", "Two appeals and one request to a manager have not led to a decision we could act on."),
    ("three", "We have appealed twice through Account Health and asked once for a manager review."),
    ("three", "On July 14, 2026 we filed our appeal, and on July 16, 2026 Amazon asked for more information."),
    ("three", "A second appeal on July 28, 2026 drew the same request for more information on August 3, 2026."),
    ("three", "The manager review requested on August 12, 2026 ended with a denial on August 21, 2026."),
    ("three", "The appeal of July 14, 2026 was answered on July 16, 2026, that of July 28, 2026 on August 3, 2026."),
    ("three", "Three submissions, dated 14 July, 28 July and 12 August 2026, have brought no resolution."),
    ("three", "We wrote to Amazon on three occasions: 7/14/2026, 7/28/2026 and 8/12/2026."),
    ("three", "Since the deactivation of July 6, 2026 we have submitted our plan three times."),
    ("three", "Both appeals through the Account Health page were answered with a request for more information."),
    ("three", "Twice we were asked for more information, and the manager review was denied."),
    ("three", "We were asked for more information on July 16 and August 3, 2026 and were refused on August 21, 2026."),
    ("three", "Our last submission, sent to a Seller Performance manager on August 12, 2026, was declined on August 21, 2026."),
    ("three", "The answers of July 16 and August 3, 2026 asked for more information, the answer of August 21, 2026 declined the request."),
    ("three", "After two appeals, on July 14 and July 28, 2026, we turned to a manager on August 12, 2026."),
    ("three", "Our third submission, of August 12, 2026, went to a manager and was denied without a reason."),
    ("three", "This is our fourth request, after submissions on July 14, July 28 and August 12, 2026."),
    ("three", "Our plan went in through Account Health on July 14 and again on July 28, 2026, and by manager review on August 12, 2026."),
    ("three", "The submissions of July 2026 were both met with a request for more information."),
    ("three", "Amazon replied on July 16, 2026 and August 3, 2026 that more information was needed."),
    ("three", "The account was deactivated on July 6, 2026; our plan was first submitted on July 14, 2026."),
    ("three", "We appealed on July 14, 2026, appealed again on July 28, 2026 and requested a manager review on August 12, 2026."),
    ("three", "All three submissions have been answered, none with a reason we could act on."),
    ("three", "After our appeal was answered we refunded the nine buyers on July 9, 2026, and no complaint is open."),
    ("three", "Please have somebody read the enclosed plan in full and reinstate the account; one reader, once, is all we ask."),
    ("three", "Our appeals went in on July 14 and on the 28th of July 2026."),
    ("three", "Our appeal of July 14, 2026 was put under review on July 16, 2026."),
    ("three", "We were refused on August 21, 2026 and on August 3, 2026 asked for more information."),
    ("silent", "We submitted our appeal on July 14, 2026 through the Account Health page and sent a reminder on July 27, 2026."),
    ("silent", "Neither the appeal of July 14, 2026 nor the reminder of July 27, 2026 has been answered."),
    ("silent", "The appeal sent on July 14, 2026 remains unanswered, although we reminded you of it once."),
    ("silent", "We have received no reply to the appeal of July 14, 2026."),
    ("silent", "Please confirm that the appeal of July 14, 2026 has been received, and let it be reviewed."),
    ("five", "We have made five submissions between July 14 and September 15, 2026."),
    ("five", "Our plan was submitted five times, first on July 14, 2026 and last on September 15, 2026."),
    ("five", "Three of them were refused, one was answered with a request for more information and one remained without a reply."),
    (
        "five",
        "We appealed three times through Account Health, once by e-mail on August 12, 2026 and asked for a manager review on September 15.",
    ),
    ("five", "The e-mail of August 12, 2026 has stayed unanswered; the appeal of September 1, 2026 was refused on September 4, 2026."),
    ("five", "The first appeal was answered with a request for more information, the second with a denial."),
    ("five", "Our fifth submission, a manager review of September 15, 2026, was refused."),
    ("five", "Four appeals and one manager review have gone in since July 14, 2026."),
)
"""True sentences; none may raise CT205."""

WRONG: tuple[tuple[str, str, str], ...] = (
    # counts
    (
        "count",
        "three",
        "We submitted our plan four times, on July 14 and July 28, 2026 through Account Health and on August 12, 2026 to a manager.",
    ),
    (
        "count",
        "three",
        "We submitted our plan two times, on July 14 and July 28, 2026 through Account Health and on August 12, 2026 to a manager.",
    ),
    ("count", "three", "We submitted our Plan of Action twice without any resolution."),
    (
        "count",
        "three",
        "We made two submissions. Those of July 14 and 28, 2026 went through Account Health; a manager review went out on August 12, 2026.",
    ),
    ("count", "three", "Four appeals and one request to a manager have not led to a decision we could act on."),
    ("count", "three", "We have appealed three times through Account Health and asked once for a manager review."),
    ("count", "three", "On five occasions we have sent our plan to Amazon."),
    ("count", "three", "Our fourth submission, of August 12, 2026, went to a manager and was denied without a reason."),
    ("count", "three", "Our second submission, of August 12, 2026, went to a manager."),
    ("count", "three", "Six submissions have brought no resolution."),
    ("count", "three", "We have submitted this plan seven times."),
    ("count", "three", "We were asked for more information three times."),
    ("count", "three", "We were refused twice."),
    ("count", "three", "Our plan was submitted on 4 occasions."),
    ("count", "three", "We wrote to Amazon on two occasions: 7/14/2026, 7/28/2026 and 8/12/2026."),
    ("count", "silent", "We submitted our appeal twice through the Account Health page."),
    ("count", "silent", "We have submitted our appeal 3 times."),
    ("count", "five", "We have made six submissions between July 14 and September 15, 2026."),
    ("count", "five", "Our plan was submitted four times, first on July 14, 2026 and last on September 15, 2026."),
    ("count", "five", "Two of them were refused, and one remained without a reply."),
    ("count", "five", "We appealed four times through Account Health and once by e-mail."),
    ("count", "five", "Our sixth submission was refused."),
    # dates
    (
        "date",
        "three",
        "We submitted our plan three times, on July 15 and July 28, 2026 through Account Health and on August 12, 2026 to a manager.",
    ),
    (
        "date",
        "three",
        "We submitted our plan three times, on July 14 and July 29, 2026 through Account Health and on August 12, 2026 to a manager.",
    ),
    (
        "date",
        "three",
        "We submitted our plan three times, on July 14 and July 28, 2026 through Account Health and on August 13, 2026 to a manager.",
    ),
    ("date", "three", "Our appeals of July 14 and August 3, 2026 were met with requests for further information."),
    ("date", "three", "On July 13, 2026 we filed our appeal, and on July 16, 2026 Amazon asked for more information."),
    ("date", "three", "On July 14, 2026 we filed our appeal, and on July 20, 2026 Amazon asked for more information."),
    ("date", "three", "A second appeal on July 30, 2026 drew the same request for more information."),
    ("date", "three", "The manager review requested on August 12, 2026 ended with a denial on August 23, 2026."),
    ("date", "three", "The manager review of August 16, 2026 was refused."),
    ("date", "three", "Three submissions, dated 14 July, 28 July and 22 August 2026, have brought no resolution."),
    ("date", "three", "We wrote to Amazon on three occasions: 7/14/2026, 7/26/2026 and 8/12/2026."),
    ("date", "three", "We were asked for more information on July 16 and August 4, 2026."),
    ("date", "three", "Our last submission, sent to a Seller Performance manager on August 10, 2026, was declined."),
    ("date", "three", "The answers of July 17 and August 3, 2026 asked for more information."),
    ("date", "three", "After two appeals, on July 4 and July 28, 2026, we turned to a manager on August 12, 2026."),
    ("date", "silent", "We submitted our appeal on July 15, 2026 through the Account Health page."),
    ("date", "silent", "We have received no reply to the appeal of July 24, 2026."),
    ("date", "silent", "The appeal sent on July 6, 2026 remains unanswered."),
    ("date", "five", "The appeal of September 2, 2026 was refused on September 4, 2026."),
    ("date", "five", "Our plan was submitted five times, first on July 6, 2026 and last on September 15, 2026."),
    # swapped dates
    ("reply", "three", "We were asked for more information on July 16, 2026 and refused on August 3, 2026."),
    ("reply", "three", "We were refused on August 3, 2026 and on July 16, 2026 asked for more information."),
    ("way", "three", "We sent our plan through e-mail on July 14, 2026."),
    ("swap", "three", "On July 16, 2026 we filed our appeal, and on July 14, 2026 Amazon asked for more information."),
    ("swap", "three", "The manager review requested on August 21, 2026 ended with a denial on August 12, 2026."),
    ("swap", "three", "The appeal of July 14, 2026 was answered on August 3, 2026."),
    ("swap", "three", "The appeal of July 28, 2026 was answered on July 16, 2026 with a request for more information."),
    ("swap", "three", "The account was deactivated on July 14, 2026; our plan was first submitted on July 6, 2026."),
    ("swap", "three", "The manager review of July 28, 2026 was answered on August 21, 2026."),
    ("swap", "five", "The appeal of September 4, 2026 was refused on September 1, 2026."),
    ("swap", "five", "The answer of August 3, 2026 asked for more information."),
    # replies
    ("reply", "three", "The first two were answered with denials, the third with a request for more information."),
    ("reply", "three", "The first two were answered with requests for more information, the third with a request for more information."),
    ("reply", "three", "Our appeals of July 14 and July 28, 2026 were refused."),
    ("reply", "three", "The appeal of July 28, 2026 remains unanswered."),
    ("reply", "three", "The manager review requested on August 12, 2026 was answered with a request for more information."),
    ("reply", "three", "None of the three submissions was answered: all three remain without a reply."),
    ("reply", "three", "On August 21, 2026 Amazon asked for more information."),
    ("reply", "three", "On July 16, 2026 our appeal was refused."),
    ("reply", "silent", "The appeal of July 14, 2026 was refused."),
    ("reply", "silent", "Our appeal of July 14, 2026 was answered with a request for more information."),
    ("reply", "five", "Our e-mail of August 12, 2026 was refused; the appeal of September 1, 2026 was refused on September 4, 2026."),
    ("reply", "five", "The appeal of September 1, 2026 has not been answered."),
    # channels
    ("channel", "three", "We submitted our plan on July 14 and July 28, 2026 through Seller Support and on August 12, 2026 to a manager."),
    ("channel", "three", "We submitted our plan by e-mail on July 14 and July 28, 2026."),
    ("channel", "three", "Our plan went to a Seller Performance manager on July 28, 2026."),
    ("channel", "three", "Our plan was sent through Account Health on July 14, July 28 and August 12, 2026."),
    ("channel", "three", "We submitted it on July 14, 2026 to executives."),
    ("channel", "silent", "We submitted our appeal on July 14, 2026 through Seller Support."),
    ("channel", "five", "On August 12, 2026 we submitted our plan through Account Health."),
    ("channel", "five", "Our appeal of September 1, 2026 went by e-mail."),
)
"""Sentences with one fact changed, by what was changed; each must raise CT205."""

TRUE_LATER: tuple[tuple[str, str], ...] = (
    ("five", "One of the five has had no reply."),
    ("five", "One submission is unanswered."),
    ("five", "The first of our five submissions went through Account Health on July 14, 2026."),
    ("three", "Two replies asked for more information and named none, and one answer refused our request and gave no reason."),
    ("five", "Our submissions went in by e-mail on August 12, 2026, through Account Health on September 1, 2026, and to a manager."),
    ("three", "Our first appeal went in on July 14, 2026; two days later we were told that more information was required."),
    ("three", "Between July 14 and August 12, 2026 this account was put before your teams three times."),
    ("three", "The reply of August 21, 2026, to our manager review of August 12, 2026, gave no reason."),
    ("three", "Amazon's message of July 16, 2026 asked for additional information; so did that of August 3, 2026."),
    (
        "three",
        "Following the July 14, 2026 appeal we received a request for information, and following the July 28, 2026 appeal another.",
    ),
    ("three", "We have now exhausted Account Health (July 14 and July 28, 2026) and the manager review (August 12, 2026)."),
    ("three", "The same request for more information came back after each of the first two appeals."),
    ("three", "Despite three submissions, the account has been deactivated since July 6, 2026."),
    (
        "three",
        "On August 12, 2026 a Seller Performance manager was asked to review the plan, and on August 21, 2026 the deactivation was upheld.",
    ),
    ("three", "We submitted the Plan of Action through Account Health on July 14, 2026 and, with further documents, on July 28, 2026."),
    ("three", "The plan was sent to Account Health twice and to a manager once, on 8/12/2026."),
    ("three", "Each appeal brought the sentence that more information was needed, and the manager review brought a denial."),
    ("three", "Neither of the two appeals was refused outright: both were answered by asking for more information."),
    ("three", "We request that an executive reads the plan that Account Health received on July 28, 2026."),
    (
        "three",
        "Our submissions (July 14, July 28 and August 12, 2026) were answered on July 16, August 3 and August 21, 2026 respectively.",
    ),
    ("three", "After the denial of August 21, 2026 we wrote this letter; no further submission has been made."),
    ("three", "Please do not answer with another request for more information."),
    ("three", "The plan of July 14, 2026 was revised before we sent it again on July 28, 2026."),
    ("three", "We appealed on the 14th of July, once more on the 28th, and took it to a manager on 12 August 2026."),
    ("three", "Having been refused on August 21, 2026, we now turn to you."),
    ("three", "Two of the three answers asked for more information, the last one refused."),
    ("three", "The refunds of July 10, 2026 were completed before our first appeal on July 14, 2026."),
    ("three", "Account Health answered both appeals with a request for more information and the manager denied the third submission."),
    ("three", "We received requests for more information on July 16 and August 3, 2026, and a denial on August 21, 2026."),
    ("three", "None of the three submissions led to reinstatement."),
    ("five", "Our five submissions ran from July 14 to September 15, 2026, four of them appeals and the last a request to a manager."),
    ("five", "We were refused three times, asked once for more information and once left without a reply."),
    ("five", "The answers of August 3, September 4 and September 24, 2026 were denials."),
    ("five", "On August 12, 2026 we wrote by e-mail and have heard nothing since."),
    ("five", "The third submission, sent by e-mail on August 12, 2026, remains unanswered."),
    ("silent", "Our appeal dated July 14, 2026 and our reminder dated July 27, 2026 are both without a reply."),
    ("silent", "We nudged the team on July 27, 2026, without hearing back."),
    ("silent", "The appeal has been pending since July 14, 2026; nothing has come back."),
)
"""True sentences that were written after the rule; four of them raised it at first."""

WRONG_LATER: tuple[tuple[str, str], ...] = (
    ("three", "Our first appeal went in on July 12, 2026; two days later we were told that more information was required."),
    ("three", "The reply of August 22, 2026, to our manager review of August 12, 2026, gave no reason."),
    ("three", "Amazon's message of July 16, 2026 declined the appeal."),
    ("three", "Despite five submissions, the account has been deactivated since July 6, 2026."),
    (
        "three",
        "On August 12, 2026 a Seller Performance manager was asked to review the plan, and on August 2, 2026 the deactivation was upheld.",
    ),
    ("three", "The plan was sent to Account Health three times and to a manager once."),
    ("three", "We took the plan to a manager twice."),
    ("three", "Each appeal was refused."),
    (
        "three",
        "Our submissions (July 14, July 28 and August 12, 2026) were answered on July 16, August 4 and August 21, 2026 respectively.",
    ),
    ("three", "After the denial of August 12, 2026 we wrote this letter."),
    ("three", "We appealed on the 15th of July, once more on the 28th, and took it to a manager on 12 August 2026."),
    ("three", "Having been refused on August 20, 2026, we now turn to you."),
    ("three", "Two of the three answers refused, the last one asked for more information."),
    ("three", "Account Health denied both appeals and the manager asked for more information."),
    ("three", "We received requests for more information on July 16 and August 21, 2026, and a denial on August 3, 2026."),
    ("three", "Three requests for more information came back."),
    ("three", "Nobody has answered our appeal of July 28, 2026."),
    ("three", "We first appealed on July 28, 2026."),
    ("three", "Two manager reviews were refused."),
    ("three", "Our appeals were sent by e-mail."),
    ("three", "Our appeals went unanswered."),
)
"""Wrong sentences that were written after the rule; five of them passed at first."""


def brief_on(history: str, rung: Rung = Rung.EXECUTIVE) -> Brief:
    """Give the specimen case with one of the histories."""
    return brief_of(specimen_case(Example(case={"appeals": HISTORIES[history]})), DAY, default_policy(), rung)


def reading_of(brief: Brief, opening: str) -> LetterReading:
    """Give a letter that says nothing of the history but this opening."""
    market = brief.policy.marketplaces[brief.case.seller.marketplace]
    sheet = specimen_sheet()._replace(subject=None, paragraphs_before=(Part("opening", opening, None),))
    return LetterReading(sheet, brief.policy, brief, market.order, market.currency, brief.rung)
