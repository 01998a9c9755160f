"""The files that a step of a CI job may write to: its outputs and its summary.

    GITHUB_OUTPUT         name<<DELIMITER … DELIMITER, appended; read by later steps
    GITHUB_STEP_SUMMARY   Markdown, appended; beyond 1 MiB the whole of it is dropped

The delimiter is made up each time, so that no value can end itself and begin another (GitHub's
advice on script injection, 2026). `GITHUB_ENV` is never written: it would reach later steps unseen.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetforge.adapters.disk_errors import explaining

if TYPE_CHECKING:
    from collections.abc import Mapping

OUTPUT_VARIABLE: Final = "GITHUB_OUTPUT"
SUMMARY_VARIABLE: Final = "GITHUB_STEP_SUMMARY"
MOST_SUMMARY: Final = 900_000  # bytes; 1 MiB is the most, and other steps may share it
_DELIMITER_BYTES: Final = 16


def write_step_outputs(values: Mapping[str, str]) -> None:
    """Give values to later steps; nothing happens where no CI asks for them.

    Raises:
        StorageError: the disk refused.
    """
    path = os.environ.get(OUTPUT_VARIABLE)
    if path:
        _append(Path(path), "".join(_assignment(name, value) for name, value in values.items()))


def write_step_summary(text: str) -> bool:
    """Add to the summary of a step; says whether it had room, True too where there is none.

    Raises:
        StorageError: the disk refused.
    """
    path = os.environ.get(SUMMARY_VARIABLE)
    if not path:
        return True
    place = Path(path)
    with explaining("look at", place):
        there = place.stat().st_size if place.exists() else 0
    if there + len(text.encode()) > MOST_SUMMARY:
        return False
    _append(place, text)
    return True


def _assignment(name: str, value: str) -> str:
    delimiter = f"end-{secrets.token_hex(_DELIMITER_BYTES)}"
    return f"{name}<<{delimiter}\n{value}\n{delimiter}\n"


def _append(place: Path, text: str) -> None:
    with explaining("write", place), place.open("a", encoding="utf-8", newline="\n") as file:
        file.write(text)
