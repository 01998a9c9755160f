"""The laws of reading foreign TOML: every input is read or refused with places, never more."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

import tomli
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from assetforge.core.errors import InvalidError
from assetforge.manifest.positions import Positions
from assetforge.manifest.source import read_tables
from assetforge.manifest.source_dialect import in_toml_1_0
from assetforge.manifest.source_limits import find_excesses
from assetforge.ui.excerpt import show_problems

if TYPE_CHECKING:
    from assetforge.core.diagnostics import Place

PIECES = (
    "a", "b.c", '"', "'", '"""', "'''", "[", "]", "[[", "]]", "{", "}", "=", ",", ".", "#", "\n",
    "\r\n", "\r", " ", "\t", "\\", "\\u00e9", "\\x41", "1", "-0x1F", "1e9", "nan", "inf", "true",
    "07:32", "1979-05-27", "<<<<<<< a\n", "=======\n", ">>>>>>> b\n", "é", "漢", "\x00", "\ufeff",
    "[image.hero]\n", 'size = "1x1"\n', "m = {\n  x = [1, 2],\n}\n",
)  # fmt: skip
NESTS = (
    ("[", "]"),
    ("[1, 'a',", ", 2]"),
    ("{ a = ", "}"),
    ("{ b = 1, 'a'.c = ", ", }"),
    ("[[", "]]"),
)
LONG = (
    ("number-too-long", "1" * 65), ("number-too-long", "-1." + "0" * 65),
    ("key-too-long", "{ " + "a." * 16 + "a = 1 }"),
    ("key-too-long", "{ " + "'' . " * 16 + "a = 1}"),
    ("too-deep", "[" * 17), ("too-deep", "{ a = [" * 9),
)  # fmt: skip
soup = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
keys = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
leaves = (
    st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=10)
)
trees = st.dictionaries(
    keys,
    st.recursive(
        leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3)
    ),
    max_size=4,
)


def outcome(data: bytes) -> tuple[object, InvalidError | None]:
    try:
        return read_tables("f", data), None
    except InvalidError as error:
        return None, error


def places(error: InvalidError | None) -> list[Place]:
    return [found.place for found in error.diagnostics] if error else []


def line_at(error: InvalidError | None, place: Place) -> str:
    return error.texts[place.file].split("\n")[place.line - 1] if error else ""


@given(data=st.binary(max_size=60) | soup.map(str.encode))
def test_any_bytes_are_read_or_refused_with_places_that_exist(data: bytes) -> None:
    tables, error = outcome(data)

    assert error is None or error.diagnostics
    assert error is None or show_problems(error).startswith("error[")
    assert json.dumps(tables, allow_nan=False)
    for place in places(error):
        assert 1 <= place.column <= len(line_at(error, place)) + 1
        assert place.length >= 1


@given(text=soup)
def test_what_the_parser_accepts_is_refused_only_for_a_reason_of_ours(text: str) -> None:
    ours = {
        "control-character", "merge-conflict", "not-finite", "date", "line-too-long", "too-deep",
        "key-too-long", "number-too-long", "number-too-large",
    }  # fmt: skip
    with suppress(ValueError):
        meant = tomli.loads(text)

        tables, error = outcome(text.encode())

        assert error is not None or tables == meant
        assert {found.code for found in (error.diagnostics if error else ())} <= ours


@given(tree=trees)
def test_what_was_written_is_read_again(tree: dict[str, object]) -> None:
    assert read_tables("f", tomli_w.dumps(tree).encode()) == tree


@given(tree=trees)
def test_every_key_of_a_good_file_is_found_where_it_is(tree: dict[str, object]) -> None:
    text = tomli_w.dumps(tree)
    lines = text.split("\n")
    positions = Positions(text)

    for key in tree:
        span = positions.key((key,))
        shown = lines[span.line - 1][span.column - 1 : span.column - 1 + span.length]
        assert tomli.loads(f"{shown} = 1") == {key: 1}


@given(
    fill=st.sampled_from(("", " ", "\n", " # '[\n")),
    nest=st.lists(st.sampled_from(NESTS), max_size=6),
    long=st.sampled_from(LONG),
)
def test_a_limit_holds_wherever_the_excess_stands(
    fill: str, nest: list[tuple[str, str]], long: tuple[str, str]
) -> None:
    code, value = long
    for opening, closing in nest:
        value = f"{opening}{fill}{value}{fill}{closing}"

    assert code in {fault.code for fault in find_excesses(f"x = 1\nk = {value}\ny = 1\n")}


@given(text=soup)
def test_rewording_for_the_grammar_moves_no_byte(text: str) -> None:
    assert len(in_toml_1_0(text)) == len(text.encode())
