from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters import diff_file
from assetforge.adapters.diff_file import read_diff_file
from assetforge.core.errors import StorageError, UsageError

if TYPE_CHECKING:
    from pathlib import Path


def test_a_document_is_read_as_it_is(tmp_path: Path) -> None:
    place = tmp_path / "diff.json"
    place.write_text('{"document": "diff", "low": 2.5}', encoding="utf-8")

    assert read_diff_file(str(place)) == {"document": "diff", "low": 2.5}


@pytest.mark.parametrize(
    "data",
    [
        b"", b"no json", b"\xff", b'{"a": 1, "a": 2}', b'{"a": NaN}', b'{"a": Infinity}',
        b"[" * 100_000, b'{"a": ' + b"9" * 5_000 + b"}",
    ],
)  # fmt: skip
def test_what_is_no_document_is_refused(tmp_path: Path, data: bytes) -> None:
    place = tmp_path / "diff.json"
    place.write_bytes(data)

    with pytest.raises(UsageError, match="it is no JSON"):
        read_diff_file(str(place))


def test_a_document_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diff_file, "MOST_BYTES", 100)
    place = tmp_path / "diff.json"
    place.write_text(json.dumps("x" * 99), encoding="utf-8")

    with pytest.raises(UsageError, match="longer than"):
        read_diff_file(str(place))


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no such file"):
        read_diff_file(str(tmp_path / "none.json"))
    with pytest.raises(StorageError):
        read_diff_file(str(tmp_path))


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.json").write_text("{}", encoding="utf-8")
    (tmp_path / "diff.json").symlink_to("secret.json")

    with pytest.raises(StorageError):
        read_diff_file(str(tmp_path / "diff.json"))
