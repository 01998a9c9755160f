"""Known keys: those that this process was given, so that no text leaves it with one of them inside.

    environment ─ credentials ─┐                                    ┌─▶ terminal, documents
    pipe ─ the call's process ─┴▶ know ─ · · · ─ without_keys(text) ─┼─▶ ledger, rescue file
                                                                    └─▶ spool

Answers lose the keys where they are read (`wire_answer`); this is the second look, at the door.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from assetforge.core.secret import Secret

_KNOWN: Final[dict[str, Secret]] = {}


def know(secret: Secret) -> None:
    """Remember a key for as long as this process lives."""
    _KNOWN[secret.reveal()] = secret


def without_keys(text: str) -> str:
    """Give the text with `***` in place of every key that is known."""
    if not _KNOWN:
        return text
    # Here, since most commands know no key.
    from assetforge.core.redaction import redacted  # noqa: PLC0415 - as above

    return redacted(text, tuple(_KNOWN.values()))
