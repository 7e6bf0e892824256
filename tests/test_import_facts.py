"""What `import escalate_ai` may bring along: nothing heavy that a caller has not asked for yet."""

from __future__ import annotations

import json
import subprocess
import sys

HEAVY = {"openai", "httpx", "httpx2", "tenacity", "tiktoken", "click", "rich", "ruamel"}


def _loaded(statement: str) -> set[str]:
    code = f"import sys, json; {statement}; print(json.dumps(sorted({{name.split('.')[0] for name in sys.modules}})))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(run.stdout))


def test_import_leaves_the_heavy_packages_alone() -> None:
    """Importing the package loads none of openai, tenacity, tiktoken, click, rich or ruamel.yaml, and no event loop."""
    assert not _loaded("import escalate_ai") & (HEAVY | {"asyncio"})


def test_public_names_leave_the_heavy_packages_alone() -> None:
    """Taking every public name into use still loads none of them: they come with the first case, client or command."""
    assert not _loaded("import escalate_ai as e; [getattr(e, name) for name in e.__all__]") & HEAVY


def test_import_prints_nothing() -> None:
    """Importing the package writes to neither stream."""
    run = subprocess.run([sys.executable, "-W", "error", "-c", "import escalate_ai"], capture_output=True, text=True, check=True)
    assert (run.stdout, run.stderr) == ("", "")


def test_every_public_name_can_be_had() -> None:
    """Each name in `__all__` is there, and is listed once."""
    code = "import escalate_ai as e; assert len(set(e.__all__)) == len(e.__all__); [getattr(e, name) for name in e.__all__]"
    assert subprocess.run([sys.executable, "-W", "error", "-c", code], check=False).returncode == 0
