"""`check --review` from the command line: a loopback server reviews, the rules decide."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_kit import AS_OF, Told
from loopback import Answer, LoopbackServer, closed_url, filled, finished, status, well

LETTER = """Subject: Request to review our appeal again

Dear Selling Partner Performance team,

We ask that our selling account be reinstated. Winter will find our packers without an income. Ask mara@aldercreek.example.

Please read the attached Plan of Action again.

Sincerely,
Mara Lindqvist
"""
PLAINT = "Winter will find our packers without an income."
CLAIM = {"passage": 3, "quote": PLAINT, "reason": "It asks for pity.", "rule": "TN301"}
INVENTED = {"passage": 3, "quote": "We will all starve.", "reason": "It asks for pity.", "rule": "TN301"}


@pytest.fixture
def letter(tmp_path: Path) -> str:
    """A letter on disk."""
    file = tmp_path / "letter.txt"
    file.write_text(LETTER, "utf-8")
    return str(file)


def test_a_review_stands_among_the_findings(letter: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The JSON is that of `check` with the model's findings in it and `review` beside it; what goes where is said before."""
    with LoopbackServer(filled(findings=[CLAIM, INVENTED])) as server:
        call = ("check", letter, "--as", "letter", "--as-of", AS_OF, "--format", "json")
        told = Told(capsys, *call, "--review", "--base-url", server.base_url, "--model", "m")
        plain = Told(capsys, *call).json
    assert told.err.startswith("sending the letter to 127.0.0.1:")
    assert told.err.rstrip().endswith("model m")
    assert {key for key in told.json if key not in plain} == {"review"}
    review = told.json["review"]
    assert review["dropped"]["not_in_text"] == 1
    assert review["usage"] == {"requests": 1, "input_tokens": 100, "output_tokens": 40, "estimated": False}
    (found,) = review["findings"]
    assert (found["quote"], found["severity"], found["where"]) == (PLAINT, "warning", "text")
    assert found in told.json["findings"]
    assert [each for each in told.json["findings"] if each != found] == plain["findings"]
    assert told.code == 1
    assert "aldercreek" not in server.requests[0].text
    assert "Lindqvist" not in server.requests[0].text


def test_the_text_says_who_read_it_and_what_did_not_count(letter: str, capsys: pytest.CaptureFixture[str]) -> None:
    """People see the finding under its words, and one line on the review."""
    with LoopbackServer(filled(findings=[CLAIM, INVENTED])) as server:
        told = Told(capsys, "check", letter, "--as-of", AS_OF, "--review", "--base-url", server.base_url, "--model", "m")
    said = " ".join(told.out.split())
    assert "Read by a model: It asks for pity." in said
    assert "reviewed by m: 1 finding of its own; dropped: 1 quoted words that are not in the text" in said


def test_an_answer_in_prose_is_no_review_and_no_crash(letter: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A server without schemas that chats reviewed nothing, and the output says so; the verdict is the rules'."""
    with LoopbackServer(well("What a moving letter.")) as server:
        told = Told(capsys, "check", letter, "--as-of", AS_OF, "--review", "--base-url", server.base_url)
    assert told.code == 1
    assert "nothing was reviewed" in " ".join(told.out.split())


@pytest.mark.parametrize(
    "answer",
    [
        finished("I will not.", "content_filter", "I will not."),
        finished('{"findings": [', "length"),
        status(401, "wrong key"),
    ],
    ids=["refused", "cut off", "wrong key"],
)
def test_a_model_that_fails_ends_in_exit_4_with_the_report(answer: Answer, letter: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What the rules found stands in `outcome` of the error's document, and on the screen."""
    with LoopbackServer(answer) as server:
        call = ("check", letter, "--as-of", AS_OF, "--review", "--base-url", server.base_url)
        told = Told(capsys, *call, "--format", "json")
        seen = Told(capsys, *call)
    assert (told.code, seen.code) == (4, 4)
    assert set(told.json) == {"error", "outcome"}
    assert told.json["outcome"]["findings"]
    assert "not passed" in seen.out


def test_a_server_that_is_not_there_ends_in_exit_4(letter: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No connection is an error, never a check without its review."""
    policy = tmp_path / "policy.toml"
    policy.write_text("[model]\nretry_attempts = 1\n", "utf-8")
    told = Told(capsys, "check", letter, "--as-of", AS_OF, "--review", "--base-url", closed_url(), "--policy", str(policy))
    assert told.code == 4


def test_a_review_without_a_model_is_a_wrong_call(letter: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is set, or nothing may be opened: exit 2, and the sentence says what to set."""
    assert Told(capsys, "check", letter, "--review").code == 2
    told = Told(capsys, "check", letter, "--review", "--offline", "--base-url", "http://127.0.0.1:9/v1", "--format", "json")
    assert told.code == 2
    assert "needs a model" in told.json["error"]["message"]


def test_a_model_without_a_review_is_a_wrong_call(letter: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A model named for a plain check would be passed over in silence."""
    told = Told(capsys, "check", letter, "--model", "m")
    assert told.code == 2
    assert "--review" in told.err


def test_a_policy_without_models_forbids_the_review(letter: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`model.mode = "off"` holds here too."""
    policy = tmp_path / "policy.toml"
    policy.write_text('[model]\nmode = "off"\n', "utf-8")
    told = Told(capsys, "check", letter, "--review", "--model", "m", "--base-url", "http://127.0.0.1:9/v1", "--policy", str(policy))
    assert told.code == 2
    assert json.dumps(told.err).count("policy forbids") == 1
