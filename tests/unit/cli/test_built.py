"""The rest of `build`: what the options mean and how the end is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.core.exits import Exit
from tests.unit.app.projects import LAMP, PAID, paint, write

if TYPE_CHECKING:
    from pathlib import Path

    from assetforge.app.project import Project
    from tests.unit.cli.ran import Run


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--max-credits", "60"), Exit.CREDENTIALS),
        (("--max-credits", "letzai=60"), Exit.CREDENTIALS),
        (("--max-credits", "1", "--max-credits", "letzai=60"), Exit.CREDENTIALS),
        (("-y",), Exit.CREDENTIALS),
        (("--max-credits", "59.99"), Exit.REFUSED),
        (("--max-credits", "letzai=59"), Exit.REFUSED),
        (("--max-credits", "0", "-y"), Exit.REFUSED),
        (("--no-spend",), Exit.REFUSED),
        ((), Exit.CREDENTIALS),  # asked for before anybody has to agree
    ],
)
def test_consent_is_read_from_the_options(
    words: tuple[str, ...], code: Exit, run: Run, project: Project
) -> None:
    write(project, PAID)

    assert run("build", *words).code == code


def test_without_a_terminal_somebody_must_have_agreed(
    run: Run, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LETZAI_API_KEY", "a-key")
    write(project, PAID)

    assert run("build").code == Exit.UNDECIDED


@pytest.mark.parametrize("word", ["many", "-1", "NaN", "infinity", "letzai=", "=5x"])
def test_an_amount_must_be_a_number_that_can_be_spent(word: str, run: Run) -> None:
    refused = run("build", f"--max-credits={word}")

    assert refused.code == Exit.USAGE
    assert "write a number, or PROVIDER=NUMBER" in refused.err


def test_a_limit_for_nobody_is_a_mistake(run: Run) -> None:
    refused = run("build", "--max-credits", "letza=5")

    assert (refused.code, refused.out) == (Exit.USAGE, "")
    assert "`letza` is no provider; did you mean `letzai`?" in refused.err


@pytest.mark.parametrize(
    "words",
    [
        ("--max-credits", "nan"),
        ("--max-credits", "-5"),
        ("--max-credits", "x"),
        ("--max-credits", "letza=5"),
        ("--lock-timeout", "nan"),
        ("--lock-timeout", "1e400"),
        ("--lock-timeout", "-1"),
    ],
)
def test_a_mistake_is_told_where_nothing_is_to_do_too(words: tuple[str, ...], run: Run) -> None:
    run("build")

    assert run("build", *words).code == Exit.USAGE


def test_a_build_without_work_tells_only_what_the_plan_would(run: Run, project: Project) -> None:
    run("build")
    paint(project, "assets/lamp.png")

    built = run("build")

    assert built.code == Exit.DONE
    assert "Edited by hand" in built.err
    assert "1 asset is up to date, 1 edited by hand." in built.err
    assert "Built:" not in built.err


def test_a_draft_says_where_its_files_are(run: Run) -> None:
    built = run("build", "--draft")

    end = "Files: .assetforge/draft/assets/, recorded in .assetforge/draft/assets.lock."
    assert built.err.endswith(f"{end}\n")


def test_what_failed_is_told_even_where_quiet_was_asked_for(run: Run, project: Project) -> None:
    write(project, LAMP + 'crop = "32,32,64,64"\n')

    built = run("build", "-q")

    assert built.code == Exit.FAILED
    assert "failed icon: the crop 32,32,64,64 of icon" in built.err


def test_a_draft_is_free_so_that_no_approval_matters_and_no_ledger_is_made(
    run: Run, tmp_path: Path
) -> None:
    built = run("build", "--draft", "--approved", "sha256:" + "0" * 64)

    assert built.code == Exit.DONE
    assert not (tmp_path / "state").exists()
