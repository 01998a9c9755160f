"""Merge conflicts that nobody resolved, found before anything is made of the text.

<<<<<<< HEAD
size = "1600x900"
||||||| base          only with git's diff3 style
=======
size = "1024x1024"
>>>>>>> branch
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from assetforge.manifest.source_text import MOST_FINDINGS, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

CONFLICT_HINT: Final = "choose one side, delete the lines with the marks, and save"


def find_conflicts(text: str) -> list[Fault]:
    """Find each conflict: the three marks at line beginnings, in order, even inside a text."""
    if "<<<<<<<" not in text:  # nearly always
        return []
    return list(islice(_conflicts(text), MOST_FINDINGS))


def _conflicts(text: str) -> Iterator[Fault]:
    begun: re.Match[str] | None = None
    divided = False
    for mark in _MARK.finditer(text):
        sign = mark[1][0]
        if sign == "<":
            begun, divided = mark, False
        elif sign == "=":
            divided = begun is not None
        elif begun is not None and divided:
            yield _conflict(begun)
            begun, divided = None, False


_MARK: Final = re.compile(r"^(<{7}|={7}|>{7})(?![<=>])[^\n]*+", re.MULTILINE)


def _conflict(begun: re.Match[str]) -> Fault:
    return Fault(
        code="merge-conflict",
        start=begun.start(),
        length=len(begun[0]),
        summary="merge conflict",
        detail="a merge left both sides here",
        hint=CONFLICT_HINT,
    )
