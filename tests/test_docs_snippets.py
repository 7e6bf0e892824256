"""Everything a page shows to be typed is typed here: Python in one go a page, commands offline, settings and cases loaded."""

from __future__ import annotations

import ast
import asyncio
import inspect
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from docs_kit import PAGES, ROOT, Block, blocks

from escalate_ai import Case, Policy
from escalate_ai.cli.app import app, run

RUN = {"python", "sh", "toml", "yaml"}
SHOWN = {"text", "{toctree}", "text before", "text after"}
"""Trees of files and tables of contents: nothing to type."""
NOT_OURS = ("pip", "python", "python3")
"""Programs whose calls the pages show and CI makes: environments, installs, the test run."""


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of what a reader has in a checkout, as the working folder."""
    for name in ("examples", "prompts"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_block_of_every_page_is_of_a_kind_that_is_tried() -> None:
    """No page holds a block in a language that no test runs or reads."""
    languages = {block.language for page in PAGES for block in blocks(page)}
    assert languages <= RUN | SHOWN
    assert languages >= RUN


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page_does_what_it_shows(page: Path, copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every Python block and every command of the page, in order in one working folder, ends well."""
    names: dict[str, object] = {"__name__": page.stem}
    for block in blocks(page, *RUN):
        if block.language == "python":
            _run_python(block, names)
        elif block.language == "sh":
            for words in _commands(block):
                assert run(words) == 0, f"{page.name}:{block.line}: {shlex.join(words)}\n{capsys.readouterr().err}"
        elif block.language == "toml":
            (copy / "house.toml").write_text(block.text, encoding="utf-8")
            assert Policy.load("house.toml") != Policy.load()
        else:
            (copy / "lone.yaml").write_text(block.text, encoding="utf-8")
            assert Case.load("lone.yaml").appeals


def _run_python(block: Block, names: dict[str, object]) -> None:
    """Run a block as a notebook would, where `await` may stand outside a function; its lines keep their numbers on the page."""
    source = "\n" * block.line + block.text
    code = compile(source, block.page.name, "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    if code.co_flags & inspect.CO_COROUTINE:

        async def awaited() -> None:
            await eval(code, names)  # noqa: S307  the project's own pages

        asyncio.run(awaited())
    else:
        exec(code, names)  # noqa: S102  the project's own pages


def _commands(block: Block) -> Iterator[list[str]]:
    """Give the arguments of each of our commands in a block, kept offline where the command can be."""
    for line in block.text.splitlines():
        for part in line.split("&&"):
            words = shlex.split(part, comments=True)
            if not words:
                continue
            program = Path(words[0]).name
            if program != "escalate-ai":
                assert program in NOT_OURS, f"{block.page.name}:{block.line}: nobody tries {program}"
                continue
            takes = {name for option in app.commands[words[1]].params for name in option.opts}
            yield words[1:] + (["--offline"] if "--offline" in takes and "--offline" not in words else [])


def test_commands_are_kept_offline_and_other_programs_are_named(tmp_path: Path) -> None:
    """Where a command can be kept offline it is, comments are no arguments, and an unknown program is not passed over."""
    text = ".venv/bin/pip install -q . && .venv/bin/escalate-ai rewrite case  # the letter\nescalate-ai rules\n"
    page = tmp_path / "page.md"
    assert list(_commands(Block(page, 1, "sh", text))) == [["rewrite", "case", "--offline"], ["rules"]]
    with pytest.raises(AssertionError, match="nobody tries curl"):
        list(_commands(Block(page, 1, "sh", "curl example.org\n")))
