"""Digests of files: every byte counts, and only plain files have one."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.hashing import Content, content_at, content_of
from assetforge.core.digest import digest_bytes

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("data", [b"", b"picture", bytes(range(256)) * 10_000])
def test_content_is_the_digest_and_the_number_of_bytes(data: bytes) -> None:
    copy = io.BytesIO()

    content = content_of(io.BytesIO(data), copy)

    assert content == Content(digest=digest_bytes(data), size=len(data))
    assert copy.getvalue() == data


@pytest.mark.parametrize("place", ["absent", "link", "folder", "pipe"])
def test_what_is_no_plain_file_counts_as_not_there(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_bytes(b"picture")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(FileNotFoundError):
        content_at(tmp_path / place)

    assert content_at(tmp_path / "file").digest == digest_bytes(b"picture")
