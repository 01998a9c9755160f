from __future__ import annotations

import pytest

from assetforge.core.digest import digest_bytes
from assetforge.report.comment_marker import (
    Marker,
    Validity,
    decode_marker,
    encode_marker,
    is_date,
    is_tag,
)

PLAN = digest_bytes(b"plan")
NOON = Validity(at="2026-11-20T12:00:00Z", run=81, attempt=2)
MARKER = Marker(tag="shop/web", plan=PLAN, validity=NOON)
LINE = encode_marker(MARKER)


def test_a_marker_is_one_hidden_line() -> None:
    assert (
        f"<!-- assetforge:comment tag=shop/web plan={PLAN} valid-at=2026-11-20T12:00:00Z "
        "run=81.2 -->"
    ) == LINE


@pytest.mark.parametrize("after", ["", "\n", "\r\n#### more", "\nmore --> <!-- x -->"])
def test_what_was_written_is_read_whatever_follows(after: str) -> None:
    assert decode_marker(LINE + after) == MARKER


def test_words_of_a_newer_version_are_passed_over() -> None:
    assert decode_marker(LINE.replace(" run=", " mood=good run=")) == MARKER


def test_a_marker_without_a_run_is_of_none() -> None:
    found = decode_marker(LINE.replace(" run=81.2", ""))

    assert found is not None
    assert found.validity == Validity(at=NOON.at)


@pytest.mark.parametrize(
    "body",
    [
        "", "a remark", f"> {LINE}", f"text\n{LINE}", LINE.replace("comment", "remark"),
        LINE.replace("sha256:", "md5:"), LINE.replace("2026", "next year"),
        LINE.replace("81.2", "-1.2"), LINE.replace("81.2", "9" * 30 + ".1"),
        LINE.replace("tag=shop/web", "tag=a--b"), LINE.replace("tag=shop/web ", ""),
        f"{LINE} and more", "<!-- assetforge:comment" + " a=b" * 1000 + " -->",
    ],
)  # fmt: skip
def test_anything_else_is_no_marker(body: str) -> None:
    assert decode_marker(body) is None


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (NOON, Validity(at="2026-11-20T12:00:01Z")),
        (NOON, Validity(at=NOON.at, run=82)),
        (NOON, Validity(at=NOON.at, run=81, attempt=3)),
        (Validity(at="2025-12-31T23:59:59Z", run=900), NOON),
    ],
)
def test_of_two_runs_one_is_newer(older: Validity, newer: Validity) -> None:
    assert older < newer


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("default", True), ("a" * 64, True), ("a" * 65, False), ("", False), ("-a", False),
     ("a b", False), ("a>b", False), ("a--", False), ("ä", False)],
)  # fmt: skip
def test_a_tag_can_end_no_comment(text: str, *, is_one: bool) -> None:
    assert is_tag(text) is is_one


@pytest.mark.parametrize("value", [None, 5, "2026-11-20", "2026-11-20T12:00:00+01:00"])
def test_a_date_has_one_form(value: object) -> None:
    assert is_date(NOON.at)
    assert not is_date(value)
