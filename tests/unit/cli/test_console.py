"""The console: data to stdout, the rest to stderr, colour where it is wanted."""

from __future__ import annotations

import io

import pytest

from assetforge.cli.console import PIPE_WIDTH, Console, in_ci
from assetforge.ui.style import ANSI, PLAIN


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def no_wishes(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM", "CI", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


def test_data_and_words_go_different_ways(capsys: pytest.CaptureFixture[str]) -> None:
    console = Console()

    console.out("data\n")
    console.say("words")
    console.say("")
    console.data({"document": "test"})

    printed = capsys.readouterr()
    assert printed.out == 'data\n{\n  "document": "test"\n}\n'
    assert printed.err == "words\n"


def test_quiet_leaves_data_and_warnings(capsys: pytest.CaptureFixture[str]) -> None:
    console = Console(verbosity=-1)

    console.out("data")
    console.say("words")
    console.warn("warning")

    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("data\n", "warning\n")


@pytest.mark.parametrize(
    ("variables", "no_color", "is_terminal", "is_colourful"),
    [
        ({}, False, True, True),
        ({}, False, False, False),
        ({}, True, True, False),
        ({"NO_COLOR": "1"}, False, True, False),
        ({"NO_COLOR": ""}, False, True, True),
        ({"FORCE_COLOR": "1"}, False, False, True),
        ({"FORCE_COLOR": "0"}, False, True, False),
        ({"FORCE_COLOR": ""}, False, False, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False, False),
        ({"FORCE_COLOR": "1"}, True, True, False),
        ({"TERM": "dumb"}, False, True, False),
    ],
)
def test_colour_is_decided_in_one_order(
    *,
    variables: dict[str, str],
    no_color: bool,
    is_terminal: bool,
    is_colourful: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    stream = _Terminal() if is_terminal else io.StringIO()

    assert Console(no_color=no_color).style(stream) is (ANSI if is_colourful else PLAIN)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("true", True), ("1", True), ("false", False), ("0", False), ("", False)],
)
def test_ci_is_said_by_its_variable(
    *, value: str, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", value)

    assert in_ci() is expected


def test_nobody_can_be_asked_through_a_pipe_or_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", _Terminal())
    monkeypatch.setattr("sys.stderr", _Terminal())
    assert Console().is_interactive

    monkeypatch.setenv("CI", "true")
    assert not Console().is_interactive

    monkeypatch.delenv("CI")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert not Console().is_interactive


def test_a_line_is_as_wide_as_the_terminal_or_as_a_pipe_may_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    assert Console().width == 50

    monkeypatch.setenv("COLUMNS", "0")
    monkeypatch.setattr("sys.__stdout__", io.StringIO())
    assert Console().width == PIPE_WIDTH
