"""The file of an event stream: what it may replace, and readers that are late, slow or gone."""

from __future__ import annotations

import errno
import os
import socket
import stat
import threading
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters import event_file
from assetforge.adapters.event_file import EventFile
from assetforge.adapters.known_keys import know
from assetforge.core.errors import BusyError, StorageError, UsageError
from assetforge.core.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FULL = 1 << 16  # bytes that a pipe holds at most


def is_ours(data: bytes) -> bool:
    return data.startswith(b"ours")


def written(place: Path, *lines: str) -> bytes:
    """Write lines into a file, and read what is in it then."""
    file = EventFile(str(place), is_ours)
    for line in lines:
        file.write(f"{line}\n")
    file.close()
    assert file.failure == ""
    return place.read_bytes()


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    place = tmp_path / "pipe"
    os.mkfifo(place)
    return place


@pytest.fixture
def reader(pipe: Path) -> Iterator[int]:
    """Open the pipe for reading, and read nothing unless a test does."""
    descriptor = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    yield descriptor
    os.close(descriptor)


def test_every_line_is_there_in_order(tmp_path: Path) -> None:
    lines = [f"line {number}" for number in range(3000)]

    assert written(tmp_path / "events", *lines).decode().splitlines() == lines


@pytest.mark.parametrize("there", [b"", b"ours, and much longer than what comes now\n"])
def test_an_older_stream_and_an_empty_file_give_way(there: bytes, tmp_path: Path) -> None:
    place = tmp_path / "events"
    place.write_bytes(there)

    assert written(place, "new") == b"new\n"


def test_who_writes_a_stream_is_not_written_over_until_that_is_done(tmp_path: Path) -> None:
    place = tmp_path / "events"
    first = EventFile(str(place), is_ours)
    first.write("ours, of the first\n")

    with pytest.raises(BusyError, match="another command is writing its events"):
        EventFile(str(place), is_ours)
    first.close()

    assert place.read_bytes() == b"ours, of the first\n"
    assert written(place, "new") == b"new\n"


def test_a_disk_without_locks_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_descriptor: int) -> bool:
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr(event_file, "try_lock", refuse)

    assert written(tmp_path / "events", "line") == b"line\n"


def test_what_is_no_stream_is_not_written_over(tmp_path: Path) -> None:
    place = tmp_path / "assets.toml"
    place.write_bytes(b"version = 1")

    with pytest.raises(UsageError, match="is there already and holds no events"):
        EventFile(str(place), is_ours)

    assert place.read_bytes() == b"version = 1"


@pytest.mark.parametrize("name", ["missing/events", "."])
def test_what_cannot_be_opened_is_said(name: str, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot open"):
        EventFile(str(tmp_path / name), is_ours)


def test_a_descriptor_of_the_shell_is_written_to(tmp_path: Path) -> None:
    descriptor = os.open(tmp_path / "events", os.O_WRONLY | os.O_CREAT)

    EventFile(f"/dev/fd/{descriptor}", is_ours).close()

    os.close(descriptor)


def test_a_descriptor_that_is_a_socket_is_written_to() -> None:
    """As a child of Node has it."""
    here, there = socket.socketpair()
    with here, there:
        there.settimeout(0.0)  # reads and writes wait for nothing

        file = EventFile(f"/dev/fd/{there.fileno()}", is_ours)
        file.write("line\n")
        file.close()

        assert file.failure == ""
        assert here.recv(FULL) == b"line\n"


def test_a_socket_by_name_is_refused_with_a_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket may only be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("s")

        with pytest.raises(UsageError, match="is a socket") as caught:
            EventFile("s", is_ours)

    assert "/dev/fd/3" in caught.value.next_step


def test_a_device_takes_it_all() -> None:
    file = EventFile(os.devnull, is_ours)
    file.write("line\n")
    file.close()

    assert file.failure == ""


def test_a_pipe_waits_for_its_reader(pipe: Path) -> None:
    found: list[bytes] = []
    late = threading.Timer(0.1, lambda: found.append(pipe.read_bytes()))
    late.start()

    file = EventFile(str(pipe), is_ours)
    file.write("line\n")
    file.close()
    late.join()

    assert found == [b"line\n"]


def test_a_pipe_that_nobody_reads_is_an_error(pipe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_file, "READER_SECONDS", 0.05)

    with pytest.raises(StorageError, match="nobody reads from the pipe"):
        EventFile(str(pipe), is_ours)


def test_a_reader_that_sleeps_holds_nobody_up_and_misses_only_what_is_spare(
    pipe: Path, reader: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_file, "MOST_LINES", 3)
    file = EventFile(str(pipe), is_ours)
    file.write("x" * FULL + "\n")  # the pipe is full now
    for number in range(10):
        file.write(f"spare {number}\n", is_spare=True)
        file.write(f"needed {number}\n")

    woken = threading.Thread(target=file.close)
    woken.start()
    lines = _read_to_the_end(reader, woken).decode().splitlines()[1:]

    assert [line for line in lines if line[0] == "n"] == [f"needed {n}" for n in range(10)]
    assert file.left_out == 10 - sum(line[0] == "s" for line in lines) > 5
    assert file.failure == ""


def test_a_reader_that_never_wakes_is_left_behind(pipe: Path, reader: int) -> None:
    file = EventFile(str(pipe), is_ours)
    file.write("x" * (FULL * 2))

    file.close(0.05)

    assert "does not read" in file.failure
    assert stat.S_ISFIFO(os.fstat(reader).st_mode)


def test_what_waits_has_an_end(pipe: Path, reader: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_file, "MOST_BYTES", 3 * FULL)
    file = EventFile(str(pipe), is_ours)
    for _ in range(5):
        file.write("x" * FULL)

    assert "wait for a reader" in file.failure
    os.set_blocking(reader, True)
    file.close(0.05)


def test_a_reader_that_goes_is_noticed_and_stops_nothing(pipe: Path) -> None:
    descriptor = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    file = EventFile(str(pipe), is_ours)
    os.close(descriptor)

    for _ in range(3):
        file.write("line\n")
    file.close()
    file.write("more\n")

    assert file.failure == "Broken pipe"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has such a device")  # noqa: PTH110 - no path object is wanted
def test_a_full_disk_is_noticed() -> None:
    file = EventFile("/dev/full", is_ours)
    file.write("line\n")
    file.close()

    assert file.failure == "No space left on device"


def test_a_key_never_gets_there(tmp_path: Path) -> None:
    know(Secret("canary-of-the-event-file"))

    assert written(tmp_path / "events", '{"a": "canary-of-the-event-file"}') == b'{"a": "***"}\n'


def _read_to_the_end(reader: int, woken: threading.Thread) -> bytes:
    data = b""
    while woken.is_alive():
        data += _rest(reader)
    return data + _rest(reader)


def _rest(reader: int) -> bytes:
    try:
        return os.read(reader, FULL)
    except BlockingIOError:
        return b""
