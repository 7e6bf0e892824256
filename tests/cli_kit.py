"""What the tests of the command line share: an invented case on disk, and the two ways to run a command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from escalate_ai.cli.app import run

AS_OF = "2026-11-20"

CASE = """\
seller:
  store_name: Alder Creek Kitchen
  marketplace: US
  contact: {name: Mara Lindqvist, role: Owner, email: mara@aldercreek.example, phone: "+1 555 0177"}
  known_names: [Pellworth Trading]
enforcement:
  kind: inauthentic
  level: account
  state: deactivated
  notified_on: 2026-08-03
  asins: [B0CX4T9K2M]
request: {kind: reinstate_account}
poa:
  root_causes:
    - id: RC1
      statement: We bought 96 units of B0CX4T9K2M from Pellworth Trading, a reseller, and listed them without an invoice from the brand.
  corrective_actions:
    - id: CA1
      statement: Had all 96 units of B0CX4T9K2M returned from the fulfillment center and destroyed
      status: completed
      completed_on: 2026-08-11
      how: Removal order closed by our stock lead, with a disposal receipt
      result: No unit from Pellworth Trading is left in stock
      resolves: [RC1]
      evidence: [EV2]
  preventive_measures:
    - id: PM1
      statement: Buy only from the brand, with its invoice matched to the ASIN before a unit is listed
      status: completed
      in_effect_since: 2026-08-24
      how: A receiving checklist signed by the buyer and the stock lead
      result: 41 deliveries checked by November 6, 2026, two refused
      resolves: [RC1]
      evidence: [EV1]
    - id: PM2
      statement: Audit the invoices of every listed ASIN on the last Friday of the month
      status: completed
      in_effect_since: 2026-08-28
      result: Three audits, no listing without a traceable invoice
      resolves: [RC1]
appeals:
  - sent_on: 2026-08-13
    channel: account_health
    reply: {received_on: 2026-08-15, category: more_info_generic, text: "We need more information."}
  - sent_on: 2026-09-07
    channel: account_health
    reply: {received_on: 2026-09-10, category: generic_denial, text: "You may no longer sell with us."}
  - sent_on: 2026-09-28
    channel: manager_review
    reply: {received_on: 2026-10-06, category: generic_denial, text: "You may no longer sell with us."}
calls:
  - {called_on: 2026-10-12, asked: Is a reason on file?, answer: The agent saw none}
evidence:
  - {id: EV1, kind: invoice, title: Invoices of the brand, file: evidence/invoices.pdf, supports: [PM1]}
  - {id: EV2, kind: removal_order, title: Disposal receipt, file: evidence/receipt.pdf}
legal: []
"""
"""Ready for an executive letter on AS_OF."""


def laid_out(folder: Path, case: str = CASE) -> Path:
    """Lay a case folder with its documents, and give its path."""
    (folder / "evidence").mkdir(parents=True)
    for name in ("invoices", "receipt"):
        (folder / "evidence" / f"{name}.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    (folder / "case.yaml").write_text(case, encoding="utf-8")
    return folder


def ran(*argv: str, env: Mapping[str, str] | None = None, cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own, with no standard input and warnings as errors."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "escalate_ai", *argv],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1", **(env or {})},
        cwd=cwd,
        timeout=120,
    )


class Told:
    """Run one command in this process, and keep what it wrote and its exit code."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *argv: str) -> None:
        self.code = run(list(argv))
        self.out, self.err = capsys.readouterr()

    @property
    def json(self) -> Any:
        """The one document on standard output."""
        return json.loads(self.out)


def document(done: subprocess.CompletedProcess[bytes]) -> dict[str, Any]:
    """Read standard output as the one JSON document it has to be."""
    read: dict[str, Any] = json.loads(done.stdout)
    return read
