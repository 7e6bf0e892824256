"""Keys and addresses: what is taken, what is refused, and that no key is ever shown."""

from __future__ import annotations

import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalate_ai.errors import InputError
from escalate_ai.llm.connection import NO_KEY, OPENAI_URL, Connection, connect, quoted

KEY = "sk-proj-Zq81LmN0pQrStUvWxYz"


def test_what_is_passed_comes_before_the_environment() -> None:
    """Arguments win over variables, and empty ones are as good as absent."""
    environ = {"OPENAI_API_KEY": "from-environment", "OPENAI_BASE_URL": "https://api.example/v1"}
    assert connect(None, None, environ) == Connection("https://api.example/v1", "from-environment")
    assert connect(KEY, "https://other.example/v1", environ) == Connection("https://other.example/v1", KEY)
    assert connect("  ", "", environ) == connect(None, None, environ)


def test_a_key_alone_goes_to_openai() -> None:
    """Without an address the key is OpenAI's."""
    assert connect(KEY, None, {}) == Connection(OPENAI_URL, KEY)


def test_an_address_alone_is_enough() -> None:
    """A local server wants no key, and is sent a placeholder."""
    assert connect(None, "http://localhost:8080/v1", {}).api_key == NO_KEY


def test_neither_key_nor_address_says_which_variables_to_set() -> None:
    """The error names both ways out."""
    with pytest.raises(InputError, match=r"OPENAI_API_KEY.*OPENAI_BASE_URL"):
        connect(None, None, {"OPENAI_BASE_URL": " "})


def test_a_newline_at_the_end_of_a_key_is_dropped() -> None:
    """What a file or a shell leaves around a key does no harm."""
    assert connect(f" {KEY}\r\n", None, {}).api_key == KEY


@pytest.mark.parametrize(
    ("middle", "named"),
    [
        ("\n", "line break"),
        (" ", "space"),
        ("\t", "space"),
        ("\x00", "control character"),
        ("\x7f", "control character"),
        ("é", "outside ASCII"),
        ("\u200b", "outside ASCII"),
    ],
)
def test_a_key_with_a_wrong_character_is_refused_and_not_shown(middle: str, named: str) -> None:
    """The error says what the character is and where, and holds no piece of the key, nor does its traceback."""
    with pytest.raises(InputError, match=named) as caught:
        connect(None, None, {"OPENAI_API_KEY": f"{KEY}{middle}{KEY}"})
    shown = "".join(traceback.format_exception(caught.value))
    assert "Zq81" not in shown
    assert f"at character {len(KEY) + 1} of {2 * len(KEY) + 1}" in shown
    assert caught.value.where is not None
    assert caught.value.where.key == "OPENAI_API_KEY"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("localhost:8080/v1", "does not begin with http"),
        ("ftp://api.example/v1", "does not begin with http"),
        ("https:///v1", "names no host"),
        ("http://", "names no host"),
        ("http://api.example:99999/v1", "is not a URL"),
        ("http://[::1/v1", "is not a URL"),
        ("http://api.example/v 1", "holds a space"),
        ("http://api.exämple/v1", "outside ASCII"),
        ("http://me:hunter22@api.example/v1", "user name or password"),
    ],
)
def test_an_address_that_cannot_be_right_is_refused(url: str, said: str) -> None:
    """Each fault is named, the option too, and a password in it is not shown."""
    with pytest.raises(InputError, match=said) as caught:
        connect(None, url, {})
    assert "base_url" in caught.value.message
    assert "hunter22" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "host", "loopback", "openai"),
    [
        ("https://api.openai.com/v1", "api.openai.com", False, True),
        ("https://eu.api.openai.com/v1", "eu.api.openai.com", False, True),
        ("https://firm.openai.azure.com/openai/v1", "firm.openai.azure.com", False, True),
        ("http://localhost:8080/v1", "localhost:8080", True, False),
        ("http://127.8.9.1:8080/v1", "127.8.9.1:8080", True, False),
        ("http://[::1]:8080/v1", "[::1]:8080", True, False),
        ("https://api.openai.com.example/v1", "api.openai.com.example", False, False),
        ("https://127.0.0.1.example/v1", "127.0.0.1.example", False, False),
    ],
)
def test_a_connection_knows_its_host(url: str, host: str, loopback: bool, openai: bool) -> None:
    """The host is shown with its port; loopback and OpenAI are told by name, not by likeness."""
    known = connect(KEY, url, {})
    assert (known.host, known.is_loopback, known.is_openai) == (host, loopback, openai)


def test_no_representation_shows_the_key() -> None:
    """A connection can be printed."""
    assert KEY not in repr(connect(KEY, None, {}))


@pytest.mark.parametrize(
    "said",
    [
        f"Incorrect API key provided: {KEY}. You can find your key at the site.",
        f"Bad header: Bearer {KEY}",
        f"Bad header: Bearer\n{KEY[:10]} {KEY[10:]}",
        f"Wrong key {KEY[:9]}*********{KEY[-4:]}.",
        f'Wrong key "{KEY[-8:]}"',
        "x" * 295 + KEY,
    ],
)
def test_a_server_that_echoes_the_key_is_not_quoted_with_it(said: str) -> None:
    """Neither the whole key nor a telling piece of it comes through."""
    shown = quoted(said, KEY)
    assert not any(KEY[start : start + 6] in shown for start in range(len(KEY) - 5))
    assert KEY[-4:] not in shown


def test_somebody_elses_key_is_hidden_too() -> None:
    """A word that looks like a key is hidden, whoever it belongs to."""
    assert quoted("Incorrect API key provided: sk-abcdefgh1234.", "other") == "Incorrect API key provided: [key hidden]"


def test_ordinary_words_come_through() -> None:
    """Hiding keys leaves a server's sentence readable, also where the placeholder key is sent."""
    said = "The model `task-force-9` does not exist; no key-needed rule applies."
    assert quoted(said, NO_KEY) == said
    assert quoted("ollama has no such model", "ollama") == "ollama has no such model"


def test_a_strangers_words_are_one_plain_line() -> None:
    """Terminal sequences, line breaks and floods do not reach the terminal."""
    assert quoted("a\x1b[31mb\r\n\u202ec\u2028d", "") == "a [31mb c d"
    assert len(quoted("long words " * 1000, "")) == 300


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=8, max_size=80), st.text(max_size=80), st.text(max_size=80))
def test_no_text_around_a_key_brings_it_through(key: str, before: str, after: str) -> None:
    """Whatever stands around it, a whole key is never quoted."""
    assert key == NO_KEY or key not in quoted(f"{before}{key}{after}", key)
