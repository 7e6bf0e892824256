"""Facts about reading a plan's text, and the accuracy on layouts that no pattern was written from."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalate_ai.case.plan import Measure, PlanOfAction
from escalate_ai.planread import read_plan, read_plan_with_spans
from escalate_ai.terms import MeasureStatus
from escalate_ai.text.dates import DateOrder

SECTIONS = ("root_causes", "corrective_actions", "preventive_measures")
HELD_OUT = Path(__file__).parent / "data" / "held_out" / "plans"
