"""Waiting that may be given up, and work that may not.

unless_left   a long wait, until somebody says that the build is being left
unbroken      a step that must come to its end once it began, whoever cancels it meanwhile
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from assetforge.execution.ports import Clock

T = TypeVar("T")


class LeftError(Exception):
    """The work was given up before its end; what it began has been told to stop, and did."""


async def unless_left(leaving: asyncio.Event, work: Coroutine[object, object, T]) -> T:
    """Work until it is done, or given up.

    Raises:
        LeftError: it was given up.
    """
    task, alarm = asyncio.ensure_future(work), asyncio.ensure_future(leaving.wait())
    try:
        await asyncio.wait((task, alarm), return_when=asyncio.FIRST_COMPLETED)
    finally:
        alarm.cancel()
        if not task.done():
            task.cancel()
        await asyncio.wait((task, alarm))
        _hear(task)
    if task.cancelled():
        raise LeftError
    return task.result()


async def unbroken(work: Coroutine[object, object, T]) -> T:
    """Work to the end. Who cancels this meanwhile is obeyed once the work is done."""
    task = asyncio.ensure_future(work)
    is_cancelled = False
    while not task.done():
        try:
            await asyncio.wait((task,))
        except asyncio.CancelledError:
            is_cancelled = True
    if is_cancelled:
        with suppress(Exception):  # nobody is left to be told
            task.result()
        raise asyncio.CancelledError
    return task.result()


async def sleep_unless(event: asyncio.Event, clock: Clock, seconds: float) -> None:
    """Sleep, or wake when an event comes first."""
    with suppress(LeftError):
        await unless_left(event, _slept(clock, seconds))


async def _slept(clock: Clock, seconds: float) -> None:
    await clock.sleep(max(seconds, 0))


def _hear(task: asyncio.Future[T]) -> None:
    """Take note of how a task ended, so that asyncio does not complain that nobody asked."""
    if not task.cancelled():
        task.exception()
