"""Who words the letter.

In: the caller's wish, the environment, the policy. Out: the composer, or a model by name and address. Opens nothing.

Neither key nor base URL: the embedded composer. A base URL alone is enough. A key without a model's name: the policy's default model.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from escalate_ai.errors import InputError, Where

if TYPE_CHECKING:
    from collections.abc import Mapping

    from escalate_ai.policy import Policy

KEY, BASE_URL, MODEL = "OPENAI_API_KEY", "OPENAI_BASE_URL", "ESCALATE_AI_MODEL"
"""The environment's names, which other tools share."""
OFFICIAL_HOST = "api.openai.com"


FORBIDDEN = 'the policy forbids models (model.mode = "off"): leave model, client and base URL out, or change the policy'


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A model by name, and the way to it."""

    model: str
    base_url: str | None
    api_key: str | None = field(repr=False)

    @property
    def host(self) -> str:
        """The machine that case facts go to."""
        return (urlsplit(self.base_url).netloc.rpartition("@")[2] or self.base_url) if self.base_url else OFFICIAL_HOST


@dataclass(frozen=True, slots=True)
class Wish:
    """What the caller asked for, before the environment is looked at."""

    model: str | None = None
    base_url: str | None = None
    api_key: str | None = field(default=None, repr=False)
    offline: bool = False


def endpoint_for(wish: Wish, environment: Mapping[str, str], policy: Policy) -> Endpoint | None:
    """Give the model to ask; None where the composer writes.

    Raises:
        InputError: A model is asked for by name and there is no way to one, or the policy forbids it.

    """
    if wish.offline:
        return None
    if policy.model.mode == "off":
        if wish.model or wish.base_url:
            raise InputError(FORBIDDEN)
        return None
    if wish.model is not None and not wish.model.strip():
        msg = f"the model's name is empty: give one, or leave it out and the policy's '{policy.model.default_name}' is asked"
        raise InputError(msg, Where(key="model"))
    key = wish.api_key or _given(environment, KEY)
    base_url = wish.base_url or _given(environment, BASE_URL)
    if not key and not base_url:
        if wish.model:
            msg = (
                f"the model '{wish.model}' was asked for, and there is no way to it: set {KEY}, or give --base-url for a server of your own"
            )
            raise InputError(msg, Where(key="model"))
        return None
    return Endpoint(wish.model or _given(environment, MODEL) or policy.model.default_name, base_url, key)


def _given(environment: Mapping[str, str], name: str) -> str | None:
    """Give a variable's value; unset and empty are the same, since shells and compose files set variables to nothing."""
    value = environment.get(name, "")
    if value and not value.strip():
        msg = f"{name} holds white space alone: set it, or unset it"
        raise InputError(msg, Where(key=name))
    return value.strip() or None
