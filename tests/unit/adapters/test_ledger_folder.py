"""The folder of the ledger: private, and known for what it lies on."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from assetforge.adapters.ledger_folder import is_remote, kind_of_mount, make_private_folder
from assetforge.core.errors import StorageError

MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:30 / /data rw master:2 shared:9 - nfs4 host:/export rw,vers=4.2
31 30 0:31 / /data/fast rw - xfs /dev/sdb rw
32 22 0:32 / /with\\040space rw - cifs //host/share rw
33 22 0:33 / /over rw - ext4 /dev/sdc rw
34 22 0:34 / /over rw - fuse.sshfs host: rw
nonsense
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/users/me", "ext4"),
        ("/data", "nfs4"),
        ("/data/me/state", "nfs4"),
        ("/data/fast/me", "xfs"),
        ("/database", "ext4"),
        ("/with space/me", "cifs"),
        ("/over/me", "fuse.sshfs"),
    ],
)
def test_the_nearest_mount_counts_and_of_two_the_later(folder: str, kind: str) -> None:
    assert kind_of_mount(Path(folder), MOUNTS) == kind


def test_nothing_is_known_where_nothing_is_listed() -> None:
    assert kind_of_mount(Path("/data"), "") == ""


def test_the_disk_of_the_tests_is_one_of_this_machine(tmp_path: Path) -> None:
    assert not is_remote(tmp_path)


def test_a_new_folder_is_private_and_those_above_are_made(tmp_path: Path) -> None:
    make_private_folder(tmp_path / "a" / "b")

    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o700


def test_a_folder_that_stands_stays_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)

    make_private_folder(tmp_path)

    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("mine")

    with pytest.raises(StorageError):
        make_private_folder(tmp_path / "state" / "assetforge")
