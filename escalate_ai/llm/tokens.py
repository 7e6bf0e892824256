"""How many tokens a text is. In: text and a model's name. Out: a count that says whether it is exact.

May not touch: anything but tiktoken and its table on disk. Tiktoken fetches a table on first use and may hang behind a silent firewall, so
it is loaded in a thread with a deadline; what could not be counted is estimated, on the high side. Both outcomes are kept per process.
"""

from __future__ import annotations

import hashlib
import math
import os
import tempfile
import threading
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tiktoken import Encoding

    from escalate_ai.llm.ask import Message

LOADING_SECONDS = 2.0
_BYTES_PER_TOKEN = 3.0
_TOKENS_PER_DIGIT = 0.4
_TOKENS_PER_EXTRA_BYTE = 0.5
"""Measured with both tables: cases, plans, letters and prompts of this trade have 3.2 to 4.8 bytes a token; bare lists of identifiers 1.7,
so digits weigh more; Japanese, Arabic and Polish 2.7 to 2.9 in the older table, so letters of several bytes do too."""
_TOKENS_PER_MESSAGE = 4
_LONGEST_COUNTED = 400_000
_DOWNLOADS = "https://openaipublic.blob.core.windows.net/encodings/"
_TABLES = {
    "o200k_base": ("o200k_base", "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"),
    "o200k_harmony": ("o200k_base", "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"),
    "cl100k_base": ("cl100k_base", "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7"),
}
"""Of each encoding in use: the table it is built from, and the table's SHA-256."""


@dataclass(frozen=True, slots=True)
class TokenCount:
    """A number of tokens, and whether it was counted with the model's own table."""

    tokens: int
    exact: bool


def count_tokens(text: str, model: str, *, exact: bool = True, offline: bool = False, seconds: float = LOADING_SECONDS) -> TokenCount:
    """Count the tokens of a text, or estimate them on the high side and say so.

    Args:
        text: The text; special tokens in it are counted as the plain text they are.
        model: A model name of OpenAI's; any other gives an estimate.
        exact: False estimates at once, for servers whose models are not OpenAI's.
        offline: Opens no connection: counts only where the table is already on disk.
        seconds: How long the first call for a table may take.

    """
    encoding = _encoding(model, seconds, offline=offline) if exact and len(text) <= _LONGEST_COUNTED else None
    return TokenCount(estimate(text), exact=False) if encoding is None else TokenCount(len(encoding.encode_ordinary(text)), exact=True)


def count_messages(
    messages: Sequence[Message], model: str, *, exact: bool = True, offline: bool = False, seconds: float = LOADING_SECONDS
) -> TokenCount:
    """Count a whole conversation, with what the protocol adds to each message; the schema is not in it."""
    counts = [count_tokens(message.content, model, exact=exact, offline=offline, seconds=seconds) for message in messages]
    return TokenCount(sum(count.tokens + _TOKENS_PER_MESSAGE for count in counts), all(count.exact for count in counts))


def estimate(text: str) -> int:
    """Estimate the tokens of a text from its length, on the high side."""
    size = len(text.encode("utf-8", "replace"))
    digits = sum(map(str.isdigit, text))
    return math.ceil(size / _BYTES_PER_TOKEN + digits * _TOKENS_PER_DIGIT + (size - len(text)) * _TOKENS_PER_EXTRA_BYTE)


def estimate_messages(messages: Sequence[Message]) -> int:
    """Estimate the tokens of a conversation, on the high side."""
    return sum(estimate(message.content) + _TOKENS_PER_MESSAGE for message in messages)


_loaded: dict[str, Encoding | None] = {}
_loading = threading.Lock()


def _encoding(model: str, seconds: float, *, offline: bool) -> Encoding | None:
    name = _encoding_name(model)
    if name is None:
        return None
    with _loading:
        if name not in _loaded:
            if offline and not _on_disk(name):
                return None  # not remembered: a later call may be allowed to fetch
            _loaded[name] = _load(name, seconds)
        return _loaded[name]


@cache
def _encoding_name(model: str) -> str | None:
    from tiktoken.model import encoding_name_for_model  # noqa: PLC0415 - imported when a count is first wanted

    try:
        return encoding_name_for_model(model)
    except KeyError:
        return None


def _load(name: str, seconds: float) -> Encoding | None:
    from tiktoken import get_encoding  # noqa: PLC0415 - imported when a count is first wanted

    found: list[Encoding] = []

    def fetch() -> None:
        try:
            found.append(get_encoding(name))
        except Exception:  # noqa: BLE001 - whatever kept the table away, the estimate stands in for it
            return

    thread = threading.Thread(target=fetch, name="token-table", daemon=True)
    thread.start()
    thread.join(seconds)
    return found[0] if found else None


def _on_disk(name: str) -> bool:
    if name not in _TABLES:
        return False
    table, digest = _TABLES[name]
    folder = os.environ.get("TIKTOKEN_CACHE_DIR", os.environ.get("DATA_GYM_CACHE_DIR", str(Path(tempfile.gettempdir(), "data-gym-cache"))))
    address = f"{_DOWNLOADS}{table}.tiktoken"
    kept = Path(folder, hashlib.sha1(address.encode(), usedforsecurity=False).hexdigest())
    try:
        # A table with another digest would be thrown away and fetched again.
        return bool(folder) and hashlib.sha256(kept.read_bytes()).hexdigest() == digest
    except OSError:
        return False
