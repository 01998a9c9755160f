"""The file of a saved plan: nothing else is written over, and nothing endless is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from assetforge.adapters.plan_file import MOST_BYTES, read_plan_file, write_plan_file
from assetforge.core.errors import StorageError, UsageError


def is_plan(data: bytes) -> bool:
    return data.startswith(b"plan")


def test_a_plan_is_written_whole_and_read_back(tmp_path: Path) -> None:
    place = tmp_path / "plan.json"

    write_plan_file(str(place), "plan 1", is_plan)

    assert read_plan_file(str(place)) == b"plan 1"
    assert [path.name for path in tmp_path.iterdir()] == ["plan.json"]


@pytest.mark.parametrize("there", [b"", b"plan 1"])
def test_an_older_plan_and_an_empty_file_give_way(there: bytes, tmp_path: Path) -> None:
    place = tmp_path / "plan.json"
    place.write_bytes(there)

    write_plan_file(str(place), "plan 2", is_plan)

    assert place.read_bytes() == b"plan 2"


def test_what_is_no_plan_is_not_written_over(tmp_path: Path) -> None:
    place = tmp_path / "assets.toml"
    place.write_bytes(b"version = 1")

    with pytest.raises(UsageError, match="is there already and is no saved plan"):
        write_plan_file(str(place), "plan 1", is_plan)

    assert place.read_bytes() == b"version = 1"


@pytest.mark.parametrize("text", ["version = 1", "plan" + "x" * MOST_BYTES])
def test_what_could_not_be_read_back_is_not_written(text: str, tmp_path: Path) -> None:
    place = tmp_path / "plan.json"

    with pytest.raises(UsageError, match="is larger than a saved plan may be"):
        write_plan_file(str(place), text, is_plan)

    assert not place.exists()


def test_a_plan_that_is_not_there_is_a_mistake_of_the_command_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no saved plan at"):
        read_plan_file(str(tmp_path / "plan.json"))


def test_a_folder_is_a_mistake_of_the_command_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder or a device, and no saved plan"):
        read_plan_file(str(tmp_path))


def test_what_is_longer_than_any_plan_is_not_read(tmp_path: Path) -> None:
    place = tmp_path / "plan.json"
    with place.open("wb") as file:
        file.truncate(MOST_BYTES + 1)  # a hole: it takes no room

    with pytest.raises(UsageError, match="is longer than any plan: 64 MiB"):
        read_plan_file(str(place))


def test_no_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "plan.json").symlink_to(tmp_path / "elsewhere")
    place = str(tmp_path / "plan.json")

    with pytest.raises(StorageError):
        read_plan_file(place)
    with pytest.raises(StorageError):
        write_plan_file(place, "plan 1", is_plan)

    assert not (tmp_path / "elsewhere").exists()


def test_where_nothing_can_be_written_the_disk_is_named(tmp_path: Path) -> None:
    (tmp_path / "nowhere").write_bytes(b"")  # a file, where a folder is needed

    with pytest.raises(StorageError, match="nowhere"):
        write_plan_file(str(tmp_path / "nowhere" / "plan.json"), "plan 1", is_plan)


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null"])
def test_what_is_no_file_is_not_read_as_one(path: str) -> None:
    if not Path(path).exists():
        pytest.skip("this system has no such device")

    with pytest.raises((StorageError, UsageError)):
        read_plan_file(path)
