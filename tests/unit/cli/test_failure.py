"""Failures: what happened, what it cost, what to run next; and never a traceback unasked."""

from __future__ import annotations

import json

import pytest

from assetforge.cli.failure import explain
from assetforge.core.errors import RefusedError, StorageError
from assetforge.core.exits import Exit


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
