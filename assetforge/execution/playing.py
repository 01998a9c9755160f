"""Playing the instructions of one conversation about paid work.

Submit                         given to whoever may spend
Await, Ask                     the service is asked
Share                          bytes become public, where the plan said so; refused elsewhere
Put, Fetch, Write              bytes go there or come here
Render                         the workshop, as for local work
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from assetforge.core.errors import AssetforgeError, DamagedError, MakingError
from assetforge.execution.delivery import WrongBytesError
from assetforge.execution.drive import drive
from assetforge.providers.instruction import (
    Accepted,
    Answer,
    Ask,
    Await,
    Expired,
    Fetch,
    Piece,
    Put,
    Render,
    Share,
    Shared,
    Submit,
    Write,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from assetforge.core.names import Kind
    from assetforge.execution.client import Client
    from assetforge.execution.purchase import Given
    from assetforge.execution.shop import Shop
    from assetforge.providers.instruction import Instruction, JobState, Reply

ASK_SECONDS: Final = 600  # for a free question on the way, as the shortest job may take
OPTIONAL_SECONDS: Final = 60  # for one that a result does not depend on

Order: TypeAlias = "Callable[[Submit], Awaitable[Accepted]]"
Finished: TypeAlias = "Callable[[JobState], Awaitable[None]]"


class JobFailedError(Exception):
    """The service says that a job came to nothing."""

    def __init__(self, state: JobState) -> None:
        super().__init__(state.reason or state.word)
        self.why = f"{state.word}: {state.reason}" if state.reason else state.word
        self.state = state


class Player:
    """Plays one conversation. Without `order` it cannot spend anything."""

    def __init__(
        self, client: Client, shop: Shop, work: tuple[Kind, str | None], given: Given
    ) -> None:
        self._client, self._shop, self._given = client, shop, given
        self._work = work  # kind and model
        self.order: Order | None = None
        self.finished: Finished | None = None  # told of each job that was waited for
        self.accepted_at: float | None = None  # by the clock; None: before this run
        self._names_urls = False  # whether there is a job that can be asked for its URL again
        self._is_renewed = False  # whether wrong bytes were asked for once more

    async def play(self, instruction: Instruction) -> Reply:
        """Do what a conversation says, and return what it is answered.

        Raises:
            JobFailedError: a job came to nothing.
            AssetforgeError: something else went wrong.
        """
        match instruction:
            case Submit():
                assert self.order is not None, "this conversation is free of charge"
                return await self.order(instruction)
            case Await(job=job):
                return await self._waited(await self._wait(instruction), job.id)
            case Ask():
                return await self._asked(instruction)
            case Share(input=place):
                return Shared(url=await self._share(place))
            case Put() | Fetch() | Write() | Render():
                return await self._carry(instruction)

    async def _asked(self, question: Ask) -> Answer:
        """Ask; what a result does not depend on may go wrong, and is asked for a while only."""
        patience = OPTIONAL_SECONDS if question.is_optional else ASK_SECONDS
        try:
            return await self._client.ask(question, until=self._shop.clock.now() + patience)
        except AssetforgeError as error:
            if not question.is_optional:
                raise
            return Answer(status=0, text=error.what)

    async def _wait(self, instruction: Await) -> JobState:
        self._names_urls = True
        (kind, model), now = self._work, self._shop.clock.now()
        since = now if self.accepted_at is None else self.accepted_at
        return await self._client.polling.wait(instruction.job, kind=kind, model=model, since=since)

    async def _waited(self, state: JobState, job: str) -> JobState:
        assert state.job.id == job, "who waits is told of the job that was asked for"
        if self.finished is not None:
            await self.finished(state)
        if state.phase == "failed":
            raise JobFailedError(state)
        return state

    async def _share(self, place: int) -> str:
        """Upload an input, unless this run did so for another step."""
        client, source = self._client, self._given.inputs[place]
        if client.service.publishes_inputs and source.name not in self._given.public:
            raise _not_said(source.name)
        async with client.sharing[source.digest]:
            if source.digest not in client.shared:
                talk = client.service.share(source.media, place)
                client.shared[source.digest] = await drive(talk, self.play)
        return client.shared[source.digest]

    async def _carry(self, instruction: Put | Fetch | Write | Render) -> Reply:
        """Bring bytes there, or have them here."""
        if isinstance(instruction, Put):
            path = self._given.paths[instruction.input]
            return await self._client.collecting.put(instruction, path, self._client.name)
        path = await self._shop.store.stage()
        match instruction:
            case Fetch():
                return await self._fetch(instruction, path)
            case Write(data=data):
                return await self._write(data, path)
            case Render(drawing=drawing):
                media = await self._shop.workshop.render(drawing, self._given.paths, path)
                return Piece(path=path, media=media)

    async def _fetch(self, fetch: Fetch, path: str) -> Piece | Expired:
        """Download a result. What comes wrong is asked for once more, by a fresh URL of its job."""
        try:
            media = await self._client.collecting.fetch(fetch, path, self._client.name)
        except DamagedError:
            if self._is_renewed:
                raise
            self._is_renewed = True
            return await self._fetched_anew(fetch)
        return media if isinstance(media, Expired) else Piece(path=path, media=media)

    async def _fetched_anew(self, fetch: Fetch) -> Piece | Expired:
        if self._names_urls:
            return Expired(status=0)  # nothing of use is there: the job may name another place
        return await self._fetch(fetch, await self._shop.store.stage())

    async def _write(self, data: bytes, path: str) -> Piece:
        desk = self._shop.desk
        assert desk.scribe is not None, "a service whose answers bring bytes needs a scribe"
        await desk.scribe.write(path, data)
        try:
            media = await desk.downloads.examine(path, is_film=False)
        except WrongBytesError as error:
            raise _no_picture(self._client.name, error.why) from error
        return Piece(path=path, media=media)


def _not_said(name: str) -> MakingError:
    return MakingError(
        f"it was not ordered: `{name}` would become publicly reachable for it, and the plan did "
        "not say so",
        next_step="Run `assetforge plan`: it names what becomes public. Where it does not name "
        f"`{name}`, build on the machine whose store has its record.",
    )


def _no_picture(name: str, why: str) -> DamagedError:
    return DamagedError(f"what {name} answered is no picture that can be used: {why}")
