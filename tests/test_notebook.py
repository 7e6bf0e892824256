"""The notebook that is kept with its outputs: it says what a run says today, and holds nothing of the machine it ran on."""

from __future__ import annotations

import itertools
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = tuple(sorted((ROOT / "notebooks").glob("*.ipynb")))
SCRIPT = ROOT / "notebooks" / "execute.py"
MOST_CODE_CELLS = 12

GUARD = """\
import socket

_connect = socket.socket.connect


def _guarded(self, address):
    host = str(address[0]) if isinstance(address, tuple) else ""
    if host not in {"", "localhost", "::1"} and not host.startswith("127."):
        raise AssertionError(f"the notebook tried to connect to {address!r}")
    return _connect(self, address)


socket.socket.connect = _guarded
"""


@pytest.fixture
def loopback_only(tmp_path: Path) -> dict[str, str]:
    """Give an environment in which every Python process, the kernel's too, reaches the loopback alone."""
    guard = tmp_path / "guard"
    guard.mkdir()
    (guard / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    return {
        **os.environ,
        "PYTHONPATH": str(guard),
        "PYTHONUTF8": "1",
        "OPENAI_API_KEY": "invented",
        "OPENAI_BASE_URL": "http://192.0.2.1/v1",
    }


def _ran(*arguments: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(SCRIPT), *arguments], capture_output=True, text=True, check=False, env=env, timeout=300)


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request: pytest.FixtureRequest) -> Path:
    """Give each notebook that is kept."""
    path: Path = request.param
    return path


def _stored(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return read


def _small(path: Path, source: str, shown: str) -> Path:
    """Write a notebook of one cell that is stored with an output."""
    output = {"output_type": "stream", "name": "stdout", "text": shown}
    cell: dict[str, Any] = {"cell_type": "code", "id": "only", "execution_count": 1, "metadata": {}, "source": source, "outputs": [output]}
    path.write_text(json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), encoding="utf-8")
    return path


def test_there_are_notebooks() -> None:
    """One rewrites a case, one goes from a draft to a submission."""
    assert [path.stem for path in NOTEBOOKS] == ["from-a-draft", "rewrite-a-case"]


def test_notebook_shows_what_it_shows_today(notebook: Path, loopback_only: dict[str, str]) -> None:
    """Run again without a network, no cell fails and every output equals the stored one."""
    done = _ran("--check", str(notebook), env=loopback_only)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout == f"{notebook.name}: as stored\n"


def test_check_names_the_cell_whose_output_is_stale(tmp_path: Path, loopback_only: dict[str, str]) -> None:
    """A stored output that a run no longer gives fails, with both texts; the kernel sees no model settings and no network."""
    source = """
        import os, socket
        print(os.environ.get("OPENAI_API_KEY"), os.environ.get("OPENAI_BASE_URL"))
        try:
            socket.create_connection(("192.0.2.1", 80), timeout=1)
        except AssertionError as error:
            print("refused")
    """
    path = _small(tmp_path / "small.ipynb", re.sub(r"^ {8}", "", source, flags=re.MULTILINE), "None None\nlet through\n")
    done = _ran("--check", str(path), env=loopback_only)
    assert done.returncode == 1
    assert "small.ipynb: stale" in done.stdout
    assert "--- only, stored" in done.stdout
    assert "-let through\n+refused" in done.stdout


def test_a_cell_that_fails_is_told_and_nothing_is_stored(tmp_path: Path, loopback_only: dict[str, str]) -> None:
    """A traceback ends with 1 and leaves the notebook as it was."""
    path = _small(tmp_path / "small.ipynb", "1 / 0", "fine\n")
    before = path.read_bytes()
    done = _ran(str(path), env=loopback_only)
    assert done.returncode == 1
    assert "ZeroDivisionError" in done.stderr
    assert path.read_bytes() == before


def test_stored_notebook_was_run_from_top_to_bottom(notebook: Path) -> None:
    """Each code cell has its number and an output, none of them an error, and there are few enough to read."""
    cells = [cell for cell in _stored(notebook)["cells"] if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    assert len(cells) <= MOST_CODE_CELLS
    assert all(cell["outputs"] for cell in cells)
    assert not [out for cell in cells for out in cell["outputs"] if out["output_type"] == "error" or out.get("name") == "stderr"]


def test_stored_notebook_holds_nothing_of_the_machine(notebook: Path) -> None:
    """No path, time or kernel counter of the machine it ran on is kept, so that two runs give the same bytes."""
    text, stored = notebook.read_text("utf-8"), _stored(notebook)
    assert set(stored["metadata"]) == {"kernelspec", "language_info"}
    assert not [cell["id"] for cell in stored["cells"] if cell["metadata"]]
    assert not re.findall(r"(?:/home/|/Users/|/tmp/|/root/|site-packages|iopub|0x[0-9a-f]{6,})", text)
    assert text == json.dumps(stored, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def test_prose_stands_before_every_code_cell(notebook: Path) -> None:
    """No code cell comes without a cell of prose in front of it."""
    kinds: list[str] = [cell["cell_type"] for cell in _stored(notebook)["cells"]]
    assert kinds[0] == "markdown"
    assert ("code", "code") not in set(itertools.pairwise(kinds))
