"""Starting: a project that builds at once, and nothing of a person's is overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.examples import example_files
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

    written = start_project(str(folder), None).files

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
    written = start_project(str(tmp_path), example).files

    assert {"assets.toml", "schema/assets.schema.json"} <= set(written)
    assert all((tmp_path / name).is_file() for name in written)


@pytest.mark.parametrize(
    "path",
    [
        "assets.toml", "schema/assets.schema.json", "schema", ".gitignore/list", ".gitattributes/x",
        "campaigns/de.toml",
    ],
)  # fmt: skip
def test_what_is_there_stays_and_nothing_else_is_begun(path: str, tmp_path: Path) -> None:
    example = "spring-launch" if path.startswith("campaigns") else None
    if example:
        path = next(name for name in example_files(example) if "/" in name)
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_bytes(b"mine")

    with pytest.raises(UsageError, match="here already") as refused:
        start_project(str(tmp_path), example)

    assert path.startswith(refused.value.what.split("`")[1])
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == [tmp_path / path]
    assert (tmp_path / path).read_bytes() == b"mine"


@pytest.mark.parametrize("name", ["assets.toml", "schema", ".gitignore", ".gitattributes"])
def test_a_link_that_leads_nowhere_stays_too(name: str, tmp_path: Path) -> None:
    (tmp_path / name).symlink_to("nowhere")

    with pytest.raises(UsageError, match=f"`{name}` is here already"):
        start_project(str(tmp_path), None)

    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_what_a_first_try_left_is_no_obstacle(tmp_path: Path) -> None:
    whole = start_project(str(tmp_path), "quickstart")
    (tmp_path / "assets.toml").unlink()

    again = start_project(str(tmp_path), "quickstart")

    assert set(again.files) == set(whole.files) - {".gitignore", ".gitattributes"}


def test_a_folder_of_a_person_is_not_hidden_from_git(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "logo.svg").touch()

    started = start_project(str(tmp_path), None)

    assert (tmp_path / ".gitignore").read_text("utf-8") == "/.assetforge/\n"
    assert "`assets/` holds files already" in started.note


def test_an_ignored_folder_needs_no_word(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "logo.svg").touch()
    (tmp_path / ".gitignore").write_bytes(b"/assets/\n")

    assert not start_project(str(tmp_path), None).note


def test_an_unknown_example_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        start_project(str(tmp_path), "spring-lunch")

    assert refused.value.next_step == "Did you mean `spring-launch`?"
