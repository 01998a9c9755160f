"""Keys of services have no place in a file: they are refused there, and shown to nobody.

api_key = "sk-live-4711"     is shown as     api_key = **************
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from assetforge.core.diagnostics import Problem
from assetforge.core.errors import InvalidError

if TYPE_CHECKING:
    from assetforge.core.diagnostics import KeyPath

_SAYS_KEY: Final = (
    r"[\w-]*?(?:key|token|secret|passw(?:or)?d|credentials?|authori[sz]ation|bearer)[\w-]*"
)
_SECRET: Final = re.compile(_SAYS_KEY, re.IGNORECASE)
_ASSIGNED: Final = re.compile(
    rf"(?P<shown>(?<![\w-]){_SAYS_KEY}[\"']?[ \t]*=[ \t]*)"
    r"(?P<hidden>\"{3}.*?(?:\"{3}|\Z)|'{3}.*?(?:'{3}|\Z)|[^\n]*)",
    re.IGNORECASE | re.DOTALL,
)
_PERSON: Final = re.compile(r"(?P<shown>://)(?P<hidden>[^\s/\"']+)(?=@)")
_CHARACTER: Final = re.compile(r"[^\n]")


def holds_secret(key: str) -> bool:
    """Say whether a key's name says that its value is a key or a password."""
    return _SECRET.fullmatch(key) is not None


def secret_in_file(file: str, path: KeyPath, variables: str) -> Problem:
    """Say that a key stands in a file; `variables` names where it belongs."""
    return Problem(
        code="key-in-config", file=file, path=path, on="key",
        summary="a key in a file",
        detail=f"keys belong in {variables}: files are copied, shown and committed",
        hint="take it out; if this file was ever committed or shared, revoke that key and make "
        "another",
    )  # fmt: skip


def without_secrets(error: InvalidError) -> InvalidError:
    """Make the error whose excerpts show no key and no password."""
    texts = {file: masked(text) for file, text in error.texts.items()}
    return InvalidError(error.diagnostics, texts)


def masked(text: str) -> str:
    """Write asterisks for everything in a file that may be a secret; no line and column moves."""
    return _PERSON.sub(_hide, _ASSIGNED.sub(_hide, text))


def _hide(found: re.Match[str]) -> str:
    return found["shown"] + _CHARACTER.sub("*", found["hidden"])
