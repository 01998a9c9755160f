"""`--frozen` and `--offline` on the command line: what each leaves alone, and its exit code."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.core.exits import Exit
from tests.unit.app.projects import LAMP, PAID, write

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from tests.unit.cli.ran import Run

EDITED = LAMP.replace("brass", "silver").replace("64x48", "32x24")
PNG = "assets/lamp.png"


@pytest.fixture
def edited(run: Run, project: Project) -> Project:
    run("build")
    write(project, EDITED)
    return project


def test_frozen_brings_back_what_is_locked_and_writes_no_lock(run: Run, edited: Project) -> None:
    lock, picture = Path(edited.lock), Path(edited.root, PNG)
    before, bytes_before = lock.read_bytes(), picture.read_bytes()
    picture.unlink()

    planned = run("plan", "--frozen")
    done = run("build", "--frozen")

    assert (planned.code, done.code) == (Exit.DONE, Exit.DONE)
    assert planned.out.startswith("Frozen: what is locked counts, whatever the manifest asks for.")
    assert "1 to restore, 1 unchanged" in planned.out
    assert (lock.read_bytes(), picture.read_bytes()) == (before, bytes_before)


@pytest.mark.usefixtures("edited")
def test_a_frozen_build_does_not_make_the_next_one_believe_that_all_is_done(run: Run) -> None:
    run("build", "--frozen")

    assert "2 to" in run("plan").out or "1 to make" in run("plan").out
    assert json.loads(run("plan", "--json", "--frozen").out)["frozen"] is True


def test_frozen_refuses_a_lock_that_has_two_in_one_file(run: Run, project: Project) -> None:
    run("build")
    lock, picture = Path(project.lock), Path(project.root, PNG)
    lock.write_text(lock.read_text("utf-8").replace("assets/icon.png", "assets/LAMP.png"), "utf-8")
    before = picture.read_bytes()

    done = run("build", "--frozen")

    assert done.code == Exit.INVALID
    assert "`icon` lies in `assets/LAMP.png`, where `lamp` lies as well" in done.err
    assert picture.read_bytes() == before


def test_frozen_names_what_the_lock_lacks(run: Run, project: Project) -> None:
    run("build")
    write(project, f'{LAMP}\n[image.vase]\nprompt = "A vase"\n')

    done = run("build", "--frozen")

    assert done.code == Exit.STALE
    assert "the lock does not name `vase`" in done.err
    assert run("build", "--frozen", "lamp").code == Exit.DONE


@pytest.mark.parametrize(
    "words",
    [
        ("build", "--replace", "lamp"), ("build", "--prune"), ("plan", "--out", "a.plan"),
        ("build", "--approved", f"sha256:{'0' * 64}"), ("build", "a.plan"),
    ],
)  # fmt: skip
def test_what_asks_for_more_than_the_lock_has_is_refused(run: Run, words: tuple[str, ...]) -> None:
    done = run(*words, "--frozen")

    assert done.code == Exit.USAGE
    assert "--frozen" in done.err


def test_frozen_with_locked_asks_for_nothing_more(run: Run, edited: Project) -> None:
    assert run("build", "--frozen", "--locked").code == Exit.DONE
    assert run("build", "--locked").code == Exit.STALE
    assert Path(edited.lock).exists()


@pytest.mark.parametrize("words", [("--offline", "build"), ("build", "--offline")])
def test_offline_a_build_from_the_store_works(
    run: Run, project: Project, words: tuple[str, ...]
) -> None:
    run("build")
    Path(project.root, PNG).unlink()

    assert run(*words).code == Exit.DONE
    assert Path(project.root, PNG).exists()


def test_offline_what_a_service_would_make_is_refused_before_anything_starts(
    run: Run, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LETZAI_API_KEY", "a-key-of-some-length")
    write(project, PAID)

    done = run("build", "--offline", "-y")

    assert done.code == Exit.UNAVAILABLE
    assert "asking letzai needs the network, and `--offline` was given" in done.err
    assert not Path(project.root, PNG).exists()
    assert run("build", "--offline", "icon").code == Exit.DONE
    assert run("plan", "--offline").code == Exit.DONE


@pytest.mark.parametrize(
    "words",
    [("models", "--online"), ("plan", "--online"), ("status", "--online"),
     ("adopt", "hero", "--job", "j")],
)  # fmt: skip
def test_offline_no_service_is_asked_for_anything(
    run: Run, project: Project, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LETZAI_API_KEY", "a-key-of-some-length")
    write(project, PAID.replace("A bottle", "A bottle of @anna"))

    assert run(*words, "--offline").code == Exit.UNAVAILABLE


def test_the_next_command_is_online_again(run: Run) -> None:
    run("check", "--offline")

    assert "ASSETFORGE_OFFLINE" not in os.environ
