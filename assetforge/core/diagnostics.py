"""Diagnostics: one problem in something a person wrote, with its place and a way out.

A stage finds a `Problem`, which knows the file and the path of keys; only when there is one are
lines and columns worked out, and it becomes a `Diagnostic`.

    error[unknown-key]: unknown key
      --> assets.toml:8:1
       |
     8 | widht = 1024
       | ^^^^^ `widht` is not a key of an image
       |
      hint: did you mean `width`?
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

KeyPath: TypeAlias = tuple[str | int, ...]
Severity: TypeAlias = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A span on one line of a file; line and column count from 1, in characters."""

    file: str
    line: int
    column: int
    length: int  # characters to underline, at least 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A problem at a path of keys; `on` says whether the key or its value is to blame."""

    code: str  # kebab-case, stable
    file: str
    path: KeyPath
    summary: str  # the kind of problem; never holds text that a user chose
    detail: str  # what is wrong here and, where it is not plain, why it matters
    hint: str  # what to do
    on: Literal["key", "value"] = "value"
    severity: Severity = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """A problem at a place of a text, ready to be shown."""

    code: str
    place: Place
    summary: str
    detail: str
    hint: str
    severity: Severity = "error"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Suggest the nearest known word as a question, or return an empty text."""
    from difflib import get_close_matches  # noqa: PLC0415 - slow to load, and only for mistakes

    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean `{near[0]}`?" if near else ""
