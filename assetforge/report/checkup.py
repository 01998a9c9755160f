"""A checkup: what is set, reachable and whole on this machine, each with what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from assetforge.core.exits import Exit, gravest

if TYPE_CHECKING:
    from collections.abc import Iterable

Standing: TypeAlias = Literal["good", "note", "bad"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at."""

    topic: str  # what it belongs to, as `letzai` or `ledger`
    name: str
    told: str  # never a key, nor a part of one
    standing: Standing = "good"
    hint: str = ""  # what to do, where it is not good
    exit: Exit = Exit.FAILED  # what it means for the command, where it is bad


def exit_of(findings: Iterable[Finding]) -> Exit:
    """Find the exit code that tells most about what is bad."""
    return gravest({found.exit for found in findings if found.standing == "bad"})
