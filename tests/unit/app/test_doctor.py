"""Looking a machine over: what is told, what is not, and that nothing is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.app.doctor import check_machine
from assetforge.app.surroundings import CONFIG_VARIABLE
from assetforge.core.exits import Exit
from assetforge.report.checkup import Finding, exit_of
from tests.unit.adapters.ledger_samples import attempt_of
from tests.unit.adapters.test_ledger_opening import everything_in, overwrite_all
from tests.unit.app.ledgers import state_folder, write_attempts

if TYPE_CHECKING:
    from assetforge.app.project import Project

SECRET = "canary-1234567890"  # noqa: S105 - looked for in what is told


@pytest.fixture
def machine(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LETZAI_API_KEY", SECRET)
    monkeypatch.delenv("LETTA_API_KEY", raising=False)
    monkeypatch.chdir(project.root)
    return state_folder(tmp_path, monkeypatch)


def told(topic: str, name: str = "") -> list[Finding]:
    return [each for each in check_machine(None) if each.topic == topic and name in each.name]


def test_a_key_is_told_to_be_there_and_never_shown(machine: Path) -> None:
    findings = check_machine(None)

    assert [each.told for each in findings if each.name == "LETZAI_API_KEY"] == ["set"]
    assert [each.standing for each in findings if each.name == "LETTA_API_KEY"] == ["note"]
    assert SECRET not in repr(findings)
    assert (exit_of(findings), machine.exists()) == (Exit.DONE, False)


def test_what_cannot_be_a_key_is_bad(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not machine.exists()
    monkeypatch.setenv("LETZAI_API_KEY", f"Bearer {SECRET}")

    (found,) = told("letzai", "LETZAI_API_KEY")

    assert (found.standing, found.exit) == ("bad", Exit.CREDENTIALS)
    assert SECRET not in found.told


def test_a_wrong_config_is_told_with_what_is_wrong(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = machine.parent / "config.toml"
    place.write_text("[letzai]\nconcurency = 4\n", encoding="utf-8")
    monkeypatch.setenv(CONFIG_VARIABLE, str(place))

    (found,) = told("config")

    assert (found.standing, found.exit) == ("bad", Exit.INVALID)
    assert "is not a key of" in found.told
    assert told("letzai") == []


def test_a_config_inside_a_project_is_warned_of(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not machine.exists()
    Path("config.toml").touch()
    monkeypatch.setenv(CONFIG_VARIABLE, "config.toml")

    assert [each.standing for each in told("config")] == ["good", "note"]


def test_unfinished_orders_are_pointed_out(machine: Path) -> None:
    write_attempts(attempt_of("hero"))
    before = everything_in(machine)

    (found,) = told("ledger")

    assert (found.told, found.standing) == ("1 attempts, 1 under way or unclear", "note")
    assert everything_in(machine) == before


def test_a_damaged_ledger_is_bad_and_stays_as_it_is(machine: Path) -> None:
    machine.mkdir()
    overwrite_all(machine / "ledger.sqlite3")

    (found,) = told("ledger")

    assert (found.standing, found.exit) == ("bad", Exit.DAMAGED)
    assert (machine / "ledger.sqlite3").exists()


def test_limits_that_are_set_are_told(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = machine.parent / "config.toml"
    text = '[letzai]\ndaily_limit = 500\nrate = 2.5\nwebhook = "https://me.example/hook"\n'
    place.write_text(text, encoding="utf-8")
    monkeypatch.setenv(CONFIG_VARIABLE, str(place))

    (found,) = told("letzai", "use")

    assert found.told == (
        "8 jobs at once, current dialect, 2.5 requests a second, 500 credits a day, no limit of "
        "credits for one asset, with your webhook"
    )


def refuse(_place: object, _mode: int) -> bool:
    return False


def test_a_folder_that_takes_nothing_is_bad(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", refuse)

    assert [each.exit for each in told("state folder")] == [Exit.STORAGE]
    assert not machine.exists()


def test_where_there_is_no_project_that_is_only_noted(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(machine.parent)

    assert [each.standing for each in told("project")] == ["note"]
    named = [each for each in check_machine("missing.toml") if each.topic == "project"]
    assert [each.standing for each in named] == ["bad"]
