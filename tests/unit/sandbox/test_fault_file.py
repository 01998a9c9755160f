from __future__ import annotations

import pytest

from assetforge.core.errors import InvalidError
from assetforge.sandbox.fault import Fault
from assetforge.sandbox.fault_file import parse_faults


def test_a_file_becomes_faults() -> None:
    text = b"""\
version = 1

[[fault]]
kind = "lose-answer"
route = "POST /images"
chance = 0.25
times = 3

[[fault]]
kind = "limit"
nth = [1, 4]
retry_after = 7

[[fault]]
kind = "redirect"
nth = 2
to = "https://b.example/"
status = 307

[[fault]]
kind = "large"
bytes = 1000

[[fault]]
kind = "odd-word"
word = ""
seconds = 1.5
"""

    assert parse_faults("faults.toml", text) == (
        Fault(kind="lose-answer", route="POST /images", chance=0.25, times=3),
        Fault(kind="limit", nth=frozenset({1, 4}), retry_after="7"),
        Fault(kind="redirect", nth=frozenset({2}), to="https://b.example/", status=307),
        Fault(kind="large", bytes=1000),
        Fault(kind="odd-word", word="", seconds=1.5),
    )


def test_no_faults_are_no_mistake() -> None:
    assert parse_faults("faults.toml", b"version = 1\n") == ()


def test_a_mistake_is_told_with_its_place() -> None:
    with pytest.raises(InvalidError) as refused:
        parse_faults("faults.toml", b'version = 1\n[[fault]]\nkind = "lose-anser"\n')

    (found,) = refused.value.diagnostics
    assert (found.place.file, found.place.line, found.place.column) == ("faults.toml", 3, 8)
    assert found.hint == "did you mean `lose-answer`?"


def test_what_is_no_toml_is_refused() -> None:
    with pytest.raises(InvalidError):
        parse_faults("faults.toml", b"version = \n")
