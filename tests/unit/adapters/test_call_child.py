from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.call_child import MEMORY, carry_out
from assetforge.adapters.call_errand import Errand
from assetforge.adapters.call_spool import Spool
from assetforge.core.secret import Secret
from assetforge.execution.delivery import LostAnswerError, NotSentError
from assetforge.providers.instruction import Answer, Call
from tests.fakes.call_service import PICTURE, CallService

if TYPE_CHECKING:
    from collections.abc import Iterator

INTENT = "a" * 26


@pytest.fixture
def service() -> Iterator[CallService]:
    with CallService() as made:
        yield made


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    made = Spool(tmp_path / "spool")
    made.make()
    begin(made)
    return made


def begin(spool: Spool) -> None:
    lock = spool.lock(INTENT)
    assert lock is not None
    assert lock.descriptor is not None
    spool.begin(INTENT, lock.descriptor)
    lock.release()


def carried_out(
    spool: Spool, origin: str, *, path: str = "/v1/images/generations", seconds: float = 60
) -> object:
    call = Call(method="POST", path=path, body={"prompt": "a bottle"})
    lock = spool.lock(INTENT)
    errand = Errand(
        intent=INTENT, provider="letta", origin=origin, call=call, files=(), seconds=seconds,
        spool=str(spool.folder), lock=None if lock is None else lock.descriptor,
    )  # fmt: skip
    asyncio.run(carry_out(errand, Secret("canary")))
    if lock is not None:
        lock.release()
    return spool.end(INTENT)


def test_an_answer_is_kept(spool: Spool, service: CallService) -> None:
    end = carried_out(spool, service.open().origin)

    assert isinstance(end, Answer)
    assert (end.status, end.body) == (200, PICTURE)


def test_a_service_that_is_not_there_got_nothing(spool: Spool, service: CallService) -> None:
    end = carried_out(spool, service.origin)

    assert isinstance(end, NotSentError)
    assert end.is_worth_repeating


def test_a_service_that_hangs_up_may_have_got_it(spool: Spool, service: CallService) -> None:
    service.loses = True

    assert isinstance(carried_out(spool, service.open().origin), LostAnswerError)


def test_an_answer_that_takes_too_long_is_lost(spool: Spool, service: CallService) -> None:
    service.seconds = 1

    end = carried_out(spool, service.open().origin, seconds=0.3)

    assert isinstance(end, LostAnswerError)
    assert end.why == "no answer came within 0.3 s"


@pytest.mark.parametrize("origin", ["ftp://elsewhere", "http://93.184.216.34", ""])
def test_an_origin_that_cannot_be_used_gets_nothing(spool: Spool, origin: str) -> None:
    end = carried_out(spool, origin)

    assert isinstance(end, NotSentError)
    assert not end.is_worth_repeating
    assert "UsageError" in end.why


def test_nothing_is_sent_without_room_for_the_answer(spool: Spool, service: CallService) -> None:
    (spool.folder / f"{INTENT}.part").mkdir()
    Thread(target=_cleared, args=(spool, 0.3), daemon=True).start()

    end = carried_out(spool, service.open().origin)

    assert service.prompts == []
    assert isinstance(end, NotSentError)
    assert not end.is_worth_repeating
    assert "IsADirectoryError" in end.why


def test_an_answer_waits_for_the_disk(spool: Spool, service: CallService) -> None:
    service.seconds = 0.3

    def spoil() -> None:
        while not service.prompts:
            time.sleep(0.01)
        (spool.folder / f"{INTENT}.part").unlink()
        (spool.folder / f"{INTENT}.part").mkdir()
        _cleared(spool, 0.6)

    Thread(target=spoil, daemon=True).start()
    end = carried_out(spool, service.open().origin)

    assert isinstance(end, Answer)
    assert len(service.prompts) == 1


def test_a_call_that_somebody_is_at_is_left_alone(spool: Spool, service: CallService) -> None:
    lock = spool.lock(INTENT)
    assert lock is not None

    carried_out(spool, service.open().origin)

    lock.release()
    assert service.prompts == []


def test_a_call_that_was_revoked_is_not_made(spool: Spool, service: CallService) -> None:
    assert spool.revoke(INTENT)

    end = carried_out(spool, service.open().origin)

    assert service.prompts == []
    assert isinstance(end, NotSentError)


def test_a_second_process_for_a_call_that_was_made_does_nothing(
    spool: Spool, service: CallService
) -> None:
    first = carried_out(spool, service.open().origin)

    second = carried_out(spool, service.origin)

    assert isinstance(first, Answer)
    assert first == second
    assert len(service.prompts) == 1


def test_the_words_of_an_unforeseen_error_reach_no_file(spool: Spool, service: CallService) -> None:
    end = carried_out(spool, service.open().origin, path="/canary\x00")

    assert isinstance(end, NotSentError | LostAnswerError)
    assert service.prompts == []
    assert all(b"canary" not in path.read_bytes() for path in spool.folder.iterdir())


def _cleared(spool: Spool, seconds: float) -> None:
    time.sleep(seconds)
    Path(spool.folder / f"{INTENT}.part").rmdir()


@pytest.mark.skipif(sys.platform != "linux", reason="the limits of other systems differ")
def test_the_process_bounds_its_memory() -> None:
    code = (
        "import resource, signal\n"
        "from assetforge.adapters import call_child\n"
        "call_child._shield()\n"
        "print(*map(resource.getrlimit, (resource.RLIMIT_AS, resource.RLIMIT_CORE)))\n"
    )

    child = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert child.stdout.startswith(f"({MEMORY}, ")
    assert child.stdout.endswith(" (0, 0)\n")
