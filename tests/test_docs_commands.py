"""The page of commands is held against the commands: each of them, each option with the commands that take it, each exit code."""

from __future__ import annotations

import re

from docs_kit import DOCS, first_cells, rows, sections

from escalate_ai.cli.answer import Exit
from escalate_ai.cli.app import app

PAGE = sections((DOCS / "commands.md").read_text("utf-8"))
LATER = {"batch"}


def test_page_names_every_command_and_no_other() -> None:
    """The table of commands has each command of the program once."""
    assert sorted(cell.split()[0] for cell in first_cells(PAGE["Commands"])) == sorted(app.commands)


def test_page_names_every_option_with_the_commands_that_take_it() -> None:
    """For each command that is built, the options told are those it takes."""
    told: dict[str, set[str]] = {name: set() for name in app.commands}
    for row in rows(PAGE["Options"]):
        takers = re.findall(r"`([a-z]+)`", row[1])
        for name in takers or app.commands:
            told[name] |= set(re.findall(r"`(--[a-z-]+)`", row[0]))
    takes = {
        name: {option for parameter in command.params for option in parameter.opts if option.startswith("--")}
        for name, command in app.commands.items()
    }
    assert {name: options for name, options in told.items() if name not in LATER} == {
        name: options for name, options in takes.items() if name not in LATER
    }


def test_page_names_every_exit_code() -> None:
    """The table of exit codes has each code a caller can act on; a closed pipe is nobody's to act on."""
    told = {int(row[0]) for row in rows(PAGE["Exit codes"])}
    assert told == {int(code) for code in Exit} - {int(Exit.PIPE_CLOSED)}
