from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.benchmarks.measure import BrokenRunError, Task, clean_environment, measure

if TYPE_CHECKING:
    from pathlib import Path

BUSY = "import os; b = bytearray(60 << 20); b[::4096] = b'x' * len(b[::4096]); print('done')"


@pytest.fixture
def task(tmp_path: Path) -> Task:
    return Task(
        name="busy", command=(sys.executable, "-I", "-c", BUSY), folder=tmp_path,
        environment=clean_environment(), says="done",
    )  # fmt: skip


def test_time_and_memory_of_each_run_are_counted(task: Task) -> None:
    figure = measure(task, 2)

    assert len(figure.samples) == 2
    assert 0 < figure.least_cpu <= figure.cpu
    assert 0 < figure.least_wall <= figure.wall
    assert 60 < figure.peak < 120


def test_children_are_counted_too(task: Task) -> None:
    command = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BUSY!r}])"

    figure = measure(replace(task, command=(sys.executable, "-I", "-c", command)), 1)

    assert 60 < figure.peak < 120


def test_a_failing_command_is_no_measurement(task: Task) -> None:
    failing = replace(task, command=(sys.executable, "-c", "print('done'); 1 / 0"))

    with pytest.raises(BrokenRunError, match="ZeroDivisionError"):
        measure(failing, 1)


def test_a_command_that_does_something_else_is_no_measurement(task: Task) -> None:
    with pytest.raises(BrokenRunError, match="busy"):
        measure(replace(task, says="nothing to do"), 1)


def test_what_comes_before_a_run_comes_before_each(task: Task) -> None:
    calls: list[int] = []

    measure(replace(task, before=lambda: calls.append(1)), 2)

    assert len(calls) == 3  # the run that warms up is one as well


def test_the_environment_holds_nothing_that_changes_python(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("ASSETFORGE_DRAFT", "1")

    found = clean_environment(ASSETFORGE_STORE_DIR="here")

    assert "PYTHONDONTWRITEBYTECODE" not in found
    assert "ASSETFORGE_DRAFT" not in found
    assert found["ASSETFORGE_STORE_DIR"] == "here"
