r"""Key forms: what the keys of well-known services look like, wherever somebody pasted one.

    sk-…                        OpenAI, Anthropic and many others: 20 characters or more behind it,
                                16 of them letters and digits in a row, so that no name is one
    ghp_… and its like          GitHub; github_pat_… too
    glpat-…                     GitLab

It is the last look, at texts for people and programs only. A key without such a form, as those of
LetzAI and Letta may be (no document of theirs names one), is not known by its looks.
Source: GitHub's and GitLab's documents on token formats, OpenAI's on keys, 2026.
"""

from __future__ import annotations

import re
from typing import Final

from assetforge.core.secret import HIDDEN

_MARKS: Final = ("sk-", "gh", "github_pat_", "glpat-")
# Behind a letter it is the end of a word such as `task-…`; behind `-`, `_`, `@` or `/` a part of a
# name or a path. `\n` and `\u00e9` are how JSON writes what may stand before it.
_BEGINS: Final = r"(?:(?<![A-Za-z0-9_@/-])|(?<=\\[bfnrt])|(?<=\\u[0-9a-f]{4}))"
_FORM: Final = re.compile(
    rf"{_BEGINS}(?:"
    r"sk-(?=[\w-]*?[A-Za-z0-9]{16})(?=[A-Za-z_-]*[0-9])[\w-]{20,}"
    r"|gh[opsur]_[A-Za-z0-9]{36,}"
    r"|github_pat_\w{22,}"
    r"|glpat-[\w-]{20,}"
    r")",
    re.ASCII,
)


def without_key_forms(text: str) -> str:
    """Give the text with `***` in place of whatever has the form of a key."""
    if not any(mark in text for mark in _MARKS):
        return text
    return _FORM.sub(HIDDEN, text)
