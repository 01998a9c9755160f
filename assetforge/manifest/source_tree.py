"""Where everything stands in a TOML text: the stretch of each key and each value, by key path.

    [[shot]]            ("shot",)  ("shot", 0)
    at = { x = 1 }      ("shot", 0, "at")  ("shot", 0, "at", "x")

Headers and their keys are read at once, what is nested in a value when it is first asked for. The
grammar is tree-sitter's, so a text with a mistake in it is still read around the mistake.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import tomli

from assetforge.manifest.source_dialect import in_toml_1_0

if TYPE_CHECKING:
    from tree_sitter import Node

    from assetforge.core.diagnostics import KeyPath


class Stretch(NamedTuple):
    """A stretch of a text encoded as UTF-8: offsets in bytes, the end not included."""

    start: int
    end: int


class Repeat(NamedTuple):
    """A key that is given twice."""

    first: Stretch
    again: Stretch


class SourceTree:
    """The stretches of a text's keys and values.

    Raises:
        ImportError: tree-sitter or its TOML grammar is not there.
    """

    def __init__(self, text: str) -> None:
        self._repeats: list[Repeat] = []
        self._keys: dict[KeyPath, Stretch] = {}
        self._values: dict[KeyPath, Stretch] = {}
        self._lengths: dict[KeyPath, int] = {}  # of arrays of tables
        self._headed: set[KeyPath] = set()  # tables with a header of their own
        self._closed: set[KeyPath] = set()  # keys with a value, which nothing can be added to
        self._tables: dict[KeyPath, Node] = {}  # inline ones, not yet read
        self._arrays: dict[KeyPath, Node] = {}
        self._items: dict[KeyPath, list[Node]] = {}  # of the arrays that were asked for
        self._read_document(_parse(in_toml_1_0(text)))

    def key(self, path: KeyPath) -> Stretch | None:
        """Find a key; the key or header of the nearest parent, if it is not there itself."""
        return self._nearest(path, self._keys)

    def value(self, path: KeyPath) -> Stretch | None:
        """Find a value; that of the nearest parent, a table's header, if it is not there itself."""
        return self._nearest(path, self._values)

    def last_repeat(self) -> Repeat | None:
        """Find the last key that is given twice."""
        while self._tables and not self._repeats:
            for path in list(self._tables):
                self._unfold(path, "")
        return self._repeats[-1] if self._repeats else None

    def _nearest(self, path: KeyPath, stretches: dict[KeyPath, Stretch]) -> Stretch | None:
        for length in range(1, len(path)):
            self._unfold(path[:length], path[length])
        prefixes = (path[:length] for length in range(len(path), 0, -1))
        return next((stretches[prefix] for prefix in prefixes if prefix in stretches), None)

    def _read_document(self, document: Node) -> None:
        for node in document.named_children:
            if node.type == "pair":
                self._read_pair((), node)
            elif node.type in {"table", "table_array_element"}:
                self._read_table(node)

    def _read_table(self, node: Node) -> None:
        children = node.children
        key = next(child for child in children if child.is_named)
        close = next((child for child in children if child.type in {"]", "]]"}), key)
        header = Stretch(node.start_byte, close.end_byte)
        path = self._read_header(_parts(key), header, element=node.type == "table_array_element")
        for child in children:
            if child.type == "pair":
                self._read_pair(path, child)

    def _read_header(
        self, parts: list[tuple[str, Stretch]], header: Stretch, *, element: bool
    ) -> KeyPath:
        path: KeyPath = ()
        for name, stretch in parts[:-1]:
            path = self._latest((*path, name))
            self._note(path, stretch, header)
        name, stretch = parts[-1]
        path = (*path, name)
        if not element:
            self._head(path, stretch, header)
            return path
        self._note(path, stretch, header)
        position = self._lengths.get(path, 0)
        self._lengths[path] = position + 1
        path = (*path, position)
        self._head(path, stretch, header)
        return path

    def _latest(self, path: KeyPath) -> KeyPath:
        length = self._lengths.get(path, 0)
        return (*path, length - 1) if length else path

    def _read_pair(self, base: KeyPath, node: Node) -> None:
        children = [child for child in node.named_children if child.type not in _NO_VALUES]
        if len(children) < 2:  # noqa: PLR2004 - a key and its value
            return
        path = base
        parts = _parts(children[0])
        for name, stretch in parts[:-1]:
            path = (*path, name)
            self._note(path, stretch, stretch)
        value = children[-1]
        name, stretch = parts[-1]
        path = (*path, name)
        if path in self._keys:
            self._repeats.append(Repeat(self._keys[path], stretch))
            return
        self._closed.add(path)
        self._keys[path] = stretch
        self._values[path] = Stretch(value.start_byte, value.end_byte)
        self._keep_for_later(path, value)

    def _note(self, path: KeyPath, key: Stretch, value: Stretch) -> None:
        """Note a table that is only named on the way to something in it."""
        if path in self._closed:
            self._repeats.append(Repeat(self._keys[path], key))
        self._keys.setdefault(path, key)
        self._values.setdefault(path, value)

    def _head(self, path: KeyPath, key: Stretch, header: Stretch) -> None:
        """Note a table's own header, which is a better place than where it was named first."""
        if path in self._headed or path in self._closed:
            self._repeats.append(Repeat(self._keys[path], key))
            return
        self._headed.add(path)
        self._keys[path] = key
        self._values[path] = header

    def _keep_for_later(self, path: KeyPath, value: Node) -> None:
        if value.type == "inline_table":
            self._tables.setdefault(path, value)
        elif value.type == "array":
            self._arrays.setdefault(path, value)

    def _unfold(self, path: KeyPath, step: str | int) -> None:
        table = self._tables.pop(path, None)
        for child in table.named_children if table else ():
            if child.type == "pair":
                self._read_pair(path, child)
        if path in self._arrays and isinstance(step, int):
            self._read_item(path, step)

    def _read_item(self, path: KeyPath, position: int) -> None:
        array = self._arrays[path]
        if path not in self._items:
            self._items[path] = [
                node for node in array.named_children if node.type not in _NO_VALUES
            ]
        items = self._items[path]
        if position < len(items) and (*path, position) not in self._values:
            item = items[position]
            stretch = Stretch(item.start_byte, item.end_byte)
            self._keys[*path, position] = self._values[*path, position] = stretch
            self._keep_for_later((*path, position), item)


_NO_VALUES: Final = frozenset({"comment", "ERROR"})


def _parse(data: bytes) -> Node:
    # Imported here: only a file with a mistake pays for the grammar.
    import tree_sitter
    import tree_sitter_toml

    language = tree_sitter.Language(tree_sitter_toml.language())
    return tree_sitter.Parser(language).parse(data).root_node


def _parts(key: Node) -> list[tuple[str, Stretch]]:
    """Take a dotted key apart; it nests to the left, `a.b.c` being `(a.b).c`."""
    parts: list[tuple[str, Stretch]] = []
    waiting = [key]
    while waiting:
        node = waiting.pop()
        if node.type == "dotted_key":
            waiting.extend(node.named_children)
        else:
            parts.append((_name(node), Stretch(node.start_byte, node.end_byte)))
    return parts[::-1]


def _name(node: Node) -> str:
    text = (node.text or b"").decode(errors="replace")
    if node.type == "bare_key":
        return text
    if text.startswith("'") or "\\" not in text:
        return text[1:-1]
    try:
        return next(iter(tomli.loads(f"{text} = 0")))
    except ValueError:  # an escape that is not one; the parser of the file says so
        return text[1:-1]
