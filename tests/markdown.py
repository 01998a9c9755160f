"""Markdown as a reader sees it: what is text, what is markup, and what stands in code."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, TypeAlias

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it.token import Token

Shape: TypeAlias = list[tuple[str, str, str]]
_CODE = frozenset({"code_inline", "fence"})


def shape(text: str) -> Shape:
    """List every piece of markup and all text outside of code; what stands in code is left out."""
    return [
        (token.type, token.tag, "" if token.type in _CODE else token.content)
        for token in _tokens(text)
    ]


def code_in(text: str) -> list[str]:
    """List what stands in code."""
    return [token.content for token in _tokens(text) if token.type in _CODE]


def _tokens(text: str) -> Iterator[Token]:
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return _leaves(reader.parse(text))


def _leaves(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type == "inline":
            yield from _leaves(token.children or ())
        else:
            yield token


class PageReader(HTMLParser):
    """Reads a page: its tags with their attributes, in order, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.texts: list[str] = []
        # Set by name: html.parser calls these, and nobody here does.
        for name, note in (("handle_starttag", self._tag), ("handle_data", self.texts.append)):
            setattr(self, name, note)
        self.feed(page)
        self.close()

    def _tag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(attributes)))
