"""Bytes from outside that are made to harm: a few hundred; thousands by one command.

`python -m tests.faults.hostile --images 20000 --answers 5000`
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.hostile import Tally, answers, images, main, read_one

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parent.parent.parent


def test_mutated_pictures_and_answers_harm_nothing() -> None:
    # In a process of its own, so that its memory is its own.
    found = subprocess.run(
        [sys.executable, "-m", "tests.faults.hostile", "--images", "300", "--answers", "2000"],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip

    assert found.stdout.endswith(" flaws\n"), found.stdout + found.stderr
    assert found.returncode == 0
    assert "image accepted as image/png" in found.stdout
    assert "image refused" in found.stdout
    assert "answer told as text" in found.stdout


def test_a_seed_repeats_a_run() -> None:
    assert list(images(60, 3)) == list(images(60, 3))
    assert list(images(60, 3)) != list(images(60, 4))
    assert list(answers(60, 3)) == list(answers(60, 3))


def test_a_flaw_is_found(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tests.faults.hostile.MOST_MEMORY", 1)

    assert main(["--images", "1", "--answers", "1"]) == 1
    assert "here took" in capsys.readouterr().out


def test_an_answer_is_counted_by_how_it_ended() -> None:
    tally = Tally()

    read_one(b'{"id": 1}', tally)
    read_one(b"<html>", tally)

    assert tally.ends == {"answer read": 1, "answer told as text": 1}
    assert tally.flaws == []
