"""Running the command line in this process."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from assetforge.cli.main import main
from tests.documents import document_errors

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


if TYPE_CHECKING:
    Run: TypeAlias = Callable[..., Ran]


def ran(words: tuple[str, ...], capture: pytest.CaptureFixture[str]) -> Ran:
    """Run a command to its end."""
    with pytest.raises(SystemExit) as ended:
        main(words)
    printed = capture.readouterr()
    assert isinstance(ended.value.code, int), "a command ends with a code"
    assert _flaws(printed.out) == [], "describe it in assetforge/ui/schema_*.py"
    return Ran(code=ended.value.code, out=printed.out, err=printed.err)


def _flaws(printed: str) -> list[str]:
    """Hold a document for programs to its schema; anything else has no flaws."""
    if not printed.startswith('{\n  "format_version"'):
        return []
    return document_errors(json.loads(printed))
