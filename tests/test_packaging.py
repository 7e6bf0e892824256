"""What a wheel, an sdist and an editable install hold, and what the README tells a newcomer to paste."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BUILT_FROM = ("pyproject.toml", "README.md", "LICENSE", "NOTICE", "CHANGELOG.md", "Makefile")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Build an sdist from a copy of the tree and a wheel from that sdist, as an installer would."""
    here = tmp_path_factory.mktemp("built")
    tree = here / "tree"
    tree.mkdir()
    for name in BUILT_FROM:
        shutil.copy(ROOT / name, tree / name)
    for folder in ("escalate_ai", "prompts", "examples"):
        shutil.copytree(ROOT / folder, tree / folder, ignore=shutil.ignore_patterns("__pycache__"))
    build = "import os, sys, hatchling.build as b; os.chdir(sys.argv[1]); print(getattr(b, 'build_' + sys.argv[2])(sys.argv[3]))"
    names: list[str] = []
    for kind in ("sdist", "wheel"):
        run = subprocess.run([sys.executable, "-c", build, str(tree), kind, str(here)], capture_output=True, text=True, check=True)
        names.append(run.stdout.split()[-1])
        if kind == "sdist":
            shutil.rmtree(tree)
            with tarfile.open(here / names[0]) as archive:
                archive.extractall(here, filter="data")
            tree = here / names[0].removesuffix(".tar.gz")
    return here / names[0], here / names[1]


def _shipped() -> set[str]:
    """Name every file that is no code and that the package needs at run time, as a wheel should hold it."""
    prompts = {f"escalate_ai/{path.relative_to(ROOT)}" for path in (ROOT / "prompts").rglob("*") if path.is_file()}
    inside = (path for path in (ROOT / "escalate_ai").rglob("*") if path.is_file() and path.suffix not in {".py", ".pyc"})
    return prompts | {str(path.relative_to(ROOT)) for path in inside}


def test_wheel_made_from_the_sdist_holds_prompts_data_policy_and_the_typing_mark(built: tuple[Path, Path]) -> None:
    """A wheel built from the sdist carries every template, data file, the policy and py.typed inside the package."""
    with zipfile.ZipFile(built[1]) as wheel:
        names = set(wheel.namelist())
    shipped = _shipped()
    assert {"escalate_ai/py.typed", "escalate_ai/policy.toml"} <= shipped
    assert any(name.startswith("escalate_ai/prompts/") and name.endswith(".j2") for name in shipped)
    assert shipped <= names
    assert not [name for name in names if name.startswith(("prompts/", "tests/", "examples/"))]


def test_wheel_unpacked_alone_imports_and_finds_its_own_prompts(built: tuple[Path, Path], tmp_path: Path) -> None:
    """The unpacked wheel, with nothing of the repository beside it, is imported from its own folder with its prompts in it."""
    with zipfile.ZipFile(built[1]) as wheel:
        wheel.extractall(tmp_path)
    look = (
        "import sys; sys.path.insert(0, sys.argv[1]); import escalate_ai, pathlib; home = pathlib.Path(escalate_ai.__file__).parent;"
        "print(home.parent == pathlib.Path(sys.argv[1]).resolve(), any((home / 'prompts').rglob('*.j2')))"
    )
    run = subprocess.run([sys.executable, "-I", "-c", look, str(tmp_path)], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert run.stdout.split() == ["True", "True"]


def test_sdist_holds_what_a_build_and_a_reader_need(built: tuple[Path, Path]) -> None:
    """The sdist carries the top-level prompts, the examples, the licence and the changelog."""
    with tarfile.open(built[0]) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    assert {"LICENSE", "CHANGELOG.md", "README.md", "pyproject.toml"} <= names
    assert any(name.startswith("prompts/") for name in names)
    assert any(name.startswith("examples/") for name in names)


def test_readme_holds_exactly_two_commands_each_with_its_own_environment() -> None:
    """The README's sh blocks are two, one line each: the main job on an example with a pinned date, and the tests."""
    blocks = [
        block.strip() for block in re.findall(r"^```sh\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    ]
    assert len(blocks) == 2
    main, tests = blocks
    assert "escalate-ai rewrite examples/" in main
    assert "--as-of 2026-" in main
    assert tests.endswith("-m pytest")
    assert all(block.startswith("python3 -m venv .venv") and "\n" not in block for block in blocks)
    assert main.split()[3] != tests.split()[3]


def test_script_entry_point_names_something_that_exists() -> None:
    """The `escalate-ai` script points at a callable."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    module, name = project["scripts"]["escalate-ai"].split(":")
    code = f"import importlib; assert callable(getattr(importlib.import_module({module!r}), {name!r}))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
