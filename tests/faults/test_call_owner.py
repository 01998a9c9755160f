"""Runs that begin a synchronous call are killed; each order is placed once and its answer found.

    python -m tests.faults.test_call_owner --count 200 --seed 1

Half of the runs are killed after some time, half at one of the lines of the owner's own code. Then
another run does what a build does: it collects, and calls again only where nothing was ever sent.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from assetforge.adapters.call_owner import Access, CallOwner
from assetforge.core.secret import Secret
from assetforge.execution.delivery import LostAnswerError, NotSentError
from assetforge.providers.instruction import Answer, Call
from tests.command_line import ROOT
from tests.fakes.call_service import PICTURE, CallService

if TYPE_CHECKING:
    from collections.abc import Sequence

KEY: Final = "canary-3f6c1e"
ANSWER_SECONDS: Final = 0.2
LONGEST: Final = 0.5  # seconds after which a run is killed; by then most have their answer
LINES: Final = 220  # of the owner that a run comes by
AT_ONCE: Final = 4
RUN: Final = """\
import asyncio, os, signal, sys, threading
from pathlib import Path
from assetforge.adapters.call_owner import Access, CallOwner
from assetforge.core.secret import Secret
from assetforge.providers.instruction import Call

spool, origin, intent, line = *sys.argv[1:4], int(sys.argv[4])
seen = 0

def count(frame, event, argument):
    global seen
    name = os.path.basename(frame.f_code.co_filename)
    if not name.startswith(("call_", "file_lock")):
        return None
    seen += event == "line"
    if seen == line:
        os.kill(os.getpid(), signal.SIGKILL)
    return count

owner = CallOwner(Path(spool), {"letta": Access(origin=origin, secret=Secret(os.environ["KEY"]))})
call = Call(method="POST", path="/v1/images/generations", body={"prompt": intent})
print(flush=True)
if line:
    threading.settrace(count)
    sys.settrace(count)
asyncio.run(owner.call(intent, "letta", call, ()))
"""
Fate: TypeAlias = "Answer | NotSentError | LostAnswerError | None"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kill:
    """When a run is killed: after some seconds, or at a line of the owner's code."""

    intent: str
    seconds: float = 0
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What became of the calls whose runs were killed."""

    killed: int  # runs that were still alive
    unsent: int  # calls that were proved never to have been sent
    answered: int
    orders: Sequence[object]  # prompts that the service got
    lost: int


def test_runs_that_are_killed_neither_lose_an_answer_nor_order_twice(tmp_path: Path) -> None:
    kills = chosen(20, random.Random(os.urandom(8)))  # noqa: S311 - they are in the message

    tally = tallied(tmp_path / "spool", kills)

    assert tally.killed > 10, "most are killed while they are at it"
    assert (tally.lost, tally.answered) == (0, len(kills)), kills
    assert sorted(map(str, tally.orders)) == sorted(kill.intent for kill in kills), kills


def chosen(count: int, chance: random.Random) -> Sequence[Kill]:
    names = [
        "".join(chance.choices("abcdefghijklmnopqrstuvwxyz234567", k=26)) for _ in range(count)
    ]
    return [
        Kill(intent=name, line=chance.randint(1, LINES))
        if number % 2
        else Kill(intent=name, seconds=chance.uniform(0, LONGEST))
        for number, name in enumerate(names)
    ]


def tallied(spool: Path, kills: Sequence[Kill]) -> Tally:
    with CallService() as service, ThreadPoolExecutor(AT_ONCE) as threads:
        service.seconds = ANSWER_SECONDS
        service.open()
        were_killed = list(threads.map(partial(was_killed, spool, service.origin), kills))
        assert service.keys <= {f"Bearer {KEY}"}, "another service than ours was asked"
        owner = CallOwner(spool, {"letta": Access(origin=service.origin, secret=Secret(KEY))})
        fates = [asyncio.run(fate(owner, kill.intent)) for kill in kills]
        answers = [asyncio.run(recovered(owner, kill.intent)) for kill in kills]
    answered = [each for each in answers if isinstance(each, Answer) and each.body == PICTURE]
    return Tally(
        killed=sum(were_killed), answered=len(answered), orders=service.prompts,
        unsent=sum(each is None or isinstance(each, NotSentError) for each in fates),
        lost=sum(isinstance(each, LostAnswerError) for each in answers),
    )  # fmt: skip


def was_killed(spool: Path, origin: str, kill: Kill) -> bool:
    words = [str(spool), origin, kill.intent, str(kill.line)]
    with subprocess.Popen(
        [sys.executable, "-c", RUN, *words],
        stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ, "KEY": KEY},
    ) as run:  # fmt: skip
        assert run.stdout is not None
        run.stdout.read(1)  # it is about to call
        try:
            run.wait(timeout=None if kill.line else kill.seconds)
        except subprocess.TimeoutExpired:
            run.kill()
    return run.returncode == -signal.SIGKILL


async def fate(owner: CallOwner, intent: str) -> Fate:
    try:
        return await owner.collect(intent)
    except (NotSentError, LostAnswerError) as failure:
        return failure


async def recovered(owner: CallOwner, intent: str) -> Fate:
    """Do what a build does with an attempt that another run left."""
    found = await fate(owner, intent)
    if isinstance(found, Answer | LostAnswerError):
        return found
    call = Call(method="POST", path="/v1/images/generations", body={"prompt": intent})
    return await owner.call(intent, "letta", call, ())


def main(words: Sequence[str] | None = None) -> int:
    """Kill as often as asked; return 1 if an answer was lost or an order placed twice."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.test_call_owner")
    parser.add_argument("--count", type=int, default=200, help="kills (200)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed, the same instants (1)")
    options = parser.parse_args(words)
    kills = chosen(options.count, random.Random(options.seed))  # noqa: S311 - repeatable
    with tempfile.TemporaryDirectory() as folder:
        tally = tallied(Path(folder, "spool"), kills)
    twice = len(tally.orders) - len(set(map(str, tally.orders)))
    sys.stdout.write(
        f"seed {options.seed}: {len(kills)} calls, {tally.killed} killed, {tally.unsent} unsent "
        f"by then, {len(tally.orders)} orders, {tally.answered} answers found, {tally.lost} lost, "
        f"{twice} twice\n"
    )
    return 1 if tally.lost or twice or tally.answered < len(kills) else 0


if __name__ == "__main__":
    sys.exit(main())
