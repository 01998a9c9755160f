r"""Foreign text in Markdown, where it can do nothing: no link, mention, picture, tag or table cell.

    code        `` a `b` c ``      a span in more backticks than any run in it
    cell_code   `` a \| b ``       the same in a table, where a bar would end the cell
    fenced      ~ a block ~        lines that each begin with a sign of ours

Text is cleaned first: no control or hidden character, one line, a bounded length. Mentions and
references are not looked for in code (GitHub and GitLab Flavored Markdown, 2026), so whatever is
foreign stands in code, and nothing outside of it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from assetforge.core.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST: Final = 120  # columns of a span
_RUN: Final = re.compile("`+")
_APART: Final = "\u200b"  # parts a backslash from a bar: together, readers disagree on them


def code(text: str, width: int = LONGEST) -> str:
    """Write foreign text as a code span."""
    return _span(one_line(text, width))


def cell_code(text: str, width: int = LONGEST) -> str:
    """Write foreign text as a code span of a table."""
    parted = one_line(text, width).replace("\\|", f"\\{_APART}|")
    return _span(parted).replace("|", "\\|")


def fenced(lines: Iterable[str], language: str) -> str:
    """Write clean lines as a block of code; each of them must begin with a sign of ours."""
    body = "\n".join(lines)
    fence = "`" * max(3, _longest_run(body) + 1)
    return f"{fence}{language}\n{body}\n{fence}"


def _span(clean: str) -> str:
    if not clean.strip():
        return '`""`'
    ticks = "`" * (_longest_run(clean) + 1)
    gap = " " if clean[0] in "` " or clean[-1] in "` " else ""
    return f"{ticks}{gap}{clean}{gap}{ticks}"


def _longest_run(text: str) -> int:
    return max((len(run) for run in _RUN.findall(text)), default=0)
