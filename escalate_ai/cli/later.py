"""Commands that are not built yet. They say so and exit 2; hiding them would hide the plan."""

from __future__ import annotations

from typing import NoReturn

import click

from escalate_ai.cli.options import debug_option, format_option
from escalate_ai.errors import InputError

TAKES_ANYTHING = {"ignore_unknown_options": True, "allow_extra_args": True}


def _not_built(what: str, instead: str) -> NoReturn:
    msg = f"`{what}` is not built yet; {instead}"
    raise InputError(msg)


@click.command(context_settings=TAKES_ANYTHING)
@click.argument("rest", nargs=-1, metavar="run|submit|collect|status", type=click.UNPROCESSED)
@format_option()
@debug_option
def batch(rest: tuple[str, ...], form: str) -> NoReturn:
    """Work on many cases at once. Not built yet."""
    del rest, form
    _not_built("batch", "run `escalate-ai rewrite` case by case, or `AsyncEscalator.rewrite_many` in Python")
