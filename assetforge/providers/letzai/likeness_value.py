"""Values of two records: whether they mean the same, however they are written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from assetforge.providers.letzai.older_words import OLDER_WORDS

if TYPE_CHECKING:
    from assetforge.core.capabilities import Capabilities
    from assetforge.core.names import Kind
    from assetforge.core.values import Json


def canonical(kind: Kind, word: Json, capabilities: Capabilities) -> str:
    """Find the one name of a model that any of its words means; an unknown word is its own."""
    text = str(word).strip()
    older = {said: name for name, said in reversed([*OLDER_WORDS.get(kind, {}).items()])}
    name = older.get(text, text)
    model = capabilities.find(kind, name)
    return name if model is None else model.id


def are_equal(asked: Json, shown: Json) -> bool:
    """Say whether two values mean the same; a table may show more than was asked."""
    if isinstance(asked, bool) or isinstance(shown, bool):
        return asked is shown
    if isinstance(asked, int | float):
        return _is_number(asked, shown)
    if isinstance(asked, Mapping) and isinstance(shown, Mapping):
        return all(are_equal(value, shown.get(name)) for name, value in asked.items())
    if isinstance(asked, list | tuple) and isinstance(shown, list | tuple):
        return len(asked) == len(shown) and all(map(are_equal, asked, shown))
    return isinstance(asked, str) and isinstance(shown, str) and asked.split() == shown.split()


def _is_number(asked: float, shown: Json) -> bool:
    if isinstance(shown, int | float):
        return asked == shown
    try:
        return isinstance(shown, str) and float(shown) == asked
    except ValueError:
        return False
