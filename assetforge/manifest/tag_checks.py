"""At-signs in prompts: each that a service would read as a trained model, and should not.

    @anna             a trained model; a plan names it
    me@home.example   would be read as the trained model `home.example`
    five @ night      names nobody
    me@@home.example  an at-sign, and nothing else

By the LetzAI skill of 2026-07-28 a name has letters, digits, `_` and `.`, and tags are for pictures
and edits; a longer name than 255 characters is in no document. A name that means no model is
refused, or spoils the picture (LetzAI hosted MCP server, 2026), so every doubt is told before it
costs anything.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from assetforge.core.names import FILM_KINDS
from assetforge.core.tags import KNOWING_TAGS, trained_models
from assetforge.core.text import one_line
from assetforge.core.values import is_array, is_table
from assetforge.manifest.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.core.diagnostics import KeyPath
    from assetforge.core.names import Kind
    from assetforge.core.values import Table

LONGEST: Final = 255  # characters (LetzAI OpenAPI, 2025-11-21)
_SHOWN: Final = 40  # characters of what is repeated in a message
_AT: Final = re.compile(r"(?P<before>[\w.+-]*)(?P<at>@@|@)(?P<name>[\w.]*)")


def check_tags(provider: str, kind: Kind, params: Table) -> Iterator[Finding]:
    """Find at-signs that name nobody, that belong to an address, or that no document speaks of."""
    if provider not in KNOWING_TAGS:
        return
    for path, prompt in _prompts(params):
        for found in _AT.finditer(prompt):
            if found["at"] == "@":
                yield from _check(path, found["before"], found["name"].rstrip("."))
    names = trained_models(provider, params) if kind in FILM_KINDS else ()
    if names:
        yield Finding(
            code="tag-in-film", path=("prompt",), severity="warning",
            summary="a trained model in a film",
            detail=f"`@{_short(names[0])}` names a trained model, and the documents of {provider} "
            "speak of those for pictures and edits only",
            hint="put it into the picture that the film begins with, or write `@@` for an at-sign",
        )  # fmt: skip


def _prompts(params: Table) -> Iterator[tuple[KeyPath, str]]:
    shots = params.get("shots")
    for number, shot in enumerate(shots if is_array(shots) else ()):
        prompt = shot.get("prompt") if is_table(shot) else None
        if isinstance(prompt, str):
            yield ("shots", number, "prompt"), prompt
    prompt = params.get("prompt")
    if isinstance(prompt, str):
        yield ("prompt",), prompt


def _check(path: KeyPath, before: str, name: str) -> Iterator[Finding]:
    if not name:
        yield _doubt(path, "empty-tag", "an `@` here names no trained model")
    elif len(name) > LONGEST:
        yield Finding(
            code="tag-too-long", path=path, summary="a name that is too long",
            detail=f"`@{_short(name)}` has {len(name):,} characters; the name of a trained model "
            f"has {LONGEST} at most, all letters, digits, `_` and `.`",
            hint="name a trained model, or write `@@` for an at-sign",
        )  # fmt: skip
    elif before.strip(".-"):
        text = f"{_short(before)}@{_short(name)}"
        yield _doubt(path, "tag-in-word", f"`{text}` is read as the trained model `{_short(name)}`")


def _doubt(path: KeyPath, code: str, detail: str) -> Finding:
    return Finding(
        code=code, path=path, severity="warning", summary="an at-sign that may not be meant",
        detail=detail, hint="write `@@` for an at-sign; a trained model stands alone, as `@anna`",
    )  # fmt: skip


def _short(text: str) -> str:
    return one_line(text, _SHOWN)
