"""Who writes: the escalator behind `rewrite` and `prompts`, and the one line that says what goes where. In: options. Out: an `Escalator`."""

from __future__ import annotations

from pathlib import Path

import click

from escalate_ai.escalator import Escalator
from escalate_ai.policy import Policy


def writer_for(*, model: str | None, base_url: str | None, policy: Policy, prompts_folder: Path | None, offline: bool) -> Escalator:
    """Give the escalator that the options and the environment ask for.

    Raises:
        InputError: A key, an address or a model's name that cannot be right.

    """
    if offline and model:
        click.echo(f"offline: the embedded composer writes, and the model {model} is not asked", err=True)
    return Escalator(model=model, base_url=base_url, policy=policy, prompts=prompts_folder)
