from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assetforge.adapters import call_end
from assetforge.adapters.call_end import decode_end, encode_end
from assetforge.execution.delivery import LostAnswerError, NotSentError
from assetforge.providers.instruction import Answer

INTENT = "a" * 26
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | FLOATS | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@settings(max_examples=40)
@given(body=JSON, status=st.integers(100, 599), text=st.text())
def test_an_answer_comes_back_as_it_was_kept(body: str, status: int, text: str) -> None:
    answer = Answer(status=status, body=body, text=text, headers={"retry-after": "5"})

    assert decode_end(INTENT, encode_end(INTENT, answer)) == answer


def test_half_of_a_character_that_json_lets_through_is_kept() -> None:
    answer = Answer(status=200, body={"note": "\ud83d"})

    assert decode_end(INTENT, encode_end(INTENT, answer)) == answer


def test_headers_that_nobody_reads_reach_no_file() -> None:
    answer = Answer(status=200, headers={"set-cookie": "taste=sweet", "date": "today"})

    kept = encode_end(INTENT, answer)

    assert b"sweet" not in kept
    assert decode_end(INTENT, kept) == Answer(status=200, headers={"date": "today"})


@pytest.mark.parametrize("again", [True, False])
def test_a_call_that_was_not_sent_comes_back_with_its_reason(again: bool) -> None:
    kept = encode_end(INTENT, NotSentError("nobody listens", is_worth_repeating=again))

    end = decode_end(INTENT, kept)

    assert isinstance(end, NotSentError)
    assert (end.why, end.is_worth_repeating) == ("nobody listens", again)


def test_a_lost_answer_comes_back_with_its_reason() -> None:
    end = decode_end(INTENT, encode_end(INTENT, LostAnswerError("hung up")))

    assert isinstance(end, LostAnswerError)
    assert end.why == "hung up"


def nested(depth: int) -> list[object]:
    """Make lists in lists, deeper than anybody writes."""
    found: list[object] = []
    for _ in range(depth):
        found = [found]
    return found


@pytest.mark.parametrize(
    "body", [float("inf"), float("nan"), nested(100_000)], ids=["infinity", "nan", "deep"]
)
def test_a_body_that_cannot_be_kept_leaves_the_status(body: float) -> None:
    end = decode_end(INTENT, encode_end(INTENT, Answer(status=200, body=body)))

    assert end == Answer(status=200, text="(it cannot be kept)")


def test_a_body_that_is_too_large_leaves_the_status(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(call_end, "MOST_BYTES", 1000)

    end = decode_end(INTENT, encode_end(INTENT, Answer(status=200, body="a" * 1000)))

    assert end == Answer(status=200, text="(it cannot be kept)")


@pytest.mark.parametrize(
    "damaged",
    [
        b"", b"\xff", b"null", b"[]", b"{}", b'"answer"', b"[" * 100_000,
        b'{"format":2,"intent":"aaaaaaaaaaaaaaaaaaaaaaaaaa","answer":{}}',
        b'{"format":1,"intent":"another","answer":{"status":200,"headers":{},"text":""}}',
        b'{"format":1,"intent":"aaaaaaaaaaaaaaaaaaaaaaaaaa"}',
        b'{"format":1,"intent":"aaaaaaaaaaaaaaaaaaaaaaaaaa","answer":7}',
        b'{"format":1,"intent":"aaaaaaaaaaaaaaaaaaaaaaaaaa","answer":{"status":"200"}}',
        b'{"format":1,"intent":"aaaaaaaaaaaaaaaaaaaaaaaaaa","failure":{"sent":"no"}}',
        encode_end(INTENT, Answer(status=200))[:-1],
    ],
    ids=range(14),
)  # fmt: skip
def test_what_cannot_be_read_counts_as_an_answer_that_was_lost(damaged: bytes) -> None:
    end = decode_end(INTENT, damaged)

    assert isinstance(end, LostAnswerError)
    assert "damaged" in end.why
