"""Starting: a project that builds at once, and nothing of a person's is overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.app.project import project_at
from assetforge.app.starting import start_project
from assetforge.core.errors import UsageError
from tests.unit.app.projects import built, endings

if TYPE_CHECKING:
    from pathlib import Path


def test_the_first_project_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSETFORGE_STORE_DIR", str(tmp_path / "store"))
    folder = tmp_path / 'my "first" {{project}}'
    folder.mkdir()

    written = start_project(str(folder), None)

    assert set(written) == {
        ".gitattributes", ".gitignore", "assets.toml", "schema/assets.schema.json",
    }  # fmt: skip
    made = built(project_at(str(folder / "assets.toml"), is_draft=False), "hero-thumb")
    assert endings(made) == {"hero": "made", "hero-evening": "made", "hero-thumb": "derived"}


def test_lines_are_added_to_the_lists_that_git_reads(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("node_modules/\n/assets/", encoding="utf-8")

    start_project(str(tmp_path), None)

    lines = (tmp_path / ".gitignore").read_text("utf-8").splitlines()
    assert lines == ["node_modules/", "/assets/", "/.assetforge/"]


@pytest.mark.parametrize("example", ["quickstart", "spring-launch", "game-sprites"])
def test_an_example_comes_with_all_its_files(example: str, tmp_path: Path) -> None:
    written = start_project(str(tmp_path), example)

    assert {"assets.toml", "schema/assets.schema.json"} <= set(written)
    assert all((tmp_path / name).is_file() for name in written)


def test_a_manifest_that_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "assets.toml").write_text("mine", encoding="utf-8")

    with pytest.raises(UsageError, match="here already"):
        start_project(str(tmp_path), None)

    assert (tmp_path / "assets.toml").read_text("utf-8") == "mine"
    assert len(list(tmp_path.iterdir())) == 1


def test_an_unknown_example_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        start_project(str(tmp_path), "spring-lunch")

    assert refused.value.next_step == "Did you mean `spring-launch`?"
