from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from assetforge.app.money_places import STATE_VARIABLE, money_places


def test_a_variable_moves_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STATE_VARIABLE, str(tmp_path / "state"))

    places = money_places()

    assert places.folder == tmp_path / "state"
    assert places.ledger == tmp_path / "state" / "ledger.sqlite3"
    assert len({places.ledger, places.turns, places.calls}) == 3
    assert not places.folder.exists()


def test_a_relative_folder_is_one_of_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(STATE_VARIABLE, "state")

    assert money_places().folder == tmp_path / "state"


@pytest.mark.parametrize("value", [None, ""])
def test_otherwise_it_lies_with_the_users_state_and_not_with_caches(
    value: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(STATE_VARIABLE, raising=False)
    if value is not None:
        monkeypatch.setenv(STATE_VARIABLE, value)

    folder = money_places().folder

    assert folder == platformdirs.user_state_path("assetforge", appauthor=False)
    assert not folder.is_relative_to(platformdirs.user_cache_path())
    assert folder.is_relative_to(Path.home())
