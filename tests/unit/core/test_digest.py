"""Digests. The vectors are frozen: a changed one would make people pay for their assets again."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from assetforge.core.digest import canonical, digest_bytes, digest_value, is_digest

if TYPE_CHECKING:
    from assetforge.core.values import Json

ZEROS = "sha256:" + 64 * "0"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": [True, None, "x"]}, '{"a":[true,null,"x"],"b":1}'),
        ({"é": "東京", "z": "\U0001f37e", "Z": ""}, '{"Z":"","z":"\U0001f37e","é":"東京"}'),
        ({"\uffff": 0, "\U00010000": 1}, '{"\uffff":0,"\U00010000":1}'),
        ('"\\/\b\f\n\r\t\x00\x7f', '"\\"\\\\/\\b\\f\\n\\r\\t\\u0000\x7f"'),
        ([1, 1.0, True, 0.1, -0.0, 1e16, 1e300], "[1,1.0,true,0.1,-0.0,1e+16,1e+300]"),
        (2**70, "1180591620717411303424"),
        (("a", ("b",)), '["a",["b"]]'),
        ({}, "{}"),
        (None, "null"),
    ],
)
def test_a_value_has_one_canonical_text(value: Json, text: str) -> None:
    assert canonical(value) == text


@pytest.mark.parametrize(
    ("value", "digest"),
    [
        (None, "sha256:74234e98afe7498fb5daf1f36ac2d78acc339464f950703b8c019892f982b90b"),
        ({}, "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"),
        ("東京", "sha256:8774603d9485630825821f5f19ec4f39dd2dac84d98ce1ea8e9e9e2cdf318930"),
        (
            {"prompt": "a café\n", "seed": 7, "watermark": False, "strength": 0.35},
            "sha256:35c6dfe9baf04c58557c89769755c230b45aeb5be0ada9d55bb9aa74c1f7eee1",
        ),
        (
            {"shots": [{"duration": 2, "prompt": "x"}], "skin": {"face": 1.0}},
            "sha256:59c1652c684eb4d6d9998374b7f9eb4f4b24b97decc4f9166442cd0af2e173fd",
        ),
    ],
)
def test_the_digest_of_a_value_never_changes(value: Json, digest: str) -> None:
    assert digest_value(value) == digest


def test_bytes_are_named_by_their_sha256() -> None:
    assert digest_bytes(b"test") == "sha256:" + hashlib.sha256(b"test").hexdigest()
    assert digest_bytes(b"") == (
        "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    )


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_a_number_that_no_format_agrees_on_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        digest_value({"strength": [value]})


def test_text_that_is_no_unicode_is_refused() -> None:
    with pytest.raises(ValueError, match="surrogates not allowed"):
        digest_value("\ud800")


@pytest.mark.parametrize(
    "text",
    [
        "", "sha256:", "sha256:" + 63 * "0", "sha256:" + 65 * "0", "sha256:" + 63 * "0" + "A",
        "sha256:" + 63 * "0" + "g", "sha256:" + 63 * "0" + "\n", "sha256:" + 63 * "0" + "٣",
        "SHA256:" + 64 * "0", 64 * "0", "md5:" + 64 * "0", "sha256:../" + 61 * "0", None, 7,
        ZEROS.encode(), [ZEROS],
    ],
)  # fmt: skip
def test_what_could_lead_a_path_astray_is_no_digest(text: object) -> None:
    assert not is_digest(text)


def test_a_digest_is_one() -> None:
    assert is_digest(ZEROS)
    assert is_digest(digest_bytes(b"x"))
