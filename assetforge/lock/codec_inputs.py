"""Inputs in a file of ours, one a line in role order: `NAME content DIGEST`, `NAME key DIGEST`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from assetforge.core.digest import Digest, is_digest
from assetforge.lock.model import InputRef

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assetforge.core.values import Json
    from assetforge.lock.codec_fields import Fields


def input_lines(inputs: Iterable[InputRef]) -> list[Json]:
    """Write inputs as lines."""
    return [f"{ref.name} {ref.by} {ref.digest}" for ref in inputs]


def read_inputs(fields: Fields) -> tuple[InputRef, ...]:
    """Read inputs from a table that nobody has checked; none where it names none."""
    return tuple(_read(fields, text) for text in fields.texts("inputs"))


def _read(fields: Fields, text: str) -> InputRef:
    name, _, reference = text.partition(" ")
    by, _, digest = reference.partition(" ")
    if not (name and by in {"content", "key"} and is_digest(digest)):
        fields.blame("inputs", "each of `inputs` should be `NAME content DIGEST` or `… key …`")
    return InputRef(name=name, by=_read_by(by), digest=Digest(digest))


def _read_by(text: str) -> Literal["content", "key"]:
    return "key" if text == "key" else "content"
