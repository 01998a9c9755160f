"""Rules for the words in any text file of the project."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

Rule: TypeAlias = Callable[[str, str], Iterator[str]]

_MARKS = "TO-DO|FIX-ME|X-X-X".replace("-", "")  # apart, or this line would be found too
_REMINDER = re.compile(rf"\b(?:{_MARKS})\b(?!\(#\d+\))")
_PLACE_OF_ONE_MACHINE = re.compile(
    r"(?<![\w.~/-])/(?:home|root|Users|work|farm|tmp|mnt|opt|srv)/\w|[A-Z]:\\Users\\"
)


def owes_an_issue(name: str, text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), start=1):
        if _REMINDER.search(line):
            yield f"{name}:{number}: a reminder with no issue. Do it, or write the number: (#12)."


def names_no_machine(name: str, text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), start=1):
        if _PLACE_OF_ONE_MACHINE.search(line):
            yield f"{name}:{number}: a path of one machine. Use a path relative to the project."


RULES: tuple[Rule, ...] = (
    owes_an_issue,
    names_no_machine,
)
