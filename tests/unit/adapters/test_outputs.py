"""Outputs: placed whole and inside the project, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assetforge.adapters.outputs import Outputs
from assetforge.core.digest import digest_bytes
from assetforge.core.errors import StorageError


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    return folder


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "outside"
    folder.mkdir()
    return folder


@pytest.fixture
def source(tmp_path: Path) -> str:
    path = tmp_path / "blob"
    path.write_bytes(b"picture")
    path.chmod(0o444)
    return str(path)


@pytest.fixture(params=[True, False], ids=["walks", "plain"])
def outputs(root: Path, request: pytest.FixtureRequest) -> Outputs:
    return Outputs(str(root), walks=bool(request.param))


def leftovers(folder: Path) -> list[Path]:
    return list(folder.rglob(".assetforge-*"))


def test_an_output_is_placed_with_the_folders_it_needs(
    outputs: Outputs, root: Path, source: str
) -> None:
    placed = outputs.place(source, "assets/de/hero.png")

    assert (root / "assets/de/hero.png").read_bytes() == b"picture"
    assert (placed.digest, placed.size) == (digest_bytes(b"picture"), 7)
    assert leftovers(root) == []


def test_an_output_is_a_copy_that_can_be_edited(outputs: Outputs, root: Path, source: str) -> None:
    outputs.place(source, "hero.png")

    (root / "hero.png").write_bytes(b"edited!")

    assert Path(source).read_bytes() == b"picture"


def test_an_output_is_placed_over_the_one_before(outputs: Outputs, root: Path, source: str) -> None:
    (root / "hero.png").write_bytes(b"an older and longer picture")

    outputs.place(source, "hero.png")

    assert (root / "hero.png").read_bytes() == b"picture"


def test_what_was_placed_is_what_is_seen(outputs: Outputs, source: str) -> None:
    placed = outputs.place(source, "assets/hero.png")

    assert outputs.state("assets/hero.png") == placed
    assert outputs.stamp("assets/hero.png") == placed.stamp


@pytest.mark.parametrize("output", ["hero.png", "assets/hero.png"])
def test_nothing_is_seen_where_nothing_is(outputs: Outputs, root: Path, output: str) -> None:
    assert outputs.state(output) is None
    assert outputs.stamp(output) is None
    assert list(root.iterdir()) == []


def test_a_known_stamp_saves_the_reading(outputs: Outputs, root: Path, source: str) -> None:
    placed = outputs.place(source, "hero.png")
    (root / "hero.png").chmod(0o000)

    changed = outputs.stamp("hero.png")

    assert changed != placed.stamp  # its time of change tells
    assert outputs.state("hero.png", placed) != placed


def test_what_is_known_is_returned_as_it_is(outputs: Outputs, source: str) -> None:
    placed = outputs.place(source, "hero.png")

    assert outputs.state("hero.png", placed) is placed


def test_an_edit_of_the_same_length_and_time_is_noticed(
    outputs: Outputs, root: Path, source: str
) -> None:
    placed = outputs.place(source, "hero.png")
    before = (root / "hero.png").stat()
    (root / "hero.png").unlink()
    (root / "hero.png").write_bytes(b"Picture")
    os.utime(root / "hero.png", ns=(before.st_atime_ns, before.st_mtime_ns))

    state = outputs.state("hero.png", placed)

    assert state is not None
    assert state.digest == digest_bytes(b"Picture")


@pytest.mark.parametrize(
    "output",
    ["../hero.png", "/hero.png", "a/../../hero.png", "", ".git/x.png", "a//b.png", "a\0b.png"],
)
def test_a_path_that_is_none_of_the_project_is_refused(
    outputs: Outputs, tmp_path: Path, source: str, output: str
) -> None:
    before = sorted(tmp_path.rglob("*"))

    with pytest.raises(StorageError, match="the path"):
        outputs.place(source, output)
    with pytest.raises(StorageError, match="the path"):
        outputs.state(output)

    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("obstacle", "named"),
    [
        ("link-to-folder", "`assets` is a link or something else than a plain folder"),
        ("loose-link", "`assets` is a link or something else than a plain folder"),
        ("file", "`assets` is a link or something else than a plain folder"),
        ("link-to-file", "`assets/hero.png` is a link or something else than a plain file"),
        ("folder", "`assets/hero.png` is a link or something else than a plain file"),
        ("pipe", "`assets/hero.png` is a link or something else than a plain file"),
    ],
)
def test_what_is_in_the_way_is_named_and_left_alone(
    outputs: Outputs, tmp_path: Path, source: str, obstacle: str, named: str
) -> None:
    put(obstacle, tmp_path / "project", tmp_path / "outside")

    with pytest.raises(StorageError) as placing:
        outputs.place(source, "assets/hero.png")
    with pytest.raises(StorageError) as looking:
        outputs.state("assets/hero.png")

    for caught in (placing, looking):
        assert named in caught.value.what
        assert "give the asset another `output`" in caught.value.next_step
    assert (tmp_path / "outside" / "victim.png").read_bytes() == b"victim"
    assert [path.name for path in (tmp_path / "outside").iterdir()] == ["victim.png"]
    assert leftovers(tmp_path / "project") == []


def put(obstacle: str, root: Path, outside: Path) -> None:
    outside.mkdir()
    (outside / "victim.png").write_bytes(b"victim")
    assets = root / "assets"
    if obstacle == "file":
        assets.write_bytes(b"file")
        return
    if obstacle in {"link-to-folder", "loose-link"}:
        assets.symlink_to(outside if obstacle == "link-to-folder" else outside / "absent")
        return
    assets.mkdir()
    if obstacle == "link-to-file":
        (assets / "hero.png").symlink_to(outside / "victim.png")
    elif obstacle == "pipe":
        os.mkfifo(assets / "hero.png")
    else:
        (assets / "hero.png").mkdir()


def test_a_failed_write_leaves_the_old_output_and_nothing_else(
    outputs: Outputs, root: Path, tmp_path: Path
) -> None:
    (root / "hero.png").write_bytes(b"old")

    with pytest.raises(StorageError):
        outputs.place(str(tmp_path), "hero.png")  # a folder has no bytes to copy

    assert (root / "hero.png").read_bytes() == b"old"
    assert leftovers(root) == []


def test_what_killed_runs_left_half_written_is_swept_up(
    outputs: Outputs, root: Path, source: str
) -> None:
    outputs.place(source, "assets/hero.png")
    (root / "assets" / ".assetforge-output-0123456789abcdef").write_bytes(b"half")
    (root / "assets" / ".assetforge-other-0123456789abcdef").write_bytes(b"half")
    (root / "assets" / ".mine").write_bytes(b"mine")

    swept = outputs.sweep(["assets/hero.png", "assets/logo.png", "absent/x.png", "y.png"])

    assert swept == 1
    assert sorted(path.name for path in (root / "assets").iterdir()) == [
        ".assetforge-other-0123456789abcdef",
        ".mine",
        "hero.png",
    ]


@pytest.mark.parametrize(
    ("content", "is_gone", "is_there"),
    [(b"picture", True, False), (b"edited!", False, True), (None, True, False)],
)
def test_only_what_is_still_ours_is_discarded(
    outputs: Outputs, root: Path, content: bytes | None, *, is_gone: bool, is_there: bool
) -> None:
    if content is not None:
        (root / "hero.png").write_bytes(content)

    assert outputs.discard("hero.png", digest_bytes(b"picture")) == is_gone
    assert (root / "hero.png").exists() == is_there


def test_a_link_is_not_discarded(outputs: Outputs, root: Path, outside: Path) -> None:
    (outside / "hero.png").write_bytes(b"picture")
    (root / "assets").symlink_to(outside)

    with pytest.raises(StorageError, match="is a link"):
        outputs.discard("assets/hero.png", digest_bytes(b"picture"))

    assert (outside / "hero.png").exists()
