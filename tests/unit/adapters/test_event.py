from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.event import MOST_BYTES, read_event

if TYPE_CHECKING:
    from pathlib import Path


def test_an_event_is_read(tmp_path: Path) -> None:
    place = tmp_path / "event.json"
    place.write_text('{"number": 3, "pull_request": {"head": {}}}', encoding="utf-8")

    assert read_event(str(place)) == {"number": 3, "pull_request": {"head": {}}}


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{", b"[]", b"null", b'"text"', b"\xff{}", b"\xef\xbb\xbf{}", b"{'a': 1}",
        b'{"a": 1, "a": 2}', b'{"a": {"b": 1, "b": 1}}', b"[" * 100_000, b'{"a":' * 100_000,
        b"{}" + b" " * MOST_BYTES,
    ],
    ids=lambda data: repr(data[:20]) + str(len(data)),
)  # fmt: skip
def test_what_is_no_table_or_may_be_read_in_two_ways_proves_nothing(
    data: bytes, tmp_path: Path
) -> None:
    place = tmp_path / "event.json"
    place.write_bytes(data)

    assert read_event(str(place)) is None


def test_what_is_not_there_proves_nothing(tmp_path: Path) -> None:
    assert read_event("") is None
    assert read_event(str(tmp_path)) is None
    assert read_event(str(tmp_path / "event.json")) is None
    assert read_event("event\0.json") is None
