"""A project's places, for itself and for its draft."""

from __future__ import annotations

from pathlib import Path

import pytest

from assetforge.app.project import find_manifest, project_at, store_folder
from assetforge.core.errors import UsageError


def test_the_nearest_manifest_upwards_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "assets.toml").touch()
    (tmp_path / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "a" / "b")

    assert find_manifest(None) == str(tmp_path / "assets.toml")


def test_a_named_manifest_is_taken_from_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other.toml").touch()
    monkeypatch.chdir(tmp_path)

    assert find_manifest("other.toml") == str(tmp_path / "other.toml")


@pytest.mark.parametrize(
    ("named", "words"),
    [(None, r"no `assets\.toml` in this folder"), ("gone.toml", r"no manifest at `gone\.toml`")],
)
def test_without_a_manifest_there_is_a_way_to_begin(
    named: str | None, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(UsageError, match=words) as refused:
        find_manifest(named)

    assert "assetforge init" in refused.value.next_step


def test_a_draft_shares_nothing_with_the_project_but_its_manifest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ASSETFORGE_STORE_DIR", str(Path("/data/store")))
    real = project_at(str(Path("/p/assets.toml")), is_draft=False)
    draft = project_at(str(Path("/p/assets.toml")), is_draft=True)

    assert (draft.root, draft.manifest) == (real.root, real.manifest)
    places = [
        {place.outputs, place.state, place.lock, place.store, place.memo, place.run_lock}
        for place in (real, draft)
    ]
    assert not places[0] & places[1]
    assert all(Path("/p/.assetforge/draft") in {Path(p), *Path(p).parents} for p in places[1])


def test_the_store_is_where_its_variable_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSETFORGE_STORE_DIR", "somewhere")

    assert store_folder() == str(Path("somewhere").absolute())


def test_the_store_lies_with_the_data_of_the_user_not_with_caches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ASSETFORGE_STORE_DIR", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    assert "cache" not in store_folder().removeprefix(str(tmp_path)).lower()
    assert store_folder().endswith("store")
