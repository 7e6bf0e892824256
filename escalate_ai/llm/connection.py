"""Where a model is reached and with which key. In: what was passed and the environment. Out: a checked `Connection`, or one clear error.

May not touch: the network or an SDK. No sentence made here, or cleaned here, shows a key.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from escalate_ai.errors import InputError, Where

if TYPE_CHECKING:
    from collections.abc import Mapping

OPENAI_URL = "https://api.openai.com/v1"
NO_KEY = "no-key-needed"
"""What is sent where a server needs no key: the protocol wants some."""

_SHORTEST_SECRET = 8
_TELLING_PIECE = 6
_LONGEST_QUOTE = 300
_HIDDEN = "[key hidden]"


@dataclass(frozen=True, slots=True)
class Connection:
    """A checked address and key; the key is in no representation."""

    base_url: str
    api_key: str = field(repr=False)

    @property
    def host(self) -> str:
        """The host, with its port where one is given: what a person is told their case goes to."""
        return shown_host(self.base_url)

    @property
    def is_openai(self) -> bool:
        """Whether this is OpenAI's own service or Azure's copy, whose parameters and token tables are known."""
        name = urlsplit(self.base_url).hostname or ""
        return name == "api.openai.com" or name.endswith((".api.openai.com", ".openai.azure.com"))

    @property
    def is_loopback(self) -> bool:
        """Whether the server is this machine, so that no proxy stands between."""
        name = urlsplit(self.base_url).hostname or ""
        try:
            return ipaddress.ip_address(name).is_loopback
        except ValueError:
            return name == "localhost" or name.endswith(".localhost")


def connect(api_key: str | None, base_url: str | None, environ: Mapping[str, str]) -> Connection:
    """Give the checked connection: what was passed comes first, then `OPENAI_API_KEY` and `OPENAI_BASE_URL`; empty is as good as absent.

    A base URL alone is enough; a placeholder is sent as the key then.

    Raises:
        InputError: A key or URL that cannot be right, or neither of them. The key is not shown.

    """
    key = _checked_key(api_key, _source(api_key, "api_key", environ)) or _checked_key(environ.get("OPENAI_API_KEY"), "OPENAI_API_KEY")
    url = _checked_url(base_url, _source(base_url, "base_url", environ)) or _checked_url(environ.get("OPENAI_BASE_URL"), "OPENAI_BASE_URL")
    if key is None and url is None:
        message = "There is no key for the model: set OPENAI_API_KEY, or name a server that needs none with OPENAI_BASE_URL or --base-url."
        raise InputError(message)
    return Connection(url or OPENAI_URL, key or NO_KEY)


def _source(value: str | None, name: str, environ: Mapping[str, str]) -> str:
    """Say where a value came from: whoever passes what the environment holds has read it there."""
    variable = f"OPENAI_{name.upper()}"
    return variable if value is not None and value.strip() == environ.get(variable, "").strip() else name


def shown_host(url: str) -> str:
    """Give the host and port of a URL, never a user name or password in it."""
    return urlsplit(url).netloc.rpartition("@")[2] or "the model's server"


def moved_to(location: str, key: str) -> str:
    """Say where a redirect points: scheme, host and path, without a user name, password or query, which may hold a secret."""
    try:
        parts = urlsplit(location.strip())
    except ValueError:
        return "an address that is no URL"
    host = parts.netloc.rpartition("@")[2]
    return quoted(f"{parts.scheme}://{host}{parts.path}" if host and parts.scheme else f"{host}{parts.path}", key)


def quoted(text: str, key: str) -> str:
    """Make a stranger's words fit for our sentences: one line, no control characters, at most 300 characters, and nothing of the key."""
    # Longer texts are cut before the key is looked for, with room for a key that straddles the cut.
    kept = text[: _LONGEST_QUOTE + len(key) + 1]
    plain = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in kept)
    line = _without_key(" ".join(plain.split()), key)
    return line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1] + "…"


def _without_key(text: str, key: str) -> str:
    if len(key) >= _SHORTEST_SECRET and key != NO_KEY:
        pieces = {key[start : start + _TELLING_PIECE] for start in range(len(key) - _TELLING_PIECE + 1)}
        hidden = [False] * len(text)
        for start in range(len(text) - _TELLING_PIECE + 1):
            if text[start : start + _TELLING_PIECE] in pieces:
                hidden[start : start + _TELLING_PIECE] = [True] * _TELLING_PIECE
        text = "".join("*" if mask else letter for letter, mask in zip(text, hidden, strict=True))
    return " ".join(_HIDDEN if _looks_secret(word) else word for word in text.split(" "))


def _looks_secret(word: str) -> bool:
    # Servers echo a wrong key with its middle starred out, and some echo the whole header.
    return "***" in word or _secret_words().match(word) is not None


@cache
def _secret_words() -> re.Pattern[str]:
    return re.compile(r"\W{0,3}(?:sk|pk|key|gsk|xai)-[\w.*-]{8}")


def _checked_key(key: str | None, source: str) -> str | None:
    key = (key or "").strip()
    for position, letter in enumerate(key, start=1):
        if not "!" <= letter <= "~":
            message = (
                f"The key in {source} holds a {_named(letter)} at character {position} of {len(key)}, which no key has (it is not shown "
                "here): copy it again, whole and on one line."
            )
            raise InputError(message, Where(key=source))
    return key or None


def _named(letter: str) -> str:
    if letter in "\r\n":
        return "line break"
    if letter.isspace():
        return "space"
    return "control character" if ord(letter) < ord(" ") or letter == "\x7f" else "character outside ASCII"


def _checked_url(url: str | None, source: str) -> str | None:
    url = (url or "").strip()
    if not url:
        return None
    fault = _fault_of(url)
    if fault:
        message = f"The address in {source} {fault}: give one like https://api.example/v1."
        raise InputError(message, Where(key=source))
    return url


def _fault_of(url: str) -> str | None:
    if any(not "!" <= letter <= "~" for letter in url):
        return "holds a space, a control character or a character outside ASCII"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "is not a URL"
    if parts.username is not None or parts.password is not None:
        return "holds a user name or password (not shown here; a key belongs in OPENAI_API_KEY)"
    if parts.scheme not in {"http", "https"}:
        return f"does not begin with http:// or https:// ({url[:60]!r})"
    return None if parts.hostname and port != 0 else f"names no host ({url[:60]!r})"
