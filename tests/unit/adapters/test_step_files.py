from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.step_files import (
    MOST_SUMMARY,
    OUTPUT_VARIABLE,
    SUMMARY_VARIABLE,
    write_step_outputs,
    write_step_summary,
)
from assetforge.core.errors import StorageError

if TYPE_CHECKING:
    from pathlib import Path


def outputs(text: str) -> dict[str, str]:
    """Read outputs as the runner does."""
    found: dict[str, str] = {}
    lines = iter(text.split("\n"))
    for line in lines:
        name, _, delimiter = line.partition("<<")
        if delimiter:
            value: list[str] = []
            for inner in lines:
                if inner == delimiter:
                    break
                value.append(inner)
            found[name] = "\n".join(value)
    return found


def test_what_is_written_is_what_later_steps_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "output"
    monkeypatch.setenv(OUTPUT_VARIABLE, str(place))
    hostile = "end-\nchanges<<x\nfalse\nx"

    write_step_outputs({"changes": "true", "report": hostile})
    write_step_outputs({"credits": "96"})

    read = outputs(place.read_text(encoding="utf-8"))
    assert read == {"changes": "true", "report": hostile, "credits": "96"}


def test_without_a_ci_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(OUTPUT_VARIABLE, raising=False)
    monkeypatch.delenv(SUMMARY_VARIABLE, raising=False)

    write_step_outputs({"changes": "true"})

    assert write_step_summary("text")
    assert list(tmp_path.iterdir()) == []


def test_a_summary_is_added_to_what_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "summary"
    monkeypatch.setenv(SUMMARY_VARIABLE, str(place))

    assert write_step_summary("one\n")
    assert write_step_summary("two \u2192\n")

    assert place.read_bytes() == "one\ntwo \u2192\n".encode()


def test_a_summary_that_would_be_dropped_whole_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "summary"
    monkeypatch.setenv(SUMMARY_VARIABLE, str(place))
    assert write_step_summary("x" * (MOST_SUMMARY - 1))

    assert not write_step_summary("\u2192")

    assert place.stat().st_size == MOST_SUMMARY - 1


def test_a_place_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(OUTPUT_VARIABLE, str(tmp_path))

    with pytest.raises(StorageError):
        write_step_outputs({"changes": "true"})
