"""Who watches a build: rows on a terminal, lines in a log, and the question before it."""

from __future__ import annotations

import io
import re
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from assetforge.cli.console import Console
from assetforge.cli.watching import watching
from assetforge.core.exits import Exit
from assetforge.execution.events import BuildStarted, StepEnded
from tests.command_line import World, world_with
from tests.faults.projects import FILM, MANY
from tests.terminal import Paper, Terminal
from tests.unit.app.projects import PAID
from tests.unit.ui.samples import outcome, plan, step

if TYPE_CHECKING:
    from pathlib import Path

BAR = re.compile("[━─]{4}")


def world_of(home: Path, text: str) -> World:
    return world_with(home, {"assets.toml": text})


def test_live_rows_are_few_and_leave_the_scrollback_clean(tmp_path: Path) -> None:
    terminal = Terminal(world_of(tmp_path, MANY), "build")

    paper = terminal.end()

    shown = "\n".join(paper.lines)
    assert terminal.process.returncode == Exit.DONE
    assert BAR.search(terminal.seen.decode())  # it was drawn,
    assert not BAR.search(shown)  # and went again
    assert 0 < paper.highest <= 10 + 1 + 4  # rows, the bar, lines that wait to be written
    finished = re.findall(r"^\[ *(\d+)/48\] (?:made|derived) (\S+)  ", shown, re.MULTILINE)
    assert [int(number) for number, _ in finished] == list(range(1, 49))
    assert len({name for _, name in finished}) == 48
    assert shown.rstrip().endswith("recorded in assets.lock.")
    assert paper.has_cursor


def test_a_person_is_asked_with_the_amount_before_anything_is_drawn(tmp_path: Path) -> None:
    world = world_of(tmp_path, PAID)
    terminal = Terminal(world, "build", LETZAI_API_KEY="a-key")

    terminal.wait_for("Spend 60 letzai credits? [y/N]")
    terminal.type("n\n")
    paper = terminal.end()

    assert terminal.process.returncode == Exit.REFUSED
    assert "the answer was no, so nothing was built" in "\n".join(paper.lines)
    assert not (world.project / "assets.lock").exists()


def test_ctrl_c_at_the_question_spends_nothing(tmp_path: Path) -> None:
    world = world_of(tmp_path, PAID)
    terminal = Terminal(world, "build", LETZAI_API_KEY="a-key")

    terminal.wait_for("[y/N]")
    terminal.interrupt()
    terminal.end()

    assert terminal.process.returncode == Exit.INTERRUPTED
    assert not (world.project / "assets").exists()


def test_nobody_is_asked_to_agree_where_the_key_is_missing(tmp_path: Path) -> None:
    world = world_of(tmp_path, PAID)
    terminal = Terminal(world, "build")

    terminal.end()

    assert b"[y/N]" not in terminal.seen
    assert terminal.process.returncode == Exit.CREDENTIALS
    assert not (world.project / "assets").exists()


def test_a_terminal_that_cannot_move_gets_plain_lines(tmp_path: Path) -> None:
    terminal = Terminal(world_of(tmp_path, PAID), "build", "lamp", kind="dumb")

    terminal.end()

    assert b"] made lamp  " in terminal.seen
    assert b"\x1b" not in terminal.seen


@pytest.mark.parametrize("times", [1, 2])
def test_ctrl_c_gives_the_cursor_back(times: int, tmp_path: Path) -> None:
    terminal = Terminal(world_of(tmp_path, FILM), "build")

    terminal.wait_for("made lamp")
    terminal.process.send_signal(signal.SIGINT)
    terminal.wait_for("Stopping")
    if times > 1:
        terminal.process.send_signal(signal.SIGINT)
    paper = terminal.end()

    assert terminal.process.returncode == Exit.INTERRUPTED
    assert paper.has_cursor


def test_paper_shows_what_a_terminal_would() -> None:
    paper = Paper()

    paper.print("one\ntwo\nbar\r\x1b[2K\x1b[1A\x1b[2Kthree\n\x1b[?25l\x1b[1mbar\x1b[0m\rB")

    assert paper.lines == ["one", "three", "Bar"]
    assert (paper.highest, paper.has_cursor) == (1, False)


def test_a_log_gets_plain_lines(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr", io.StringIO())

    printed = _watched(Console(no_color=True))

    assert printed == ["[1/1] made lamp  1600x900 image/png  0.3 s"]
    assert capsys.readouterr().out == ""


def test_a_quiet_build_is_watched_by_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", io.StringIO())

    assert _watched(Console(verbosity=-1)) == []


def _watched(console: Console) -> list[str]:
    """Show the end of one asset, and return the lines that were printed."""
    made = step("lamp")
    with watching(console) as observer:
        observer.notice(BuildStarted(plan=plan(made)))
        observer.notice(StepEnded(outcome=outcome(made)))
    stream = sys.stderr
    assert isinstance(stream, io.StringIO)
    return stream.getvalue().splitlines()
