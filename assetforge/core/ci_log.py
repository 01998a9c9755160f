"""Lines of a CI log that would be commands there, made mere text.

    ::add-mask::x   ##[error]x   ##vso[task…]x     what GitHub and Azure take for commands

GitHub skips white space before `::` and finds `##[` anywhere in a line (actions/runner, 2026). A
zero-width space in between is invisible and ends that.
"""

from __future__ import annotations

import re
from typing import Final

_BREAK: Final = "\u200b"
_AT_START: Final = re.compile(r"^(\s*)::", re.MULTILINE)
_ANYWHERE: Final = re.compile(r"##(?=\w*\[)")


def inert(text: str) -> str:
    """Make a text that a CI service only shows."""
    if "::" not in text and "##" not in text:
        return text
    return _ANYWHERE.sub(f"#{_BREAK}#", _AT_START.sub(rf"\1{_BREAK}::", text))
