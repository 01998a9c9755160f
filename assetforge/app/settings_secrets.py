"""Keys of services have no place in a file: they are refused there, and shown to nobody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from assetforge.app.settings_mask import masked
from assetforge.core.diagnostics import Problem
from assetforge.core.errors import InvalidError

if TYPE_CHECKING:
    from assetforge.core.diagnostics import KeyPath

_SECRET: Final = re.compile(
    r"[\w-]*?(?:key|token|secret|passw(?:or)?d|credentials?|authori[sz]ation|bearer)[\w-]*",
    re.IGNORECASE,
)


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
    """Make the error whose excerpts show nothing that may be a key or a password."""
    texts = {file: masked(text) for file, text in error.texts.items()}
    return InvalidError(error.diagnostics, texts)
