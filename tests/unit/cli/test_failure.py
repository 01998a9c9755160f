"""Failures: what happened, what it cost, what to run next; and never a traceback unasked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
import pytest

from assetforge.cli.failure import explain, explain_usage
from assetforge.core.errors import RefusedError, StorageError
from assetforge.core.exits import Exit

if TYPE_CHECKING:
    from tests.unit.cli.ran import Run


def test_an_error_has_three_parts(capsys: pytest.CaptureFixture[str]) -> None:
    code = explain(RefusedError("the plan costs too much", next_step="Build less."), [])

    assert code == Exit.REFUSED
    assert capsys.readouterr().err == (
        "error: the plan costs too much\n  Nothing was spent.\n  Next: Build less.\n"
    )


def test_what_it_cost_is_the_errors_own_word(capsys: pytest.CaptureFixture[str]) -> None:
    explain(StorageError("the disk is full", cost="What was stored before is safe."), [])

    assert capsys.readouterr().err == "error: the disk is full\n  What was stored before is safe.\n"


def test_a_program_reads_it_as_a_document(capsys: pytest.CaptureFixture[str]) -> None:
    explain(RefusedError("too much", next_step="Build less."), ["plan", "--json"])

    document = json.loads(capsys.readouterr().out)
    assert document["error"] == {
        "what": "too much", "cost": "Nothing was spent.", "next_step": "Build less.", "exit": 4,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "is_document"),
    [
        (["diff", "--format", "json"], True),
        (["diff", "--format=json"], True),
        (["diff", "--format=text", "--format", "json"], True),
        (["diff", "--format", "json", "--format=text"], False),
        (["diff", "--format"], False),
        (["diff", "--", "--format=json"], False),
        (["diff", "--format", "gitlab"], False),
    ],
)
def test_whoever_asked_for_json_gets_a_document(
    words: list[str], capsys: pytest.CaptureFixture[str], *, is_document: bool
) -> None:
    explain(RefusedError("too much", next_step="Build less."), words)

    assert capsys.readouterr().out.startswith("{") is is_document


def test_a_format_that_a_variable_asks_for_counts_until_a_word_does(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSETFORGE_FORMAT", "json")

    explain(RefusedError("too much"), ["diff"])
    explain(RefusedError("too much"), ["plan"])  # which has no such option
    explain_usage(click.UsageError("what?"), ["diff", "--format=text"])

    assert capsys.readouterr().out.count("format_version") == 1


def test_control_characters_do_not_reach_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    explain(RefusedError("\x1b[2Jhidden\x9b"), [])

    assert not {"\x1b", "\x9b"} & set(capsys.readouterr().err)


@pytest.mark.parametrize(
    "error",
    [
        KeyError("lost"),
        ExceptionGroup("several", [KeyError("lost"), ValueError("too")]),
        ExceptionGroup("outer", [ExceptionGroup("inner", [KeyError("lost")])]),
    ],
)
def test_a_bug_says_that_it_is_ours(error: Exception, capsys: pytest.CaptureFixture[str]) -> None:
    code = explain(error, [])

    printed = capsys.readouterr().err
    assert code == Exit.FAILED
    assert printed.startswith("error: KeyError: 'lost'\n  This is a bug in assetforge.")
    assert "Traceback" not in printed


def test_a_bug_shows_its_traceback_to_who_asks(capsys: pytest.CaptureFixture[str]) -> None:
    explain(KeyError("lost"), ["build", "-v"])

    assert "KeyError: 'lost'" in capsys.readouterr().err.partition("What was built is saved.")[2]


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ((), ["build", "--xyzzy", "--json"]),
        (("ASSETFORGE_JSON",), ["build", "--xyzzy"]),
    ],
)
def test_a_program_reads_of_a_wrong_command_line_too(
    settings: tuple[str, ...], words: list[str], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in settings:
        monkeypatch.setenv(name, "1")

    refused = run(*words)

    error = json.loads(refused.out)["error"]
    assert (refused.code, error["exit"]) == (Exit.USAGE, 64)
    assert error["what"] == "No such option '--xyzzy'."
    assert "No such option" in refused.err


def test_a_variable_asks_for_a_document_and_for_no_colours(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("ASSETFORGE_NO_COLOR", "1")
    monkeypatch.setenv("ASSETFORGE_JSON", "true")

    explain(RefusedError("too much"), ["plan"])

    printed = capsys.readouterr()
    assert json.loads(printed.out)["error"]["exit"] == 4
    assert "\x1b" not in printed.err


def test_what_stands_behind_two_dashes_is_no_option(capsys: pytest.CaptureFixture[str]) -> None:
    explain(RefusedError("too much"), ["plan", "--", "--json"])

    assert capsys.readouterr().out == ""


def test_a_traceback_that_was_asked_for_is_harmless(capsys: pytest.CaptureFixture[str]) -> None:
    explain(ExceptionGroup("\x1b]0;x\x07", [KeyError("\x1b[2Jhidden\u202e")]), ["-v"])

    printed = capsys.readouterr().err
    assert "hidden" in printed.partition("bug in assetforge")[2]
    assert not {"\x1b", "\x07", "\u202e"} & set(printed)
