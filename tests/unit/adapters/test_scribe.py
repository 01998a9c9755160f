from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.scribe import FileScribe
from assetforge.core.errors import StorageError

if TYPE_CHECKING:
    from pathlib import Path


def test_bytes_lie_in_the_file_afterwards(tmp_path: Path) -> None:
    asyncio.run(FileScribe().write(str(tmp_path / "piece"), b"picture"))

    assert (tmp_path / "piece").read_bytes() == b"picture"


def test_a_disk_that_refuses_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        asyncio.run(FileScribe().write(str(tmp_path / "gone" / "piece"), b"picture"))
