"""Streams: no reader is no failure, a full disk is one. `tests/faults` tries closed ones too."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.cli.streams import open_closed_streams, put, put_rest, tell
from assetforge.core.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import TextIOWrapper

FULL = Path("/dev/full")


@pytest.fixture(autouse=True)
def descriptors_are_put_back(capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    kept = [os.dup(descriptor) for descriptor in (0, 1, 2)]
    with capfd.disabled():
        pass
    yield
    for descriptor, copy in enumerate(kept):
        os.dup2(copy, descriptor)
        os.close(copy)


def unread(descriptor: int) -> TextIOWrapper:
    """Put a pipe that nobody reads behind a descriptor."""
    reading, writing = os.pipe()
    os.close(reading)
    os.dup2(writing, descriptor)
    os.close(writing)
    return os.fdopen(descriptor, "w", buffering=1, encoding="utf-8", closefd=False)


def test_nobody_reads_what_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", unread(2))

    tell("once\n")
    tell("twice\n")

    assert os.path.samestat(os.fstat(2), Path(os.devnull).stat())


def test_nobody_reads_what_is_put(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", unread(1))

    put("once\n")
    put_rest()

    assert os.path.samestat(os.fstat(1), Path(os.devnull).stat())


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a device that is always full")
def test_data_that_cannot_be_written_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    with FULL.open("w", buffering=1, encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stdout", full)

        with pytest.raises(StorageError, match="cannot print the result: No space left"):
            put("data\n")

        os.dup2(os.open(os.devnull, os.O_WRONLY), full.fileno())  # so that it can be closed


def test_a_closed_stream_swallows_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    os.close(0)
    monkeypatch.setattr(sys, "stdin", None)

    open_closed_streams()

    assert sys.stdin.read() == ""
    assert os.fstat(0)
