"""The files that a project brings along: plain ones, inside it, or a reason why not."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from assetforge.adapters.project_files import ProjectFiles, RefusedFileError
from assetforge.core.digest import digest_bytes
from assetforge.core.errors import StorageError

OPEN_FILES = Path("/proc/self/fd")
NOT_THERE = "is not there"
NO_PLAIN_FILE = "is a link, a folder or something else than a plain file"
NOTHING = "means no file; hidden ones do not count, and upper and lower case differ"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.toml").write_bytes(b"secret")
    return folder


@pytest.fixture(params=[True, False], ids=["walks", "named"])
def files(root: Path, request: pytest.FixtureRequest) -> ProjectFiles:
    return ProjectFiles(str(root), walks=bool(request.param))


def put(root: Path, *paths: str) -> None:
    for path in paths:
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(path.encode())


def spoil(root: Path) -> None:
    """Put everything there that is no plain file of the project."""
    outside = root.parent / "outside"
    put(root, "file", "loop/a")
    (root / "folder.toml").mkdir()
    (root / "link.toml").symlink_to(outside / "secret.toml")
    (root / "loose.toml").symlink_to(outside / "absent")
    (root / "inner.toml").symlink_to(root / "file")
    (root / "linked").symlink_to(outside)
    (root / "loop" / "loop").symlink_to(root / "loop")
    os.mkfifo(root / "pipe.toml")


def test_a_file_is_read_up_to_one_byte_beyond_the_limit(root: Path, files: ProjectFiles) -> None:
    put(root, "brand/logo.png")

    assert files.read("brand/logo.png", limit=100) == b"brand/logo.png"
    assert files.read("brand/logo.png", limit=4) == b"brand"


def test_a_file_is_named_by_its_content(root: Path, files: ProjectFiles) -> None:
    put(root, "a.png")

    content = files.content("a.png")

    assert (content.digest, content.size) == (digest_bytes(b"a.png"), 5)
    assert Path(files.full_path("a.png")).read_bytes() == b"a.png"


def test_a_project_may_itself_be_reached_through_a_link(root: Path) -> None:
    put(root, "a.toml")
    (root.parent / "shortcut").symlink_to(root)

    files = ProjectFiles(str(root.parent / "shortcut"))

    assert files.read("a.toml", limit=9) == b"a.toml"
    assert files.matching("*.toml") == ("a.toml",)


REFUSED = [
    ("absent.toml", NOT_THERE),
    ("absent/a.toml", NOT_THERE),
    ("folder.toml", NO_PLAIN_FILE),
    ("pipe.toml", NO_PLAIN_FILE),
    ("link.toml", NO_PLAIN_FILE),
    ("loose.toml", NO_PLAIN_FILE),
    ("inner.toml", NO_PLAIN_FILE),
    ("linked/secret.toml", "is reached through `linked`, which is a link or no folder"),
    ("loop/loop/a", "is reached through `loop/loop`, which is a link or no folder"),
    ("file/a.toml", "is reached through `file`, which is a link or no folder"),
    ("../outside/secret.toml", "holds a part `.` or `..`"),
    (".git/config", "lies in a folder that belongs to a tool"),
    ("a/" * 120 + "a", "is longer than 240 bytes"),
    ("", "is empty"),
]


@pytest.mark.parametrize(("path", "reason"), REFUSED)
def test_anything_else_is_refused_with_its_reason(
    root: Path, files: ProjectFiles, path: str, reason: str
) -> None:
    spoil(root)

    for look in (
        lambda: files.read(path, limit=9), lambda: files.content(path),
        lambda: files.full_path(path), lambda: files.matching(path),
    ):  # fmt: skip
        with pytest.raises(RefusedFileError) as caught:
            look()

        assert caught.value.reason == reason


@pytest.mark.skipif(not OPEN_FILES.is_dir(), reason="this system does not list open files")
def test_a_refusal_leaves_no_file_open(root: Path, files: ProjectFiles) -> None:
    spoil(root)
    before = len(list(OPEN_FILES.iterdir()))

    for path, _ in REFUSED:
        with pytest.raises(RefusedFileError):
            files.read(path, limit=9)

    assert len(list(OPEN_FILES.iterdir())) == before


def test_a_deep_file_is_read(root: Path, files: ProjectFiles) -> None:
    path = "a/" * 118 + "a"
    put(root, path)

    assert files.read(path, limit=999) == path.encode()


def test_no_race_leads_a_read_outside(root: Path) -> None:
    """Somebody swaps the file and its folder for links as fast as they can."""
    put(root, "a/secret.toml")
    outside = root.parent / "outside"
    files, is_over = ProjectFiles(str(root)), threading.Event()

    def swap() -> None:
        while not is_over.is_set():
            (root / "a").rename(root / "b")
            (root / "a").symlink_to(outside)
            (root / "a").unlink()
            (root / "b").rename(root / "a")
            (root / "a/secret.toml").rename(root / "a/kept")
            (root / "a/secret.toml").symlink_to(outside / "secret.toml")
            (root / "a/kept").replace(root / "a/secret.toml")

    swapper = threading.Thread(target=swap)
    swapper.start()
    reads = set[bytes]()
    for _ in range(1500):
        with suppress(RefusedFileError, StorageError):
            reads.add(files.read("a/secret.toml", limit=99))
    is_over.set()
    swapper.join()

    assert reads == {b"a/secret.toml"}


@pytest.mark.parametrize(
    ("pattern", "paths"),
    [
        ("a.toml", ("a.toml",)),
        ("c/b.toml", ("c/b.toml",)),
        ("c/*.toml", ("c/a.toml", "c/b.toml")),
        ("**/*.toml", ("a.toml", "c/a.toml", "c/b.toml", "c/d/e.toml")),
        ("c/**", ("c/a.toml", "c/b.toml", "c/d/e.toml", "c/d/é.txt")),
        ("c/d/é*", ("c/d/é.txt",)),
    ],
)
def test_a_pattern_means_files_in_one_order(
    root: Path, files: ProjectFiles, pattern: str, paths: tuple[str, ...]
) -> None:
    put(
        root, "c/d/é.txt", "c/d/e.toml", "c/b.toml", "c/a.toml", "a.toml", ".git/x.toml",
        ".assetforge/memo.toml", "c/.draft.toml", "node_modules/n.toml",
    )  # fmt: skip
    (root / "x").mkdir()
    (root / "x" / "linked").symlink_to(root.parent / "outside")
    os.mkfifo(root / "c" / "pipe.toml")
    (root / "c" / "folder.toml").mkdir()

    assert files.matching(pattern) == paths


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("../*/secret.toml", "holds a part `.` or `..`"),
        ("absent/*.toml", "leads through the folder `absent`, which is not there"),
        ("linked/*.toml", "leads through the folder `linked`, which is a link or no folder"),
        ("linked/**", "leads through the folder `linked`, which is a link or no folder"),
        ("file/*.toml", "leads through the folder `file`, which is a link or no folder"),
        ("link*/*.toml", NOTHING),
        ("empty/*.toml", NOTHING),
        ("FIL*", NOTHING),
        ("pipe*.toml", NOTHING),
        ("folder*.toml", NOTHING),
        ("lin*.toml", f"means `link.toml` too, which {NO_PLAIN_FILE}"),
        ("a*/co*.toml", "means `a/con.toml` too, which holds the name of a device of Windows"),
        ("a/b*", "means `a/b\\c.toml` too, which holds a backslash; write `/` between its parts"),
        ("a/x*", "means `a/x\n.toml` too, which holds a control or hidden character"),
    ],
)
def test_a_pattern_that_would_lose_assets_is_refused(
    root: Path, files: ProjectFiles, pattern: str, reason: str
) -> None:
    spoil(root)
    (root / "empty").mkdir()
    put(root, "a/con.toml", "a/b\\c.toml", "a/x\n.toml")

    with pytest.raises(RefusedFileError) as caught:
        files.matching(pattern)

    assert caught.value.reason == reason


def test_a_disk_that_does_not_answer_is_no_missing_file(tmp_path: Path) -> None:
    (tmp_path / "project").write_bytes(b"a file where the folder was")
    files = ProjectFiles(str(tmp_path / "project"))

    for look in (
        lambda: files.read("a.toml", limit=9), lambda: files.content("a.toml"),
        lambda: files.full_path("a.toml"), lambda: files.matching("*.toml"),
    ):  # fmt: skip
        with pytest.raises(StorageError):
            look()
