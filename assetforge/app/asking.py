"""Asking services what only they can tell. It is free: nothing here can place an order.

    open_inquiry ─▶ Inquiry ── hear(provider, talk) ──▶ what the talk ends with
                       └ the wires, the pace and the retries of a build, and nothing else of it

Nothing is written: the ledger, the turns and the answers of synchronous calls stay closed.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final, TypeVar

from assetforge.adapters.clock import SystemClock
from assetforge.app.jobs import state_of
from assetforge.app.money_places import money_places
from assetforge.app.offers import registry
from assetforge.app.trade import Purse, open_desk, require_keys
from assetforge.execution.calls import Calls
from assetforge.execution.drive import drive
from assetforge.execution.pace import Pace
from assetforge.providers.instruction import Ask

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterable

    from assetforge.execution.desk import Desk
    from assetforge.execution.ports import Clock
    from assetforge.providers.conversation import Talk
    from assetforge.providers.instruction import Answer, Instruction

T = TypeVar("T")
PATIENCE: Final = 30.0  # seconds for one question, with its repeats


class Inquiry:
    """Asks the services that there is a key for."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._clock = clock
        self._calls = {
            name: Calls(
                registry().services[name], desk.wires[name], Pace(terms, clock, desk.chance),
                clock, desk.chance,
            )
            for name, terms in desk.terms.items()
        }  # fmt: skip

    def reaches(self, provider: str) -> bool:
        """Say whether there is a key to ask this service with."""
        return provider in self._calls

    async def hear(self, provider: str, talk: Talk[T]) -> T:
        """Play a talk that consists of free questions, and return what it ends with.

        Raises:
            AssetforgeError: the service does not answer, or refuses.
        """

        async def play(instruction: Instruction) -> Answer:
            assert isinstance(instruction, Ask), "an inquiry sends nothing but free questions"
            return await self.ask(provider, instruction)

        return await drive(talk, play)

    async def ask(self, provider: str, question: Ask) -> Answer:
        """Send one free question; raises as `hear`."""
        return await self._calls[provider].ask(question, until=self._clock.now() + PATIENCE)


def scratch_of(manifest: str | None) -> str:
    """Name the folder for what may be lost: of the project here, or else of this user.

    Raises:
        UsageError: the manifest that was named is not there.
    """
    return str(state_of(manifest) or money_places().folder)


@asynccontextmanager
async def open_inquiry(state: str, needed: Iterable[str] = ()) -> AsyncGenerator[Inquiry]:
    """Open what asking needs; `needed` are services that there must be a key for.

    Raises:
        CredentialsError: a key is missing, or what stands in the environment cannot be one.
    """
    require_keys(needed)
    clock = SystemClock()
    async with open_desk(Purse(project="", state=state), clock) as desk:
        yield Inquiry(desk, clock)
