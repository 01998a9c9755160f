from __future__ import annotations

import pytest

from assetforge.core.diagnostics import Place
from assetforge.core.errors import InvalidError
from assetforge.manifest.source_text import SourceText, decode

TEXT = "first\nsécond\n\nlast"


@pytest.mark.parametrize(
    ("start", "length", "expected"),
    [
        (0, 5, (1, 1, 5)),
        (7, 2, (2, 2, 2)),
        (7, 99, (2, 2, 5)),
        (5, 1, (1, 6, 1)),
        (13, 1, (3, 1, 1)),
        (14, 99, (4, 1, 4)),
        (18, 1, (4, 5, 1)),
    ],
)
def test_a_stretch_has_a_place_on_one_line(
    start: int, length: int, expected: tuple[int, int, int]
) -> None:
    line, column, shown = expected

    place = SourceText(file="f", text=TEXT).place(start, length)

    assert place == Place(file="f", line=line, column=column, length=shown)


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [(1, 1, 0), (2, 2, 7), (4, 1, 14), (4, 5, 18), (9, 99, 18), (1, 0, 0)],
)
def test_a_place_has_an_offset(line: int, column: int, expected: int) -> None:
    assert SourceText(file="f", text=TEXT).offset(line, column) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a\r\nb\n", "a\nb\n"),
        (b"\xef\xbb\xbfa", "a"),
        ("é\t漢".encode(), "é\t漢"),
        (b"", ""),
    ],
)
def test_bytes_become_text_with_plain_line_ends(data: bytes, expected: str) -> None:
    assert decode("f", data, limit=20).text == expected


def test_every_control_character_is_shown_up_to_twenty() -> None:
    with pytest.raises(InvalidError) as caught:
        decode("f", b"a\x00\nb\x7f\n" + b"\x0b" * 30, limit=99)

    diagnostics = caught.value.diagnostics
    assert [diagnostic.place.line for diagnostic in diagnostics] == [1, 2, *[3] * 18]
    assert diagnostics[1].detail == "the control character U+007F may not stand in TOML"


def test_a_byte_that_is_no_utf_8_is_shown_in_what_could_be_read() -> None:
    with pytest.raises(InvalidError) as caught:
        decode("f", b"\xef\xbb\xbfa\r\n\xc3\xa9\xff\xfe", limit=99)

    found = caught.value.diagnostics[0]
    assert (found.place.line, found.place.column) == (2, 2)
    assert found.detail == "the byte 0xff here does not belong to UTF-8 text"
    assert caught.value.texts == {"f": "a\né\ufffd\ufffd"}


def test_no_fault_refuses_nothing() -> None:
    SourceText(file="f", text="").refuse([])
