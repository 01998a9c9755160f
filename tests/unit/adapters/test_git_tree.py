"""The files of a project at a commit: as they were, whatever the working tree holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.git_repository import find_repository
from assetforge.adapters.git_tree import GitTree
from assetforge.adapters.project_files import RefusedFileError
from assetforge.core.digest import digest_bytes
from tests.git_commands import commit_all, git

if TYPE_CHECKING:
    from pathlib import Path

POINTER = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'a' * 64}\nsize 12345\n"
FILES = {
    "assets.toml": "main",
    "more/first.toml": "first",
    "more/deep/second.toml": "second",
    "more/.hidden.toml": "hidden",
    "prompts/hero.txt": "hero",
    "brand/logo.png": "picture",
    "brand/large.png": POINTER,
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / "repository" / "shop"
    for name, text in FILES.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="\n")
    (folder / "link.toml").symlink_to("assets.toml")
    (folder / "linked").symlink_to("more")
    git(folder.parent, "init", "-q")
    commit_all(folder.parent, "first")
    (folder / "assets.toml").write_text("edited", encoding="utf-8")
    return folder


@pytest.fixture
def tree(root: Path) -> GitTree:
    repository = find_repository(str(root))
    assert repository is not None
    commit = repository.commit("HEAD")
    assert commit is not None
    return GitTree(repository, commit)


def test_a_file_is_read_as_it_was_committed(tree: GitTree) -> None:
    tree.prepare(["assets.toml", "prompts/hero.txt", "absent.txt", "linked"])

    assert tree.read("assets.toml", limit=100) == b"main"
    assert tree.read("prompts/hero.txt", limit=2) == b"her"
    assert tree.has("assets.toml")
    tree.close()
    assert tree.read("assets.toml", limit=100) == b"main"


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("more/*.toml", ("more/first.toml",)),
        ("more/**/*.toml", ("more/deep/second.toml", "more/first.toml")),
        ("more/first.toml", ("more/first.toml",)),
        ("[a]ssets.toml", ("assets.toml",)),
    ],
)
def test_a_pattern_means_what_it_means_in_a_folder(
    pattern: str, expected: tuple[str, ...], tree: GitTree
) -> None:
    assert tree.matching(pattern) == expected


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("absent.toml", "is not there"),
        ("absent/*.toml", "leads through the folder `absent`, which is not there"),
        ("more/*.txt", "means no file"),
        ("../*.toml", "holds a part `.` or `..`"),
        ("link.toml", "is a link"),
        ("l*.toml", "is a link"),
        ("more", "is not there"),
        ("../repository/shop/assets.toml", "holds a part `.` or `..`"),
    ],
)
def test_a_pattern_that_cannot_be_used_says_why(pattern: str, reason: str, tree: GitTree) -> None:
    with pytest.raises(RefusedFileError) as refused:
        tree.matching(pattern)

    assert reason in refused.value.reason


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("absent.txt", "is not there"),
        ("link.toml", "is a link, a folder or something else than a plain file"),
        ("linked/first.toml", "is not there"),
        ("/etc/passwd", "is absolute; it must start inside the project"),
        ("brand", "is not there"),
    ],
)
def test_what_is_no_file_of_the_project_is_refused(path: str, reason: str, tree: GitTree) -> None:
    with pytest.raises(RefusedFileError) as refused:
        tree.read(path, limit=100)

    assert refused.value.reason == reason
    assert not tree.has(path)


def test_a_source_is_known_by_its_bytes(tree: GitTree) -> None:
    found = tree.look("brand/logo.png")

    assert (found.digest, found.size) == (digest_bytes(b"picture"), 7)
    assert found.media.type == "image/png"


def test_a_source_in_large_file_storage_is_known_by_what_its_pointer_names(tree: GitTree) -> None:
    found = tree.look("brand/large.png")

    assert (found.digest, found.size) == (f"sha256:{'a' * 64}", 12345)
