"""A repository as a project sees it: names, merge bases, files at a commit, shallow clones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.git_repository import HEAD, Repository, failed, find_repository
from assetforge.core.digest import digest_bytes
from assetforge.core.errors import AssetforgeError, UsageError
from tests.git_commands import commit_all, git

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make main and branch, which part at the second of main's three commits."""
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / "repository"
    (folder / "shop" / "brand").mkdir(parents=True)
    git(folder, "init", "-q")
    for name in ("first", "second"):
        (folder / "shop" / "assets.toml").write_text(name, encoding="utf-8")
        commit_all(folder, name)
    git(folder, "checkout", "-q", "-b", "branch")
    (folder / "shop" / "brand" / "lögo \n.png").write_bytes(b"\0logo")
    (folder / "shop" / "link").symlink_to("assets.toml")
    commit_all(folder, "mine")
    git(folder, "checkout", "-q", "main")
    (folder / "shop" / "assets.toml").write_text("third", encoding="utf-8")
    commit_all(folder, "third")
    git(folder, "checkout", "-q", "branch")
    return folder


def found(folder: Path) -> Repository:
    repository = find_repository(str(folder))
    assert repository is not None, "there is a repository"
    return repository


def known(repository: Repository, ref: str) -> str:
    commit = repository.commit(ref)
    assert commit is not None, f"{ref} is a commit"
    return commit


def test_a_project_may_lie_in_a_folder_of_its_repository(top: Path) -> None:
    assert (found(top).prefix, found(top / "shop").prefix) == ("", "shop/")
    assert not found(top).is_shallow


def test_a_folder_may_lie_in_no_repository(tmp_path: Path) -> None:
    assert find_repository(str(tmp_path)) is None


def test_a_repository_that_git_refuses_is_not_taken_for_none(top: Path) -> None:
    (top / ".git" / "config").write_text("[core\n", encoding="utf-8")

    with pytest.raises(AssetforgeError, match="does not look into this repository: bad config"):
        find_repository(str(top))


def test_a_commit_is_found_by_any_of_its_names(top: Path) -> None:
    git(top, "tag", "-a", "-m", "tag", "release")
    repository = found(top)

    assert repository.commit("branch") == repository.commit("HEAD") == repository.commit("release")
    assert repository.commit("main~1") != repository.commit("main")
    assert repository.commit("no-such-branch") is None
    assert repository.commit("HEAD:shop/assets.toml") is None


@pytest.mark.parametrize("ref", ["--all", "-n", "", "main\n--all", "main\0"])
def test_what_could_be_an_option_is_no_name(ref: str, top: Path) -> None:
    with pytest.raises(UsageError, match="is no name of a commit"):
        found(top).commit(ref)


def test_the_merge_base_is_where_two_branches_part(top: Path) -> None:
    repository = found(top)

    shared = repository.merge_base(known(repository, "main"), known(repository, "branch"))

    assert shared == repository.commit("main~1")


def test_branches_that_share_nothing_have_no_merge_base(top: Path) -> None:
    git(top, "checkout", "-q", "--orphan", "stranger")
    commit_all(top, "stranger")
    repository = found(top)

    shared = repository.merge_base(known(repository, "main"), known(repository, "stranger"))

    assert shared is None


def test_a_git_that_fails_is_not_taken_for_no_merge_base(top: Path) -> None:
    repository = found(top)

    with pytest.raises(AssetforgeError, match="`git merge-base` failed"):
        repository.merge_base("0" * 40, known(repository, "main"))


def test_a_shallow_clone_is_known_as_one(top: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", "--no-single-branch", f"file://{top}", "clone")
    clone = found(tmp_path / "clone")

    shared = clone.merge_base(known(clone, "origin/main"), known(clone, "HEAD"))

    assert clone.is_shallow
    assert shared is None


def test_files_are_listed_from_the_folder_and_read_in_one_go(top: Path) -> None:
    repository = found(top / "shop")

    items = repository.items(known(repository, "HEAD"))
    files = {path: item.object for path, item in items.items() if item.is_file}
    contents = repository.contents([*files.values(), *files.values()])

    assert {path: contents[name] for path, name in files.items()} == {
        "assets.toml": b"second", "brand/lögo \n.png": b"\0logo",
    }  # fmt: skip
    assert not items["link"].is_file
    assert repository.contents([]) == {}


def test_a_large_file_is_told_by_its_digest_and_its_beginning(top: Path) -> None:
    large = b"0123456789abcdef" * 200_000
    (top / "large").write_bytes(large)
    commit_all(top, "large")
    repository = found(top)

    content, head = repository.content(repository.items("HEAD")["large"].object)

    assert (content.digest, content.size) == (digest_bytes(large), len(large))
    assert head == large[:HEAD]


def test_a_folder_that_a_commit_does_not_have_is_empty(top: Path) -> None:
    (top / "new").mkdir()

    repository = found(top / "new")

    assert repository.items(known(repository, "HEAD")) == {}


def test_a_file_that_a_clone_lacks_is_not_taken_for_absent_and_not_fetched(
    top: Path, tmp_path: Path
) -> None:
    git(top, "config", "uploadpack.allowFilter", "true")
    words = ("clone", "-q", "--no-checkout", "--filter=blob:none")
    git(tmp_path, *words, f"file://{top}", "clone")
    clone = found(tmp_path / "clone")
    items = clone.items(known(clone, "HEAD"))

    with pytest.raises(AssetforgeError, match="lacks files") as refused:
        clone.contents([items["shop/assets.toml"].object])
    with pytest.raises(AssetforgeError, match="broke off"):
        clone.content(items["shop/assets.toml"].object)

    assert "--no-filter" in refused.value.next_step


def test_a_commit_that_cannot_be_listed_is_an_error(top: Path) -> None:
    with pytest.raises(AssetforgeError, match="`git ls-tree` failed"):
        found(top).items("0" * 40)


def test_a_failure_without_words_is_told_as_such() -> None:
    assert "it did not say why" in failed("blame", "").what


def test_a_git_folder_that_leads_nowhere_is_not_taken_for_none(tmp_path: Path) -> None:
    place = "gitdir: /nowhere (or any of the parent directories)\n"
    (tmp_path / ".git").write_text(place, encoding="utf-8")

    with pytest.raises(AssetforgeError, match="does not look into this repository: not a git"):
        find_repository(str(tmp_path))


def test_a_ref_in_full_is_that_one_whatever_else_has_its_name(top: Path) -> None:
    git(top, "tag", "main", "branch")
    git(top, "tag", "refs/remotes/origin/main", "branch")
    repository = found(top)

    assert repository.commit_at("refs/heads/main") == known(repository, "refs/heads/main")
    assert repository.commit_at("refs/heads/main", "~1") == known(repository, "refs/heads/main~1")
    assert repository.commit_at("refs/tags/main") == known(repository, "branch")
    assert repository.commit_at("refs/remotes/origin/main") is None
    assert repository.commit_at("refs/heads/main", "~99") is None


def test_a_symbolic_ref_is_followed_and_others_are_none(top: Path) -> None:
    git(top, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
    repository = found(top)

    assert repository.target("refs/remotes/origin/HEAD") == "refs/remotes/origin/main"
    assert repository.target("refs/heads/main") is None


def test_the_commits_since_another_are_listed(top: Path) -> None:
    repository = found(top)
    base, head = known(repository, "main~1"), known(repository, "branch")

    assert repository.since(base, head) == {head}
    with pytest.raises(AssetforgeError, match="rev-list"):
        repository.since("0" * 40, head)
