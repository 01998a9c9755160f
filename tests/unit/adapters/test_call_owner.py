from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.call_owner import Access, CallOwner
from assetforge.core.errors import StorageError
from assetforge.core.secret import Secret
from assetforge.execution.delivery import LostAnswerError, NotSentError
from assetforge.providers.instruction import Answer, Call
from tests.fakes.call_service import PICTURE, CallService

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator

INTENT = "a" * 26
PNG = b"\x89PNG\r\n\x1a\n" + bytes(24)
KEY = "canary-5b1f"
CALL = Call(method="POST", path="/v1/images/generations", body={"prompt": "a bottle"})
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows processes as files")


@pytest.fixture
def service() -> Iterator[CallService]:
    with CallService() as made:
        yield made.open()


@pytest.fixture
def owner(tmp_path: Path, service: CallService) -> CallOwner:
    return owner_in(tmp_path, service)


def owner_in(tmp_path: Path, service: CallService, seconds: float = 60) -> CallOwner:
    access = Access(origin=service.origin, secret=Secret(KEY))
    return CallOwner(tmp_path / "spool", {"letta": access}, seconds=seconds)


@asynccontextmanager
async def under_way(owner: CallOwner, service: CallService) -> AsyncGenerator[int]:
    """Have a call made, and give the number of its process once the service has the order."""
    async with asyncio.TaskGroup() as group:
        task = group.create_task(owner.call(INTENT, "letta", CALL, ()))
        while not service.prompts:
            assert not task.done(), task
            await asyncio.sleep(0.01)
        yield child()


def child() -> int:
    """Find the one process that was started from here for a call."""
    found = [
        int(path.name)
        for path in Path("/proc").iterdir()
        if path.name.isdigit() and parent_of(path) == os.getpid() and b"call_child" in read(path)
    ]
    (number,) = found
    return number


def parent_of(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def read(process: Path) -> bytes:
    return (process / "cmdline").read_bytes()


@LINUX
def test_the_key_is_seen_nowhere_but_at_its_service(
    owner: CallOwner, service: CallService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LETTA_API_KEY", KEY)
    service.seconds = 0.5

    async def scene() -> list[bytes]:
        async with under_way(owner, service) as number:
            return shown(number)

    def shown(number: int) -> list[bytes]:
        process = Path("/proc", str(number))
        places = [process / "environ", process / "cmdline", *(tmp_path / "spool").iterdir()]
        return [place.read_bytes() for place in places]

    seen = asyncio.run(scene())

    assert service.keys == {f"Bearer {KEY}"}
    assert len(seen) == 4, "the environment, the arguments, .call and .part"
    assert b"PATH=" in seen[0]
    assert all(KEY.encode() not in each for each in seen)
    kept = [path.read_bytes() for path in (tmp_path / "spool").iterdir()]
    assert all(KEY.encode() not in each for each in kept)


def test_what_cannot_be_prepared_is_no_proof_of_anything(
    tmp_path: Path, service: CallService
) -> None:
    (tmp_path / "spool").write_text("no folder", encoding="utf-8")
    owner = owner_in(tmp_path, service)

    asyncio.run(owner.prepare(INTENT))

    (tmp_path / "spool").unlink()
    assert asyncio.run(owner.collect(INTENT)) is None


@LINUX
def test_no_signal_of_a_terminal_ends_a_call(owner: CallOwner, service: CallService) -> None:
    service.seconds = 0.5

    async def scene() -> int:
        async with under_way(owner, service) as number:
            for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                os.kill(number, each)
            return os.getsid(number)

    session = asyncio.run(scene())

    assert session != os.getsid(0)
    assert asyncio.run(owner.collect(INTENT)) is not None


@LINUX
def test_a_process_that_is_killed_takes_the_answer_with_it(
    owner: CallOwner, service: CallService
) -> None:
    service.seconds = 0.5

    async def scene() -> None:
        async with under_way(owner, service) as number:
            os.kill(number, signal.SIGKILL)

    with pytest.raises(ExceptionGroup) as raised:
        asyncio.run(scene())
    with pytest.raises(LostAnswerError, match="the process that waited for the answer was ended"):
        asyncio.run(owner.call(INTENT, "letta", CALL, ()))

    assert raised.group_contains(LostAnswerError)
    assert len(service.prompts) == 1


def test_a_call_has_an_end_in_any_case(tmp_path: Path, service: CallService) -> None:
    service.seconds = 1
    owner = owner_in(tmp_path, service, seconds=0.3)

    with pytest.raises(LostAnswerError, match=r"no answer came within 0\.3 s"):
        asyncio.run(owner.call(INTENT, "letta", CALL, ()))


def test_inputs_are_found_from_wherever_the_process_runs(
    owner: CallOwner, service: CallService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bottle.png").write_bytes(PNG)
    monkeypatch.chdir(tmp_path)
    call = Call(method="POST", path="/", body={"prompt": "a bottle"}, inline={"input_images": (0,)})

    answer = asyncio.run(owner.call(INTENT, "letta", call, ["bottle.png"]))

    assert answer.body == PICTURE
    assert len(service.prompts) == 1


def test_an_input_that_is_gone_keeps_a_call_from_being_sent(
    owner: CallOwner, service: CallService
) -> None:
    call = Call(method="POST", path="/", body={"prompt": "a bottle"}, inline={"input_images": (0,)})

    with pytest.raises(NotSentError, match="cannot be read"):
        asyncio.run(owner.call(INTENT, "letta", call, ["gone.png"]))

    assert service.prompts == []


def test_a_disk_that_takes_nothing_keeps_a_call_from_being_sent(
    tmp_path: Path, service: CallService
) -> None:
    (tmp_path / "spool").write_bytes(b"in the way")
    owner = owner_in(tmp_path, service)

    with pytest.raises(NotSentError, match="of another kind is in the way") as refused:
        asyncio.run(owner.call(INTENT, "letta", CALL, ()))

    assert not refused.value.is_worth_repeating
    assert service.prompts == []


def test_an_answer_that_cannot_be_read_keeps_a_call_from_being_sent_again(
    owner: CallOwner, service: CallService, tmp_path: Path
) -> None:
    asyncio.run(owner.call(INTENT, "letta", CALL, ()))
    (tmp_path / "spool" / f"{INTENT}.done").unlink()
    (tmp_path / "spool" / f"{INTENT}.done").mkdir()

    with pytest.raises(StorageError, match="cannot read"):
        asyncio.run(owner.call(INTENT, "letta", CALL, ()))
    with pytest.raises(StorageError, match="cannot read"):
        asyncio.run(owner.collect(INTENT))

    assert len(service.prompts) == 1


def test_an_unknown_provider_leaves_no_lock_behind(owner: CallOwner, service: CallService) -> None:
    with pytest.raises(KeyError):
        asyncio.run(owner.call(INTENT, "nobody", CALL, ()))

    answer = asyncio.run(owner.call(INTENT, "letta", CALL, ()))

    assert isinstance(answer, Answer)
    assert len(service.prompts) == 1
