"""The rules page that is kept: it says what the catalogue says today."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from escalate_ai.rules.catalogue import CATALOGUE

DOCS = Path(__file__).resolve().parent.parent / "docs"


def test_the_rules_page_says_what_the_catalogue_says(tmp_path: Path) -> None:
    """The stored page equals the one made from the rules now; `make rules` writes it."""
    script = f"import sys; sys.path.insert(0, {str(DOCS)!r}); import rules_page, pathlib; rules_page.write(pathlib.Path({str(tmp_path)!r}))"
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)
    assert (DOCS / "rules.md").read_text("utf-8") == (tmp_path / "rules.md").read_text("utf-8"), "stale: run `make rules`"


def test_the_rules_page_has_every_rule_once() -> None:
    """Each code of the catalogue heads one entry."""
    heads = [line.split()[1] for line in (DOCS / "rules.md").read_text("utf-8").splitlines() if line.startswith("### ")]
    assert heads == [rule.code for rule in CATALOGUE]
