"""A blessed result in words: why it counts for what is asked for, and what it was made for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.digest import canonical
from assetforge.core.text import one_line
from assetforge.ui.change import value_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.lock.model import Made


def blessing_facts(made: Made) -> Iterator[tuple[str, str]]:
    """Say why a result was blessed, and for what else it was made; nothing of one that was not."""
    if made.blessing is None:
        return
    for reason in made.blessing.reasons:
        yield "blessed", one_line(reason)
    for text in _made_for(made):
        yield "made for", text


def _made_for(made: Made) -> Iterator[str]:
    old = made.blessing
    assert old is not None, "whoever asks looked"
    if old.model != made.model:
        yield f"model = {value_text(old.model)}"
    for word in dict.fromkeys((*old.request, *made.request)):
        if canonical(old.request.get(word)) != canonical(made.request.get(word)):
            yield f"{one_line(word)} = {value_text(old.request.get(word))}"
    before = [(each.by, each.digest) for each in old.inputs]
    if before != [(each.by, each.digest) for each in made.inputs]:
        yield "inputs " + (", ".join(each.digest for each in old.inputs) or "none")
