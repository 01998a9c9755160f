from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.manifest.source_tree import SourceTree, Stretch

if TYPE_CHECKING:
    from assetforge.core.diagnostics import KeyPath


def cut(text: str, stretch: Stretch | None) -> str | None:
    return None if stretch is None else text.encode()[stretch.start : stretch.end].decode()


@pytest.mark.parametrize(
    ("text", "path", "key", "value"),
    [
        ("a = 1", ("a",), "a", "1"),
        ("é = 1\na = 'ü'", ("a",), "a", "'ü'"),
        ("a = [\n1,\n]", ("a",), "a", "[\n1,\n]"),
        ("[a]\n[[a.b]]\n[[a.b]]\nc = 1", ("a", "b", 1, "c"), "c", "1"),
        ("[[a]]\n[[a.b]]\n[[a]]\n[[a.b]]\nc = 1", ("a", 1, "b", 0, "c"), "c", "1"),
        ("[x.a]\n[x]\nb = 1", ("x",), "x", "[x]"),
        ("['a.b'.\"c\\u0064\"]", ("a.b", "cd"), '"c\\u0064"', "['a.b'.\"c\\u0064\"]"),
        ("a = [[{b.c = 2}]]", ("a", 0, 0, "b", "c"), "c", "2"),
        ("a = [ # one\n1, # two\n2]", ("a", 1), "2", "2"),
        ("", ("a",), None, None),
        ("a = 1", (), None, None),
    ],
)
def test_a_path_leads_to_a_stretch_of_bytes(
    text: str, path: KeyPath, key: str | None, value: str | None
) -> None:
    tree = SourceTree(text)

    assert (cut(text, tree.key(path)), cut(text, tree.value(path))) == (key, value)


@pytest.mark.parametrize(
    "text",
    [
        "[a.b]\n[a]\nc = 1",
        "[a]\nb.c = 1\nb.d = 2\n[a.b.e]",
        "[[a]]\nb = 1\n[[a]]\nb = 1\n[a.c]\n[[a]]\n[a.c]",
        "a = {b.c = 1, b.d = 2}",
        "a.b = 1\na.c = 1",
    ],
)
def test_what_toml_allows_is_no_repeat(text: str) -> None:
    assert SourceTree(text).last_repeat() is None
