"""Texts on their way out of this process, for a person or a program.

terminal, documents, events, comments, step summary ─▶ keys that were read, key forms ─▶ ***
manifest, lock, saved plan, what is hashed or sent                                      as it is
"""

from __future__ import annotations

from assetforge.adapters.known_keys import without_keys
from assetforge.core.key_form import without_key_forms


def leaving(text: str) -> str:
    """Give the text as it may leave: without any key that was read, or that looks like one."""
    return without_key_forms(without_keys(text))
