"""Patterns of files, over a tree that is written down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

import pytest

from assetforge.adapters.file_pattern import Item, find, is_pattern
from assetforge.core.paths import PathError

if TYPE_CHECKING:
    from collections.abc import Sequence

DEEP = "/".join(["deep"] * 48)  # 239 bytes: below it no file can be named

Kind: TypeAlias = Literal["file", "folder", "link", "other"]

FILES = (
    "assets.toml", "a.toml", "B.toml", ".hidden.toml", "a.txt", "[x].toml",
    "campaigns/a.toml", "campaigns/b.TOML", "campaigns/shop-1a.toml", "campaigns/.off.toml",
    "campaigns/de/c.toml", "campaigns/de/deeper/d.toml", "campaigns/.git/e.toml",
    "node_modules/n.toml", "campaigns/node_modules/m.toml", "other/a.toml", f"{DEEP}/z.toml",
)  # fmt: skip
LINKS = ("linked.toml", "elsewhere")
PIPES = ("pipe.toml",)


def listing(folder: str) -> Sequence[Item]:
    within = f"{folder}/" if folder else ""
    kinds: dict[str, Kind] = {}
    trees: tuple[tuple[tuple[str, ...], Kind], ...] = (
        (FILES, "file"), (LINKS, "link"), (PIPES, "other"),
    )  # fmt: skip
    for paths, kind in trees:
        for path in paths:
            name, slash, _ = path.removeprefix(within).partition("/")
            if path.startswith(within):
                kinds[name] = "folder" if slash else kind
    return [Item(name=name, kind=kind) for name, kind in kinds.items()]


@pytest.mark.parametrize(
    ("pattern", "paths"),
    [
        ("campaigns/*.toml", ["campaigns/a.toml", "campaigns/shop-1a.toml"]),
        ("campaigns/*", ["campaigns/a.toml", "campaigns/b.TOML", "campaigns/shop-1a.toml"]),
        ("campaigns/?.toml", ["campaigns/a.toml"]),
        ("campaigns/shop-[0-9]?.toml", ["campaigns/shop-1a.toml"]),
        ("campaigns/[!a]*.toml", ["campaigns/shop-1a.toml"]),
        ("campaigns/**/c.toml", ["campaigns/de/c.toml"]),
        (
            "campaigns/**/*.toml",
            ["campaigns/a.toml", "campaigns/de/c.toml", "campaigns/de/deeper/d.toml",
             "campaigns/shop-1a.toml"],
        ),
        ("campaigns/de/**", ["campaigns/de/c.toml", "campaigns/de/deeper/d.toml"]),
        ("campaigns/de/**/**/d.toml", ["campaigns/de/deeper/d.toml"]),
        ("*/a.toml", ["campaigns/a.toml", "other/a.toml"]),
        ("*/de/*.toml", ["campaigns/de/c.toml"]),
        ("**/[a-b].toml", ["a.toml", "campaigns/a.toml", "other/a.toml"]),
        ("?.toml", ["B.toml", "a.toml"]),
        ("[[]x].toml", ["[x].toml"]),
        ("CAMPAIGN*/*.toml", []),
        ("[.]*", []),
        ("[.]hidden.toml", []),
        ("campaigns/[.]git/*.toml", []),
        ("*_modules/*.toml", []),
        ("campaigns/node_modules/*.toml", ["campaigns/node_modules/m.toml"]),
        ("elsewhere*/*", []),
        ("*linked.toml", ["linked.toml"]),
        ("pipe*", []),
        ("**/z.toml", []),
    ],
)  # fmt: skip
def test_a_pattern_means_what_a_shell_would_take_it_for(pattern: str, paths: list[str]) -> None:
    assert sorted(find(pattern, listing)) == paths


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("../*.toml", "holds a part `.` or `..`"),
        ("*/../*.toml", "holds a part `.` or `..`"),
        ("/*.toml", "is absolute; it must start inside the project"),
        ("a\\*.toml", "holds a backslash; write `/` between its parts"),
        (".git/*", "lies in a folder that belongs to a tool"),
        ("node_modules/*", "lies in a folder that belongs to a tool"),
        ("a/.hidden/*", "holds a hidden part, one that begins with a dot"),
        ("*/", "has an empty part: `//` or a `/` at its end"),
        ("C:*", 'holds one of `<>:"|?*`, which Windows reserves'),
        ("a\n*", "holds a control or hidden character"),
        ("a**", "holds `**` beside other signs; it stands for folders, alone between two `/`"),
        ("***/a", "holds `**` beside other signs; it stands for folders, alone between two `/`"),
        ("x*" * 121, "is longer than 240 bytes"),
    ],
)
def test_a_pattern_that_no_path_can_fit_is_refused(pattern: str, reason: str) -> None:
    with pytest.raises(PathError) as caught:
        list(find(pattern, listing))

    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a.toml", False), ("a/b.toml", False), ("a*", True), ("a?", True), ("a[b]", True)],
)
def test_three_signs_make_a_pattern(text: str, *, expected: bool) -> None:
    assert is_pattern(text) == expected
