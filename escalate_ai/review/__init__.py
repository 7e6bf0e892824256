"""What only meaning tells: a model reads a text once against the house rules, and every word it points at has to stand there."""

from escalate_ai.review.asking import ReviewJob, review
from escalate_ai.review.reviewed import Dropped, Review

__all__ = ["Dropped", "Review", "ReviewJob", "review"]
