from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters import call_spool
from assetforge.adapters.call_spool import Spool
from assetforge.core.errors import StorageError
from assetforge.execution.delivery import LostAnswerError, NotSentError
from tests.unit.adapters.spooled import ANSWER, INTENT, begun, made_spool

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    return made_spool(tmp_path)


def names(spool: Spool) -> set[str]:
    return {path.suffix for path in spool.folder.iterdir()}


def test_nothing_is_known_of_a_call_that_was_never_begun(spool: Spool) -> None:
    assert spool.end(INTENT) is None

    begun(spool)

    assert spool.end(INTENT) is None


def test_a_call_that_still_waits_was_not_sent(spool: Spool) -> None:
    begun(spool, "waiting")

    assert isinstance(spool.end(INTENT), NotSentError)


def test_a_call_that_was_being_sent_is_lost(spool: Spool) -> None:
    begun(spool, "waiting", "sending")

    assert isinstance(spool.end(INTENT), LostAnswerError)


def test_a_word_that_nobody_wrote_means_that_it_may_have_been_sent(spool: Spool) -> None:
    begun(spool, "waiting")
    spool.call_file(INTENT).write_text("wailing", encoding="utf-8")

    assert isinstance(spool.end(INTENT), LostAnswerError)


def test_a_call_that_waits_can_be_revoked(spool: Spool) -> None:
    begun(spool, "waiting")
    assert spool.is_waiting(INTENT)

    assert spool.revoke(INTENT)

    assert not spool.is_waiting(INTENT)
    assert isinstance(spool.end(INTENT), NotSentError)


def test_a_call_that_is_being_sent_cannot_be_revoked_any_more(spool: Spool) -> None:
    begun(spool, "waiting", "sending")

    assert spool.revoke(INTENT)

    assert isinstance(spool.end(INTENT), LostAnswerError)


def test_a_call_that_somebody_is_at_is_not_revoked(spool: Spool) -> None:
    lock = spool.lock(INTENT)
    assert lock is not None

    assert not spool.revoke(INTENT)

    lock.release()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows passes no descriptors on")
def test_a_lock_that_was_passed_on_is_adopted(spool: Spool) -> None:
    lock = spool.lock(INTENT)
    assert lock is not None

    assert spool.adopt(INTENT, lock.descriptor) == lock.descriptor
    assert spool.adopt(INTENT, None) is None

    lock.release()
    assert spool.adopt(INTENT, None) is not None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows passes no descriptors on")
def test_a_descriptor_that_came_without_its_lock_is_locked_or_refused(spool: Spool) -> None:
    lock = spool.lock(INTENT)
    assert lock is not None
    bare = os.open(spool.call_file(INTENT), os.O_RDWR)

    assert spool.adopt(INTENT, bare) is None
    lock.release()
    assert spool.adopt(INTENT, bare) == bare

    os.close(bare)


def test_an_answer_is_kept_whole(spool: Spool) -> None:
    begun(spool, "waiting", "sending")
    spool.set_aside(INTENT)

    spool.keep(INTENT, ANSWER)

    assert spool.end(INTENT) == ANSWER
    assert names(spool) == {".call", ".done"}


def test_a_failure_is_kept_too_and_another_try_begins_without_it(spool: Spool) -> None:
    begun(spool, "waiting", "sending")
    spool.keep(INTENT, NotSentError("nobody listens"))
    end = spool.end(INTENT)
    assert isinstance(end, NotSentError)
    assert end.why == "nobody listens"

    begun(spool, "waiting")

    assert names(spool) == {".call"}


def test_room_for_the_answer_is_set_aside_before(spool: Spool) -> None:
    spool.set_aside(INTENT)

    (part,) = spool.folder.iterdir()
    expected = call_spool.ROOM if sys.platform == "linux" else 0
    assert part.stat().st_size == expected


def test_a_disk_without_room_is_told_before_anything_is_sent(
    spool: Spool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "posix_fallocate", failing(errno.ENOSPC), raising=False)

    with pytest.raises(OSError, match="No space left"):
        spool.set_aside(INTENT)


def test_a_disk_that_sets_nothing_aside_will_do(
    spool: Spool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "posix_fallocate", failing(errno.EOPNOTSUPP), raising=False)

    spool.set_aside(INTENT)

    assert names(spool) == {".part"}


def failing(number: int) -> object:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def test_what_is_forgotten_is_gone(spool: Spool) -> None:
    begun(spool, "waiting", "sending")
    spool.keep(INTENT, ANSWER)

    spool.forget(INTENT)
    spool.forget(INTENT)

    assert names(spool) == set()
    assert spool.end(INTENT) is None


def test_a_lock_is_held_once(spool: Spool) -> None:
    first = spool.lock(INTENT)
    assert first is not None

    assert spool.lock(INTENT) is None

    first.release()
    again = spool.lock(INTENT)
    assert again is not None
    again.release()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_everything_is_its_owners_alone(spool: Spool) -> None:
    begun(spool, "waiting", "sending")
    spool.keep(INTENT, ANSWER)
    spool.set_aside("b" * 26)

    modes = {stat.S_IMODE(path.stat().st_mode) for path in spool.folder.iterdir()}

    assert modes == {0o600}
    assert stat.S_IMODE(spool.folder.stat().st_mode) == 0o700


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_a_folder_that_was_open_to_others_is_closed(tmp_path: Path) -> None:
    (tmp_path / "spool").mkdir(mode=0o755)

    Spool(tmp_path / "spool").make()

    assert stat.S_IMODE((tmp_path / "spool").stat().st_mode) == 0o700


def test_a_link_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "spool").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(StorageError, match="a link is in the way"):
        Spool(tmp_path / "spool").make()


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "spool").write_bytes(b"")

    with pytest.raises(StorageError, match="of another kind"):
        Spool(tmp_path / "spool").make()


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root gives away")
def test_somebody_elses_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "spool").mkdir()
    os.chown(tmp_path / "spool", 65534, 65534)

    with pytest.raises(StorageError, match="forbidden"):
        Spool(tmp_path / "spool").make()


@pytest.mark.parametrize("suffix", ["call", "part", "done", "failed"])
def test_links_in_the_place_of_files_are_not_followed(
    spool: Spool, tmp_path: Path, suffix: str
) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    (spool.folder / f"{INTENT}.{suffix}").symlink_to(victim)

    for deed in (
        lambda: spool.lock(INTENT),
        lambda: spool.set_aside(INTENT),
        lambda: spool.keep(INTENT, ANSWER),
        lambda: spool.end(INTENT),
        lambda: spool.forget(INTENT),
    ):
        with suppress(OSError, StorageError):
            deed()

    assert victim.read_bytes() == b"precious"


@pytest.mark.parametrize(
    "intent", ["", "../../etc/passwd", "A" * 26, "a" * 25, "a" * 27, "a/" * 13]
)
def test_only_the_name_of_an_attempt_enters_a_path(spool: Spool, intent: str) -> None:
    for deed in (spool.lock, spool.set_aside, spool.end, spool.forget, spool.call_file):
        with pytest.raises(ValueError, match="not the name of an attempt"):
            deed(intent)


def test_an_answer_that_cannot_be_read_is_no_missing_one(spool: Spool) -> None:
    begun(spool, "waiting", "sending")
    (spool.folder / f"{INTENT}.done").mkdir()

    with pytest.raises(StorageError, match="cannot read"):
        spool.end(INTENT)


def test_an_answer_beyond_all_bounds_is_not_read(
    spool: Spool, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(spool, "waiting", "sending")
    spool.keep(INTENT, ANSWER)
    monkeypatch.setattr(call_spool, "MOST_BYTES", 10)

    end = spool.end(INTENT)

    assert isinstance(end, LostAnswerError)
    assert "too large" in end.why
