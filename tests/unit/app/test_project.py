"""A project's places, for itself and for its draft."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assetforge.app.project import STATE, find_manifest, project_at, store_folder
from assetforge.core.errors import UsageError
from tests.unit.app.projects import LAMP, built, write


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


def test_whatever_is_called_assets_toml_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever reads it says what is wrong with it: "there is none" would be false."""
    (tmp_path / "a" / "assets.toml").mkdir(parents=True)
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "assets.toml").symlink_to("nowhere.toml")

    for name in ("a", "b"):
        monkeypatch.chdir(tmp_path / name)
        assert find_manifest(None) == str(tmp_path / name / "assets.toml")
        assert find_manifest("assets.toml") == str(tmp_path / name / "assets.toml")


@pytest.mark.parametrize("name", ["campaign", "assets.lock", ".toml", "campaign.toml.old"])
def test_a_manifest_must_be_called_like_one(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)

    with pytest.raises(UsageError, match=r"does not end in `\.toml`"):
        find_manifest(name)


@pytest.mark.parametrize("is_draft", [False, True])
def test_each_manifest_of_a_folder_has_a_lock_and_a_memo_of_its_own(*, is_draft: bool) -> None:
    usual = project_at(str(Path("/p/assets.toml")), is_draft=is_draft)
    other = project_at(str(Path("/p/spring.de.toml")), is_draft=is_draft)
    running = project_at(str(Path("/p/running.toml")), is_draft=is_draft)

    assert [Path(usual.lock).name, Path(usual.memo).name] == ["assets.lock", "memo.json"]
    assert [Path(other.lock).name, Path(other.memo).name] == [
        "spring.de.lock",
        "spring.de.memo.json",
    ]
    assert usual.run_lock == other.run_lock
    assert running.run_lock not in {running.lock, running.memo}


@pytest.mark.parametrize(
    ("is_draft", "lock"), [(False, "spring.lock"), (True, ".assetforge/draft/spring.lock")]
)
def test_the_lock_is_shown_from_the_folder_of_the_project(lock: str, *, is_draft: bool) -> None:
    assert project_at("/p/spring.toml", is_draft=is_draft).shown_lock == lock


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


def test_a_nearly_right_name_is_suggested(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "asset.toml").touch()
    monkeypatch.chdir(tmp_path)

    with pytest.raises(UsageError) as caught:
        find_manifest(None)

    assert caught.value.next_step.startswith("Did you mean `asset.toml`?")


@pytest.mark.parametrize("is_draft", [False, True], ids=["project", "draft"])
def test_each_folder_that_a_build_makes_is_known_for_one_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_draft: bool
) -> None:
    """A checkout may bring a link along in the place of any of them: none may be left out."""
    monkeypatch.setenv("ASSETFORGE_STORE_DIR", str(tmp_path / "store"))
    project = project_at(str(tmp_path / "project" / "assets.toml"), is_draft=is_draft)
    write(project, LAMP)

    built(project)

    state = Path(project.root) / STATE
    known = {*project.own_folders, *project.later_folders}
    made = {path.relative_to(project.root).as_posix() for path in state.rglob("*") if path.is_dir()}
    shelves = re.compile(rf"{STATE}/draft/(store/v1/(blobs|records)/[0-9a-f]{{2}}|assets(/.*)?)")
    assert {path for path in made if not shelves.fullmatch(path)} <= known
