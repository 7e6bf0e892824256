"""The trade's words as enumerations. In: nothing. Out: closed sets of values, which are the contract. Imports nothing of ours."""

from __future__ import annotations

from enum import StrEnum


class RequestKind(StrEnum):
    """What Amazon is asked to do."""

    REINSTATE_ACCOUNT = "reinstate_account"
    REINSTATE_LISTING = "reinstate_listing"
    REMOVE_HIJACKER = "remove_hijacker"
    REMOVE_COUNTERFEIT = "remove_counterfeit"
    REMOVE_REVIEWS = "remove_reviews"

    @property
    def is_report(self) -> bool:
        """Whether the seller reports others, so that there is an incident and no enforcement or plan."""
        return self.value.startswith("remove_")


class Rung(StrEnum):
    """Where a case stands on the ladder."""

    APPEAL = "appeal"
    REVISE = "revise"
    WAIT = "wait"
    NUDGE = "nudge"
    MANAGER_REVIEW = "manager_review"
    EXECUTIVE = "executive"
    OUTSIDE = "outside"
    RESOLVED = "resolved"


LETTER_RUNGS = (Rung.NUDGE, Rung.MANAGER_REVIEW, Rung.EXECUTIVE)
"""The rungs on which a letter is written at all."""


class Channel(StrEnum):
    """The way a text went to Amazon."""

    ACCOUNT_HEALTH = "account_health"
    SELLER_SUPPORT = "seller_support"
    AHS_CALL = "ahs_call"
    EMAIL = "email"
    MANAGER_REVIEW = "manager_review"
    EXECUTIVE = "executive"
    BRAND_REGISTRY = "brand_registry"
    REPORT_ABUSE = "report_abuse"
    OTHER = "other"


class Purpose(StrEnum):
    """What one attempt was for."""

    APPEAL = "appeal"
    NUDGE = "nudge"
    MANAGER_REVIEW = "manager_review"
    EXECUTIVE = "executive"
    REPORT = "report"


class ReplyCategory(StrEnum):
    """What Amazon answered to one attempt."""

    MORE_INFO_GENERIC = "more_info_generic"
    MORE_INFO_SPECIFIC = "more_info_specific"
    DOCUMENTS_MISSING = "documents_missing"
    ACTIONS_NOT_IMPLEMENTED = "actions_not_implemented"
    UNABLE_TO_VERIFY = "unable_to_verify"
    PROOF_REQUIRED = "proof_required"
    GENERIC_DENIAL = "generic_denial"
    FINAL_WORD = "final_word"
    WRONG_CHANNEL = "wrong_channel"
    NOTICE_RESENT = "notice_resent"
    UNDER_REVIEW = "under_review"
    CONFLICTING_GUIDANCE = "conflicting_guidance"
    REINSTATED = "reinstated"
    NO_REPLY = "no_reply"
    UNKNOWN = "unknown"


SPECIFIC_REPLIES = frozenset(
    {
        ReplyCategory.MORE_INFO_SPECIFIC,
        ReplyCategory.DOCUMENTS_MISSING,
        ReplyCategory.ACTIONS_NOT_IMPLEMENTED,
        ReplyCategory.UNABLE_TO_VERIFY,
        ReplyCategory.PROOF_REQUIRED,
    }
)
"""Replies that ask for something nameable, which has to be supplied before any letter (ladder, row 5)."""


class EnforcementKind(StrEnum):
    """Why Amazon acted."""

    ODR = "odr"
    LATE_SHIPMENT = "late_shipment"
    ON_TIME_DELIVERY = "on_time_delivery"
    VALID_TRACKING = "valid_tracking"
    CANCELLATION_RATE = "cancellation_rate"
    INAUTHENTIC = "inauthentic"
    COUNTERFEIT = "counterfeit"
    USED_SOLD_AS_NEW = "used_sold_as_new"
    NOT_AS_DESCRIBED = "not_as_described"
    EXPIRED = "expired"
    TRADEMARK = "trademark"
    COPYRIGHT = "copyright"
    PATENT = "patent"
    PARALLEL_IMPORT = "parallel_import"
    RESTRICTED_PRODUCT = "restricted_product"
    PRODUCT_SAFETY = "product_safety"
    CATEGORY_APPROVAL = "category_approval"
    LISTING_POLICY = "listing_policy"
    DETAIL_PAGE_ABUSE = "detail_page_abuse"
    VARIATION_ABUSE = "variation_abuse"
    REVIEW_MANIPULATION = "review_manipulation"
    FORGED_DOCUMENTS = "forged_documents"
    DROP_SHIPPING = "drop_shipping"
    FAIR_PRICING = "fair_pricing"
    REIMBURSEMENT_ABUSE = "reimbursement_abuse"
    SUPPORT_MISUSE = "support_misuse"
    RELATED_ACCOUNT = "related_account"
    MULTIPLE_ACCOUNTS = "multiple_accounts"
    VERIFICATION_FAILURE = "verification_failure"
    ACCOUNT_COMPROMISED = "account_compromised"
    SECTION_3 = "section_3"
    BRAND_REGISTRY = "brand_registry"
    OTHER = "other"


class EnforcementLevel(StrEnum):
    """Whether the whole account or some listings are affected."""

    ACCOUNT = "account"
    LISTING = "listing"


class EnforcementState(StrEnum):
    """How far the enforcement has gone."""

    AT_RISK = "at_risk"
    DEACTIVATED = "deactivated"
    DENIED = "denied"
    FINAL_WORD = "final_word"


class Stance(StrEnum):
    """Whether the seller owns the cause or rightly disputes an error."""

    ACCEPT = "accept"
    DISPUTE_IN_ERROR = "dispute_in_error"


class Asks(StrEnum):
    """What the notice wants from the seller."""

    PLAN = "plan"
    DOCUMENTS = "documents"
    BOTH = "both"


class MeasureStatus(StrEnum):
    """How far a measure is; `unknown` is set by readers only, where the text does not tell."""

    COMPLETED = "completed"
    IN_PROGRESS = "in_progress"
    PLANNED = "planned"
    UNKNOWN = "unknown"


class EvidenceKind(StrEnum):
    """What a document is."""

    INVOICE = "invoice"
    LOA = "loa"
    RETRACTION = "retraction"
    LICENCE = "licence"
    COURT_ORDER = "court_order"
    TRADEMARK_REGISTRATION = "trademark_registration"
    REGISTER_EXTRACT = "register_extract"
    LEASE = "lease"
    RECEIPT = "receipt"
    PURCHASE_ORDER = "purchase_order"
    SUPPLIER_CONTRACT = "supplier_contract"
    SOP = "sop"
    TRAINING_RECORD = "training_record"
    AUDIT_LOG = "audit_log"
    SCREENSHOT = "screenshot"
    TEST_REPORT = "test_report"
    CERTIFICATE = "certificate"
    PRODUCT_PHOTO = "product_photo"
    ORDER_LIST = "order_list"
    REFUND_PROOF = "refund_proof"
    REMOVAL_ORDER = "removal_order"
    TRACKING_REPORT = "tracking_report"
    METRIC_REPORT = "metric_report"
    UTILITY_BILL = "utility_bill"
    GOVERNMENT_ID = "government_id"
    BANK_STATEMENT = "bank_statement"
    BUSINESS_LICENCE = "business_licence"
    CALL_NOTE = "call_note"
    SUBMISSION_RECEIPT = "submission_receipt"
    TEST_BUY = "test_buy"
    OTHER = "other"


class LegalMatter(StrEnum):
    """A legal matter that makes counsel come first."""

    LITIGATION = "litigation"
    ARBITRATION = "arbitration"
    SEIZED_FUNDS = "seized_funds"
    LAW_ENFORCEMENT = "law_enforcement"


class Marketplace(StrEnum):
    """The store the case is about; decides date order, date style and the currency of a bare sign."""

    US = "US"
    CA = "CA"
    MX = "MX"
    BR = "BR"
    UK = "UK"
    DE = "DE"
    FR = "FR"
    IT = "IT"
    ES = "ES"
    NL = "NL"
    BE = "BE"
    IE = "IE"
    SE = "SE"
    PL = "PL"
    TR = "TR"
    AE = "AE"
    SA = "SA"
    EG = "EG"
    IN = "IN"
    JP = "JP"
    SG = "SG"
    AU = "AU"
    ZA = "ZA"


class DateOrder(StrEnum):
    """The order in which a marketplace reads and writes a date."""

    MDY = "MDY"
    DMY = "DMY"
    YMD = "YMD"


class Severity(StrEnum):
    """What a finding does: an error blocks, a warning is mended if a round is left, a note is shown."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Target(StrEnum):
    """What a rule reads."""

    PLAN = "plan"
    CASE = "case"
    LETTER = "letter"
    SUBMISSION = "submission"


class Whose(StrEnum):
    """Who wrote a stretch of a text, as far as the text itself shows."""

    SELLER = "seller"
    """The seller or whoever writes for the seller: the only part that facts are taken from as the seller's own."""
    AMAZON = "amazon"
    """A notice or an answer, quoted or forwarded."""
    OTHER = "other"
    """Somebody else: a buyer, a supplier, a forum."""
