"""Reading: every file of a project, every problem in one go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.app.memo import Memo
from assetforge.app.project import project_at
from assetforge.app.reading import locked_entry, parse_lock, read_lock, read_project
from assetforge.core.errors import InvalidError, StorageError, UsageError
from assetforge.lock.model import Lock
from tests.unit.app.projects import LAMP, built, paint, write

if TYPE_CHECKING:
    from assetforge.app.project import Project

INCLUDING = f'include = ["more/*.toml"]\n{LAMP}'


def test_included_files_prompt_files_and_sources_belong_to_the_project(project: Project) -> None:
    edit = '[edit.branded]\nfrom = ["lamp", "logo"]\nprompt_file = "branded.txt"\n'
    write(project, f'{INCLUDING}\n[source.logo]\npath = "logo.png"\n')
    write(project, edit, "more/first.toml")
    write(project, "With {{name}}", "branded.txt")
    paint(project, "logo.png")

    reading = read_project(project, Memo())

    branded = reading.graph.assets["branded"]
    assert branded.params["prompt"] == "With branded"
    assert branded.inputs == ("lamp", "logo")
    assert set(reading.data) == {"assets.toml", "more/first.toml", "branded.txt"}
    assert reading.includes == {"more/*.toml": ("more/first.toml",)}
    assert reading.sources["logo"].media.width == 24


def test_texts_that_are_no_toml_are_told_together(project: Project) -> None:
    write(project, INCLUDING)
    write(project, "[image", "more/first.toml")
    write(project, "]", "more/second.toml")

    with pytest.raises(InvalidError) as invalid:
        read_project(project, Memo())

    files = [diagnostic.place.file for diagnostic in invalid.value.diagnostics]
    assert files == ["more/first.toml", "more/second.toml"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('include = ["../other.toml"]\n' + LAMP, "file-refused"),
        (f'{LAMP}\n[source.logo]\npath = "gone.png"\n', "file-refused"),
        (LAMP.replace('prompt = "A brass lamp"', 'prompt_file = "gone.txt"'), "file-refused"),
        (LAMP.replace('prompt = "A brass lamp"', 'prompt_file = "latin.txt"'), "file-refused"),
        (
            f'{LAMP}\n[edit.a]\nfrom = "b"\nprompt = "a"\n[edit.b]\nfrom = "a"\nprompt = "b"',
            "cycle",
        ),
    ],
)
def test_each_problem_has_its_code_and_its_place(text: str, code: str, project: Project) -> None:
    write(project, text)
    Path(project.root, "latin.txt").write_bytes(b"\xff\xfe\xff")

    with pytest.raises(InvalidError) as invalid:
        read_project(project, Memo())

    assert [diagnostic.code for diagnostic in invalid.value.diagnostics] == [code]
    assert invalid.value.diagnostics[0].place.file == "assets.toml"


@pytest.mark.parametrize("name", ["assets.toml", "more/first.toml"])
@pytest.mark.parametrize("kind", ["link", "loose link", "folder"])
def test_what_is_no_file_is_no_manifest(kind: str, name: str, project: Project) -> None:
    write(project, INCLUDING.replace("*", "first"))
    write(project, "", "more/first.toml")
    place = Path(project.root, name)
    place.rename(place.with_name("real"))
    if kind == "folder":
        place.mkdir()
    else:
        place.symlink_to("real" if kind == "link" else "nowhere")

    with pytest.raises(InvalidError) as invalid:
        read_project(project, Memo())

    found = invalid.value.diagnostics[0]
    assert (found.code, found.place.file) == ("file-refused", "assets.toml")
    assert "is a link, a folder or something else than a plain file" in found.detail


def test_a_manifest_that_is_gone_by_now_is_no_bug(project: Project) -> None:
    Path(project.root, "assets.toml").unlink()

    with pytest.raises(InvalidError) as invalid:
        read_project(project, Memo())

    assert [found.detail for found in invalid.value.diagnostics] == ["`assets.toml` is not there"]


def test_a_lock_that_is_a_link_is_not_read(project: Project) -> None:
    """What a checkout links to would be quoted in the log of a pull request."""
    write(project, "KEY = secret", "secret.env")
    Path(project.lock).symlink_to("secret.env")

    with pytest.raises(StorageError, match="a link is in the way") as refused:
        read_lock(project)

    assert "secret" not in str(refused.value)


def test_the_lock_of_a_draft_is_not_read_through_a_link(project: Project, tmp_path: Path) -> None:
    draft = project_at(str(Path(project.root, project.manifest)), is_draft=True)
    assert read_lock(draft) == Lock()
    (tmp_path / "draft").mkdir()
    (tmp_path / "draft" / "assets.lock").write_text("KEY = secret", encoding="utf-8")
    Path(project.root, ".assetforge").symlink_to(tmp_path)

    with pytest.raises(StorageError, match=r"`\.assetforge` is a link"):
        read_lock(draft)


def test_what_is_wrong_with_a_lock_is_told_under_its_name(project: Project) -> None:
    other = project_at(str(Path(project.root, "other.toml")), is_draft=False)
    write(project, "version = 99\n", "other.lock")

    with pytest.raises(InvalidError) as invalid:
        read_lock(other)

    assert [found.place.file for found in invalid.value.diagnostics] == ["other.lock"]
    with pytest.raises(UsageError, match=r"is not in other\.lock"):
        locked_entry(Lock(), "lamp", name=other.shown_lock)


def test_an_absent_lock_is_an_empty_one(project: Project) -> None:
    assert read_lock(project) == Lock()


@pytest.mark.parametrize("data", [b"<<<<<<< HEAD\n", b"version = 99\n", b"[asset.a]\n", b"\xff"])
def test_a_lock_that_cannot_be_understood_is_never_an_empty_one(data: bytes) -> None:
    with pytest.raises(InvalidError):
        parse_lock(data)


def test_an_entry_is_found_by_its_address_or_the_nearest_is_named(project: Project) -> None:
    built(project)
    lock = read_lock(project)

    assert locked_entry(lock, "lamp").output == "assets/lamp.png"
    with pytest.raises(UsageError) as refused:
        locked_entry(lock, "lmap")
    assert refused.value.next_step == "Did you mean `lamp`?"
