"""The laws of project paths: what is read is safe on every system, and folding settles."""

from __future__ import annotations

import posixpath
import unicodedata
from contextlib import suppress
from pathlib import PureWindowsPath

from hypothesis import given
from hypothesis import strategies as st

from assetforge.core.paths import PathError, extension, fold, join, parse_path, stem

SPICES = (
    "/", "\\", ".", "..", "-", "~", " ", ":", "con", "nul.txt", "COM1", ".git", "C:", "\x00", "\n",
    "\u202e", "e\u0301", "é", "*", "node_modules", "a", "b.png",
)  # fmt: skip
hostile = st.lists(st.sampled_from(SPICES) | st.text(max_size=3), max_size=6).map("".join)
tame = st.from_regex(r"[a-z0-9]{1,6}(/[a-z0-9]{1,6}){0,3}\.png", fullmatch=True)


@given(text=hostile | tame)
def test_what_is_read_stays_inside_on_every_system(text: str) -> None:
    with suppress(PathError):
        path = parse_path(text)

        assert path == text
        assert posixpath.normpath(path) == path
        assert not posixpath.isabs(path)
        windows = PureWindowsPath(path)
        assert not windows.is_absolute()
        assert not windows.drive
        assert ".." not in windows.parts
        assert windows.as_posix() == path
        assert len(path.encode()) <= 240


@given(path=tame)
def test_a_tame_path_is_read_unless_it_names_a_device(path: str) -> None:
    devices = {
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)),
    }
    if devices.isdisjoint(part.partition(".")[0] for part in path.split("/")):
        assert parse_path(path) == path


@given(text=st.text())
def test_folding_settles_and_ignores_case_and_composition(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
    assert fold(fold(text)) == fold(text)


@given(path=tame)
def test_a_path_is_its_folder_stem_and_extension(path: str) -> None:
    folder = path.rpartition("/")[0]

    assert join(folder, stem(path) + extension(path)) == path
