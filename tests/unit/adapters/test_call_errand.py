from __future__ import annotations

import pytest

from assetforge.adapters.call_errand import Errand, decode_errand, encode_errand
from assetforge.providers.instruction import Call

KEY = "canary"
ERRAND = Errand(
    intent="a" * 26, provider="letta", origin="https://api.letta.com", spool="/spool", lock=5,
    files=("/one.png", "/two.png"), seconds=600.5,
    call=Call(
        method="POST", path="/v1/images/generations", query={"a": "b"}, inline={"images": (0, 2)},
        body={"prompt": "Fünf Äpfel\n\ud83d", "n": 1, "nested": {"list": [1, None, True]}},
    ),
)  # fmt: skip
BARE = Errand(
    intent="b" * 26, provider="letta", origin="http://127.0.0.1:1", spool="", lock=None, files=(),
    seconds=1, call=Call(method="GET", path="/"),
)  # fmt: skip


@pytest.mark.parametrize("errand", [ERRAND, BARE], ids=["full", "bare"])
def test_an_errand_arrives_as_it_was_given(errand: Errand) -> None:
    assert decode_errand(encode_errand(errand, KEY)) == (errand, KEY)


def test_no_half_of_an_errand_is_one() -> None:
    whole = encode_errand(ERRAND, KEY)

    assert [decode_errand(whole[:length]) for length in range(len(whole))] == [None] * len(whole)


@pytest.mark.parametrize(
    "wrong",
    [
        b"null", b"[]", b"{}", b"[" * 100_000,
        encode_errand(ERRAND, KEY).replace(b'"POST"', b'"BREW"'),
        encode_errand(ERRAND, KEY).replace(b'"lock": 5', b'"lock": "5"'),
        encode_errand(ERRAND, KEY).replace(b'"seconds": 600.5', b'"seconds": null'),
        encode_errand(ERRAND, KEY).replace(b'"files": [', b'"files": [7, '),
        encode_errand(ERRAND, KEY).replace(b'"query": {', b'"query": 7, "x": {'),
        encode_errand(ERRAND, KEY).replace(b'"images": [0, 2]', b'"images": 0'),
    ],
    ids=range(10),
)  # fmt: skip
def test_what_is_no_errand_is_not_carried_out(wrong: bytes) -> None:
    assert decode_errand(wrong) is None
