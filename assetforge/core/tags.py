"""Tags: trained models, named by `@tag` in a prompt; `@@` is a literal at-sign.

    "Photo of @anna, write to me@@home.example"
        trained_models    anna
        without_tags      "Photo of @anna, write to me@home.example", for who knows no tags

A tag is made of letters, digits, `_` and `.`, and one at-sign is a tag wherever it stands, in an
address too: that is how LetzAI reads prompts (LetzAI skill, 2026-07-28).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from assetforge.core.values import is_array, is_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.core.values import Table

KNOWING_TAGS: Final = frozenset({"letzai"})  # providers that have trained models
_MARK: Final = re.compile(r"@@|@([\w.]+)")


def trained_models(provider: str, request: Table) -> tuple[str, ...]:
    """List the trained models that the prompts of a request name, each once, without at-signs."""
    if provider not in KNOWING_TAGS:
        return ()
    tags = (mark[1] for prompt in _prompts(request) for mark in _MARK.finditer(prompt) if mark[1])
    names = (tag.rstrip(".") for tag in tags)  # the dot that ends a sentence is no part of a name
    return tuple(dict.fromkeys(name for name in names if name))


def without_tags(prompt: str) -> str:
    """Write a prompt for somebody who reads an at-sign as an at-sign."""
    return prompt.replace("@@", "@")


def _prompts(request: Table) -> Iterator[str]:
    shots = request.get("shots")
    scenes = [shot for shot in shots if is_table(shot)] if is_array(shots) else []
    for holder in (request, *scenes):
        prompt = holder.get("prompt")
        if isinstance(prompt, str):
            yield prompt
