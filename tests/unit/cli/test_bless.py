"""`bless`: what was edited is declared immaterial, and nothing is spent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.core.exits import Exit
from tests.unit.app.projects import LAMP, write

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from tests.unit.cli.ran import Run


@pytest.fixture
def edited(run: Run, project: Project) -> Project:
    write(project, LAMP.replace("brass", "bras"))
    run("build")
    write(project, LAMP)
    return project


@pytest.mark.usefixtures("edited")
def test_what_was_blessed_is_told_and_the_lock_shows_why(run: Run) -> None:
    done = run("bless", "lamp", "--reason", " a typo ")

    assert done.code == Exit.DONE
    assert done.out == (
        "blessed lamp\n  prompt: A bras lamp → A brass lamp\n"
        "0 credits were spent. 1 result counts for what the manifest asks for now.\n"
    )
    shown, explained = run("show", "lamp").out, run("explain", "lamp").out
    for text in (shown, explained):
        assert "blessed" in text
        assert "a typo" in text
        assert "made for" in text
        assert "prompt = A bras lamp" in text


@pytest.mark.usefixtures("edited")
def test_programs_get_a_document(run: Run) -> None:
    value = json.loads(run("bless", "lamp", "--reason", "a typo", "--json").out)
    shown = json.loads(run("show", "lamp", "--json").out)

    (asset,) = value["assets"]
    assert (value["document"], value["credits"], asset["address"]) == ("bless", 0, "lamp")
    assert asset["key"] == shown["key"]
    assert asset["blessed"] == shown["blessed"]
    assert asset["blessed"]["reasons"] == ["a typo"]
    assert asset["blessed"]["made_from"]["key"] == asset["previous_key"]


@pytest.mark.usefixtures("edited")
def test_once_more_there_is_nothing_to_bless(run: Run) -> None:
    run("bless", "lamp", "--reason", "a typo")

    done = run("bless", "lamp", "--reason", "a typo")

    assert (done.code, done.out[:16]) == (Exit.DONE, "Nothing to bless")


@pytest.mark.parametrize("reason", ["", "  ", "a\nb", "a\x1b[2J", "x" * 501])
def test_a_reason_is_a_sentence_on_one_line(run: Run, reason: str) -> None:
    done = run("bless", "lamp", "--reason", reason)

    assert done.code == Exit.USAGE
    assert "write a sentence on one line" in done.err


@pytest.mark.parametrize("words", [("bless",), ("bless", "lamp"), ("bless", "--reason", "a")])
def test_an_asset_and_a_reason_have_to_be_named(run: Run, words: tuple[str, ...]) -> None:
    assert run(*words).code == Exit.USAGE


def test_what_the_file_is_cannot_be_blessed(run: Run, edited: Project) -> None:
    write(edited, LAMP.replace("64x48", "32x24"))
    before = Path(edited.lock).read_bytes()

    done = run("bless", "lamp", "--reason", "a typo")

    assert done.code == Exit.USAGE
    assert "`size` says what the file is" in done.err
    assert Path(edited.lock).read_bytes() == before
