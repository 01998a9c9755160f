"""What looks like a file and is none: the mistake that came of it says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.cli.lost_file import telling_lost_files
from assetforge.core.errors import RefusedError, UsageError
from assetforge.core.exits import Exit

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.ran import Run


@pytest.mark.parametrize(
    ("words", "lost"),
    [
        (["plan.jsn"], "plan.jsn"),
        (["hero", "my plan.jsn"], "my plan.jsn"),
        (["plan." + "j" * 300], "plan." + "j" * 300),  # too long for any file
        (["heroo"], ""),
        (["banner@de-1.5"], ""),  # a cell may have a dot
        (["hero.*"], ""),
        (["there.txt"], ""),
        ([], ""),
    ],
)
def test_a_word_that_looks_like_a_file_that_is_not_there_is_named(
    words: list[str], lost: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.txt").touch()

    error = UsageError("no asset fits")
    with pytest.raises(UsageError), telling_lost_files(words):
        raise error

    said = f", and there is no file `{lost}`" if lost else ""
    assert error.what == f"no asset fits{said}"


def test_what_is_no_mistake_of_the_command_line_stays_as_it_is() -> None:
    error = RefusedError("too much")
    with pytest.raises(RefusedError), telling_lost_files(["plan.jsn"]):
        raise error

    assert error.what == "too much"


@pytest.mark.parametrize("command", ["build", "show"])
@pytest.mark.parametrize("word", ["plan.jsn", "p.jsn" * 100])
def test_commands_that_take_files_say_that_it_is_not_there(
    command: str, word: str, run: Run
) -> None:
    run("build", "-q")

    ended = run(command, word)

    assert ended.code == Exit.USAGE
    assert f"and there is no file `{word[:60]}" in ended.err


def test_an_asset_that_is_near_is_still_suggested(run: Run) -> None:
    ended = run("build", "lamp.png")

    assert "no asset fits `lamp.png`, and there is no file `lamp.png`" in ended.err
    assert "did you mean `lamp`?" in ended.err
