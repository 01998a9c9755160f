from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import assetforge
from assetforge.adapters.call_errand import Errand
from assetforge.adapters.call_process import PROGRAM, start, tell
from assetforge.adapters.call_spool import Spool
from assetforge.core.secret import Secret
from assetforge.execution.delivery import NotSentError
from assetforge.providers.instruction import Answer, Call
from tests.fakes.call_service import CallService

if TYPE_CHECKING:
    from collections.abc import Iterator

INTENT = "a" * 26
PACKAGE = Path(assetforge.__file__).parent
CALL = Call(method="POST", path="/v1/images/generations", body={"prompt": "a bottle"})
SHOW_MODULES = "from assetforge.adapters.wire import HttpWire\nprint(*sys.modules)\n"
FROM_A_ZIP = """\
import asyncio, sys
from pathlib import Path
from assetforge.adapters.call_owner import Access, CallOwner
from assetforge.core.secret import Secret
from assetforge.providers.instruction import Call

assert ".zip" in Access.__init__.__globals__["__file__"]
owner = CallOwner(Path(sys.argv[1]), {"letta": Access(origin=sys.argv[2], secret=Secret("key"))})
call = Call(method="POST", path="/v1/images/generations", body={"prompt": "a bottle"})
print(asyncio.run(owner.call("a" * 26, "letta", call, ())).status)
"""


@pytest.fixture
def service() -> Iterator[CallService]:
    with CallService() as made:
        yield made.open()


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    made = Spool(tmp_path / "spool")
    made.make()
    lock = made.lock(INTENT)
    assert lock is not None
    assert lock.descriptor is not None
    made.begin(INTENT, lock.descriptor)
    lock.release()
    return made


def errand_of(spool: Spool, origin: str, lock: int | None) -> Errand:
    return Errand(
        intent=INTENT, provider="letta", origin=origin, call=CALL, files=(), seconds=60,
        spool=str(spool.folder), lock=lock,
    )  # fmt: skip


def test_a_process_makes_the_call_that_it_is_told(spool: Spool, service: CallService) -> None:
    lock = spool.lock(INTENT)
    assert lock is not None
    errand = errand_of(spool, service.origin, lock.descriptor)

    child = start(errand)
    lock.release()
    is_locked = spool.lock(INTENT) is None
    tell(child, errand, Secret("key"))
    code = child.wait()

    assert is_locked, "the child has inherited the lock"
    assert code == 0
    assert isinstance(spool.end(INTENT), Answer)
    assert service.keys == {"Bearer key"}


def test_a_process_that_is_told_nothing_sends_nothing(spool: Spool, service: CallService) -> None:
    child = start(errand_of(spool, service.origin, None))
    assert child.stdin is not None
    child.stdin.close()
    child.wait()

    assert service.prompts == []
    assert spool.is_waiting(INTENT)


def test_a_process_that_is_gone_is_told_in_vain(spool: Spool, service: CallService) -> None:
    errand = errand_of(spool, service.origin, None)
    child = start(errand)
    child.kill()
    child.wait()

    tell(child, errand, Secret("key"))

    assert service.prompts == []


def test_a_process_that_cannot_be_started_has_sent_nothing(tmp_path: Path) -> None:
    nowhere = Spool(tmp_path / "nowhere")

    with pytest.raises(NotSentError, match="no process could be started"):
        start(errand_of(nowhere, "https://api.letta.com", None))


def test_nothing_of_the_project_stands_in_for_the_standard_library(
    spool: Spool, service: CallService, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json", "asyncio", "typing", "sitecustomize", "httpx"):
        (spool.folder / f"{name}.py").write_text("raise SystemExit('taken in')", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(spool.folder))
    monkeypatch.chdir(spool.folder)
    errand = errand_of(spool, service.origin, None)

    child = start(errand)
    tell(child, errand, Secret("key"))
    child.wait()

    assert isinstance(spool.end(INTENT), Answer)


def test_a_process_loads_nothing_that_a_call_does_not_need() -> None:
    program = PROGRAM.replace("main()\n", SHOW_MODULES)

    shown = subprocess.run(
        [sys.executable, "-I", "-c", program],
        input=f"{PACKAGE.parent}\n".encode(), capture_output=True, check=True,
    ).stdout.decode().split()  # fmt: skip

    assert "httpx" in shown
    assert {"click", "networkx", "pydantic", "rich", "PIL", "diskcache"} & set(shown) == {"click"}
    assert "click.core" not in shown  # its name is there to say that it cannot be had


def test_assetforge_may_lie_in_a_zip(tmp_path: Path, service: CallService) -> None:
    archive = tmp_path / "assetforge.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in PACKAGE.rglob("*.py"):
            packed.write(path, path.relative_to(PACKAGE.parent))

    ended = subprocess.run(
        [sys.executable, "-c", FROM_A_ZIP, str(tmp_path / "spool"), service.origin],
        env={**os.environ, "PYTHONPATH": str(archive)}, cwd=tmp_path,
        capture_output=True, check=False,
    )  # fmt: skip

    assert (ended.stdout, ended.stderr) == (b"200\n", b"")
    assert service.prompts == ["a bottle"]
