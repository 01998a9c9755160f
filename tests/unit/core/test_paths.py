from __future__ import annotations

import pytest

from assetforge.core.paths import (
    PathError,
    extension,
    fold,
    join,
    parse_media_path,
    parse_path,
    stem,
)

EMPTY = "is empty"
HIDDEN = "holds a control or hidden character"
COMPOSED = "is not in Unicode's composed form (NFC), so it looks like another one"
LONG = "is longer than 240 bytes"
BACKSLASH = "holds a backslash; write `/` between its parts"
ABSOLUTE = "is absolute; it must start inside the project"
TOOL = "lies in a folder that belongs to a tool"
GAP = "has an empty part: `//` or a `/` at its end"
STEP = "holds a part `.` or `..`"
DOTFILE = "holds a hidden part, one that begins with a dot"
OPTION = "holds a part that begins with `-`, as an option does"
HOME = "holds a part that begins with `~`, as a home folder does"
SPACE = "holds a part with a space at its beginning or end"
DOT = "holds a part that ends with a dot, which Windows drops"
RESERVED = 'holds one of `<>:"|?*`, which Windows reserves'
DEVICE = "holds the name of a device of Windows"

HOSTILE = [
    ("", EMPTY),
    ("a\x00.png", HIDDEN),
    ("a\n.png", HIDDEN),
    ("a\r\n.png", HIDDEN),
    ("a\t.png", HIDDEN),
    ("a\x1b[2J.png", HIDDEN),
    ("a\x7f.png", HIDDEN),
    ("a\x85.png", HIDDEN),
    ("a\u202egnp.exe", HIDDEN),
    ("a\u200b.png", HIDDEN),
    ("\ufeffa.png", HIDDEN),
    ("a\u2028.png", HIDDEN),
    ("a\u3164.png", HIDDEN),
    ("a\ud800.png", HIDDEN),
    ("a\ue000.png", HIDDEN),
    ("cafe\u0301.png", COMPOSED),
    ("\u212b.png", COMPOSED),
    ("a" * 241, LONG),
    ("é" * 119 + ".png", LONG),
    ("a/" * 119 + "a.png", LONG),
    ("a\\b.png", BACKSLASH),
    ("..\\..\\a.png", BACKSLASH),
    ("C:\\a.png", BACKSLASH),
    ("\\\\host\\share\\a.png", BACKSLASH),
    ("/a.png", ABSOLUTE),
    ("//host/share/a.png", ABSOLUTE),
    ("/", ABSOLUTE),
    ("/etc/passwd", ABSOLUTE),
    ("/proc/self/environ", ABSOLUTE),
    (".git/hooks/pre-commit", TOOL),
    (".GIT/config", TOOL),
    (".github/workflows/x.yml", TOOL),
    (".hg/hgrc", TOOL),
    (".svn/entries", TOOL),
    (".assetforge/memo", TOOL),
    ("node_modules/a.png", TOOL),
    ("Node_Modules/a.png", TOOL),
    ("git~1/config", TOOL),
    ("GIT~1", TOOL),
    ("a//b.png", GAP),
    ("a/", GAP),
    ("a/b/", GAP),
    (".", STEP),
    ("..", STEP),
    ("./a.png", STEP),
    ("../a.png", STEP),
    ("a/../../b.png", STEP),
    ("a/./b.png", STEP),
    ("a/..", STEP),
    (".bashrc", DOTFILE),
    ("a/.env", DOTFILE),
    ("...", DOTFILE),
    ("a/.git/config", DOTFILE),
    ("-rf.png", OPTION),
    ("a/--help.png", OPTION),
    ("~/a.png", HOME),
    ("~root/a.png", HOME),
    (" a.png", SPACE),
    ("a.png ", SPACE),
    ("a /b.png", SPACE),
    ("a\u00a0", SPACE),
    ("a.png.", DOT),
    ("a./b.png", DOT),
    ("C:a.png", RESERVED),
    ("a.png:stream", RESERVED),
    ("a<b.png", RESERVED),
    ('a"b.png', RESERVED),
    ("a|b.png", RESERVED),
    ("a?.png", RESERVED),
    ("*.png", RESERVED),
    ("http://host/a.png", RESERVED),
    ("con", DEVICE),
    ("NUL.png", DEVICE),
    ("a/aux.tar.gz", DEVICE),
    ("prn .png", DEVICE),
    ("COM1.png", DEVICE),
    ("lpt9/a.png", DEVICE),
    ("com\u00b9.png", DEVICE),
    ("CONIN$", DEVICE),
    ("conout$.png", DEVICE),
]


@pytest.mark.parametrize(("text", "reason"), HOSTILE)
def test_a_hostile_path_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(PathError) as caught:
        parse_path(text)

    assert caught.value.reason == reason


@pytest.mark.parametrize(
    "text",
    [
        "a", "hero.png", "assets/hero@de-16x9.png", "a b/c d.png", "brand/Logo (1).webp",
        "a..b.png",
        "café/東京.png", "com.png", "com10.png", "console/a.png", "a-b/c~d.png", "x/node_modules/a",
        "git/a.png", "a" * 240, "prompts/hero.md",
        "a#b;c&d'e.png",
    ],
)  # fmt: skip
def test_an_ordinary_path_is_read_as_it_is(text: str) -> None:
    assert parse_path(text) == text


@pytest.mark.parametrize("text", ["a.png", "a.JPG", "b/a.jpeg", "a.webp", "a.avif", "a.mp4"])
def test_a_media_path_ends_in_a_media_types_extension(text: str) -> None:
    assert parse_media_path(text) == text


@pytest.mark.parametrize("text", ["a", "a.exe", "a.png.sh", "png", "b.png/a", "a.svg"])
def test_any_other_extension_is_refused_for_media(text: str) -> None:
    with pytest.raises(PathError) as caught:
        parse_media_path(text)

    assert caught.value.reason == "does not end in one of .png, .jpg, .jpeg, .webp, .avif, .mp4"


def test_a_media_path_keeps_the_rules_of_every_path() -> None:
    with pytest.raises(PathError) as caught:
        parse_media_path("../a.png")

    assert str(caught.value) == f"the path {STEP}"


@pytest.mark.parametrize(
    ("one", "other"),
    [("A.png", "a.PNG"), ("É.png", "é.png"), ("straße", "STRASSE"), ("e\u0301", "\u00c9")],
)
def test_paths_that_a_file_system_confuses_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("path", "name", "ending"),
    [
        ("a/hero.PNG", "hero", ".png"),
        ("a.b/hero", "hero", ""),
        ("hero.de.webp", "hero.de", ".webp"),
        ("a/.env", ".env", ""),
    ],
)
def test_a_path_comes_apart(path: str, name: str, ending: str) -> None:
    assert (stem(path), extension(path)) == (name, ending)


def test_joining_leaves_out_what_is_empty() -> None:
    assert join("assets", "", "hero.png") == "assets/hero.png"
