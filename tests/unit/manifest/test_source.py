from __future__ import annotations

import sys
from time import process_time
from typing import TYPE_CHECKING

import pytest

from assetforge.core.errors import InvalidError
from assetforge.manifest.source import MOST_MANIFEST_BYTES, read_tables
from assetforge.ui.excerpt import show_problems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.core.diagnostics import Diagnostic

GOOD = b"""\
#:schema ./schema/assets.schema.json
version = 1
[image.hero]
prompt = '''
a "lamp"'''
matrix = {
  locale = ["en", "de"], # TOML 1.1
}
strength = 0.5
watermark = false
escape = "\\e"
[[shot]]
at = [1, -9_223_372_036_854_775_808]
"""
MEANT = {
    "version": 1,
    "image": {
        "hero": {
            "prompt": 'a "lamp"',
            "matrix": {"locale": ["en", "de"]},
            "strength": 0.5,
            "watermark": False,
            "escape": "\x1b",
        }
    },
    "shot": [{"at": [1, -(2**63)]}],
}

CPU_SECONDS = 2.0  # half a second here; the rest is room for a slow machine

# Each about as large as a manifest may be, unless the size is what is wrong with it.
ROOM = MOST_MANIFEST_BYTES - 100
HOSTILE = {
    "two mebibytes": (b"x" * (2 * 1024 * 1024), "file-too-large"),
    "brackets": (b"[" * ROOM, "line-too-long too-deep"),
    "brackets in lines": (b"a=[\n" + b"[\n" * (ROOM // 2), "too-deep"),
    "braces": (b"a={\n" + b"a={\n" * (ROOM // 4), "too-deep"),
    "a key of 20,000 parts": (b"a." * 20_000 + b"a = 1", "key-too-long"),
    "a key of half a million parts": (b"a." * (ROOM // 2), "line-too-long key-too-long"),
    "a quoted key of many parts": (b'"a" . ' * 10_000 + b"a = 1", "key-too-long"),
    "a header of many parts": (b"[" + b"a." * 20_000 + b"a]", "key-too-long"),
    "5,000 digits": (b"a = " + b"9" * 5_000, "number-too-long"),
    "5,000 digits in a list": (b"a = [1, " + b"1_" * 5_000 + b"1]", "number-too-long"),
    "5,000 hexadecimal digits": (b"a = 0x" + b"f" * 5_000, "number-too-long"),
    "5,000 decimals": (b"a = 1." + b"0" * 5_000, "number-too-long"),
    "30 digits": (b"a = " + b"9" * 30, "number-too-large"),
    "quotes": (b'"' * ROOM, "line-too-long"),
    "single quotes": (b"'" * ROOM, "line-too-long"),
    "quotes in lines": (b'"\n' * (ROOM // 2), "syntax"),
    "a text without end": (b'a = "' + b"x" * 60_000, "syntax"),
    "a long text without end": (b'a = """' + b"x\n" * (ROOM // 2), "syntax"),
    "a long literal without end": (b"a = '''" + b"x\n" * (ROOM // 2), "syntax"),
    "backslashes": (b'a = """' + b"\\\n" * (ROOM // 2), "syntax"),
    "zeros": (b"\x00" * ROOM, " ".join(["control-character"] * 20)),
    "no UTF-8": (b"\xff" * ROOM, "not-utf-8"),
    "UTF-16": ("a = 1\n".encode("utf-16"), "not-utf-8"),
    "cut UTF-8": (b'a = "\xe6\xbc', "not-utf-8"),
    "conflicts": (
        b"<<<<<<< a\nx = 1\n=======\nx = 2\n>>>>>>> b\n" * (ROOM // 40),
        " ".join(["merge-conflict"] * 20),
    ),
    "marks of conflicts": (b"<<<<<<<\n" * (ROOM // 8), "syntax"),
    "not-a-number, often": (b"a = [\n" + b"nan,\n" * (ROOM // 5) + b"]", "not-finite " * 99
                            + "not-finite"),
    "times, often": (b"a = [\n" + b"07:32,\n" * (ROOM // 7) + b"]", "date " * 99 + "date"),
    "the same key, often": (b"x=1\n" * (ROOM // 4), "duplicate-key"),
    "the same table, often": (b"[a]\n" * (ROOM // 4), "duplicate-key"),
    "deep by every means": (
        b"[a.b.c.d.e.f.g.h.i.j]\nk.l.m.n.o.p.q.r = 1",
        "too-deep",
    ),
    "returns": (b"a = 1\rb = 2", "control-character"),
    "a mark in the middle": ("a = 1\n\ufeffb = 2".encode(), "syntax"),
    "half a pair": (b'a = "\\ud800"', "syntax"),
    "too large a float": (b"a = 1e999", "not-finite"),
    "infinities": (b"a = [-inf, +inf, nan]", "not-finite not-finite not-finite"),
    "dates": (b"a = 1979-05-27\nb = 1979-05-27T07:32:00Z\nc = 07:32", "date date date"),
}  # fmt: skip


@pytest.fixture(params=["rtoml", "tomli"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> object:
    """Read with each of the two parsers."""
    if request.param == "tomli":
        monkeypatch.setitem(sys.modules, "rtoml", None)
    else:
        pytest.importorskip("rtoml", reason="the extra [fast] is not installed")
    return request.param


def refused(data: bytes) -> Sequence[Diagnostic]:
    with pytest.raises(InvalidError) as caught:
        read_tables("assets.toml", data)
    return caught.value.diagnostics


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    "data",
    [GOOD, b"\xef\xbb\xbf" + GOOD, GOOD.replace(b"\n", b"\r\n")],
    ids=["as it is", "with a byte order mark", "with CR LF"],
)
def test_a_good_file_becomes_plain_tables(data: bytes) -> None:
    assert read_tables("assets.toml", data) == MEANT


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(("data", "codes"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_without_delay(data: bytes, codes: str) -> None:
    before = process_time()

    found = refused(data)

    assert process_time() - before < CPU_SECONDS
    assert " ".join(diagnostic.code for diagnostic in found) == codes


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"a = 1\nb = nan", (2, 5, 3)),
        (b"[x]\na = 07:32", (2, 5, 5)),
        ("名前 = 1".encode(), (1, 1, 2)),
        ('a = "é" b'.encode(), (1, 9, 1)),
        ('a = "é\ud7ff'.encode() + b"\xff", (1, 8, 1)),
        (b"\xef\xbb\xbfa = \x01", (1, 5, 1)),
        (b"a = 1\r\n\r\nb = \x01", (3, 5, 1)),
        (b"[image.hero]\n[image.b]\n[image.hero]\n", (3, 8, 4)),
        (b'a = """\nx"""\na = """\ny\n"""', (3, 1, 1)),
    ],
)
def test_the_place_is_exact(data: bytes, place: tuple[int, int, int]) -> None:
    found = refused(data)[0].place

    assert (found.line, found.column, found.length) == place


def test_the_limit_of_bytes_is_the_callers() -> None:
    with pytest.raises(InvalidError) as caught:
        read_tables("assets.lock", b"a = 1", limit=4)

    assert (
        caught.value.diagnostics[0].detail
        == "the file has more than 4 bytes, the most that is read"
    )
    assert read_tables("assets.lock", b"a = 1", limit=5) == {"a": 1}


def test_a_refusal_is_drawn_from_its_own_text() -> None:
    with pytest.raises(InvalidError) as caught:
        read_tables("assets.toml", b"[image.hero]\nsize = big\n")

    assert (
        "\n" + show_problems(caught.value) + "\n"
        == """
error[syntax]: not valid TOML
  --> assets.toml:2:8
   |
 1 | [image.hero]
 2 | size = big
   |        ^^^ here should be a value: a text in quotes, a number, true, false, a list or a table
   |
  hint: put texts in quotes, as in `prompt = "A lamp"`
"""
    )
