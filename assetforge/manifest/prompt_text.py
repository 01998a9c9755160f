"""The prompt of a cell whose words stand in a file: read, filled in and found fit to use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.diagnostics import Problem
from assetforge.manifest.fields import PROMPT_LIMIT
from assetforge.manifest.gap_problem import gap_problem
from assetforge.manifest.template import fill_text, gaps

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.manifest.cell import Cell
    from assetforge.manifest.problem_list import ProblemList


MOST_RAW: Final = 4 * PROMPT_LIMIT  # characters before names are filled in, which may be long


def prompt_text(
    cell: Cell, texts: Mapping[str, str], refused: Mapping[str, str], problems: ProblemList
) -> str | None:
    """Give the text that `prompt_file` stands for; None where there is none that can be used."""
    path = cell.fields.get("prompt_file")
    if not isinstance(path, str):
        return None
    said = _why_not(cell, path, refused)
    if said:
        problems.add_in(cell.address, _problem(cell, *said))
        return None
    text = _lines(texts[path]).strip()
    if len(text) > MOST_RAW:
        problems.add_in(cell.address, _wrong_length(cell, path, len(text)))
        return None
    found = [
        gap_problem(gap, cell.origin("prompt_file"), cell.scope, within=path)
        for gap in gaps(text, cell.scope)
    ]
    filled = fill_text(text, cell.scope).strip()
    if not 0 < len(filled) <= PROMPT_LIMIT:
        found.append(_wrong_length(cell, path, len(filled)))
    for problem in found:
        problems.add_in(cell.address, problem)
    return None if found else filled


def _lines(text: str) -> str:
    """End every line in LF, so that a checkout of Git on Windows asks for the same thing."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _why_not(cell: Cell, path: str, refused: Mapping[str, str]) -> tuple[str, str, str, str] | None:
    if "prompt" in cell.fields:
        return (
            "two-prompts", "two keys that say the same thing",
            "`prompt` and `prompt_file` both give the prompt", "keep one of the two",
        )  # fmt: skip
    if path in refused:
        return (
            "file-refused", "a file that cannot be used", f"`{path}` {refused[path]}",
            "mend the path, or put a text there, saved as UTF-8",
        )  # fmt: skip
    return None


def _wrong_length(cell: Cell, path: str, length: int) -> Problem:
    is_long = f"has {length:,} characters, and {PROMPT_LIMIT:,} are the most"
    return _problem(
        cell, "file-refused", "a file that cannot be used",
        f"`{path}` {is_long if length else 'is empty'}", "write the prompt into that file"
        if not length else "shorten the text in that file",
    )  # fmt: skip


def _problem(cell: Cell, *said: str) -> Problem:
    code, summary, detail, hint = said
    origin = cell.origin("prompt_file")
    return Problem(
        code=code, file=origin.file, path=origin.path, summary=summary, detail=detail, hint=hint
    )
