"""Results: having work done, each piece once, and finding what was made whole again.

inputs, read and found right ─▶ conversation ─▶ staged bytes ─▶ blob ─▶ store record ─▶ Made
                             └▶ what a service makes: the buyer does all of it

Work that several steps of one run ask for in the same words is done once.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import TYPE_CHECKING

from assetforge.core.errors import CredentialsError, DamagedError, MakingError
from assetforge.core.tags import trained_models
from assetforge.execution.dossier import Dossier
from assetforge.execution.drive import drive
from assetforge.execution.purchase import Bought, Given, Wish
from assetforge.lock.model import Made
from assetforge.plan.fingerprint import KEY_SCHEMA
from assetforge.providers.instruction import Piece, Render
from assetforge.providers.protocol import Input, Origin, Request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.digest import Digest
    from assetforge.core.media import Blob
    from assetforge.execution.buyer import Buyer
    from assetforge.execution.ports import World
    from assetforge.graph.model import Graph
    from assetforge.lock.model import TrainedRef
    from assetforge.plan.build import Planner
    from assetforge.plan.model import Step
    from assetforge.providers.instruction import Instruction, Reply
    from assetforge.providers.protocol import Result


class Results:
    """What a run makes and what it finds made."""

    def __init__(
        self, graph: Graph, planner: Planner, world: World, buyer: Buyer | None = None
    ) -> None:
        self._graph, self._planner, self._world = graph, planner, world
        self._buyer = buyer
        self._fresh: dict[Digest, Made] = {}
        self._bought: dict[Digest, Bought] = {}
        self._makers: dict[Digest, str] = {}  # key → address of the step that made it
        self._turns: defaultdict[Digest, asyncio.Lock] = defaultdict(asyncio.Lock)

    def is_anothers(self, step: Step) -> bool:
        """Say whether this run made a step's result for another step."""
        return step.key is not None and self._makers.get(step.key) != step.address

    def remarks(self, step: Step) -> tuple[tuple[str, ...], bool]:
        """Tell what a person should know of what was bought, and whether it is far too little.

        Too little it can only be where a person named the resolution: a default promises nothing.
        """
        bought = self._bought.get(step.key) if step.key else None
        if bought is None or self.is_anothers(step):
            return (), False
        is_named = "resolution" in self._graph.assets[step.address].written
        return bought.remarks, bought.is_short and is_named

    def is_local(self, step: Step) -> bool:
        """Say whether a step's work is free and repeatable here."""
        return self._planner.market.offers[step.ask.provider].is_local

    async def make(self, step: Step, done: Mapping[str, Step]) -> Made:
        """Have a step's work done, unless this run did it for another step already.

        Raises:
            AssetforgeError: it could not be done; the error says what that cost.
        """
        assert step.key is not None, "inputs are there by now"
        async with self._turns[step.key]:
            if step.key not in self._fresh:
                self._fresh[step.key] = await self._made(step, step.key, done)
                bought = self._bought.get(step.key)
                is_ours = bought is None or not bought.is_anothers
                self._makers[step.key] = step.address if is_ours else ""
        return self._fresh[step.key]

    async def close(self, step: Step) -> None:
        """End the attempt that brought a result, where a crash came before that was written."""
        if self._buyer is not None and self._buyer.sells(step.ask.provider):
            assert step.key is not None, "what is made has a key"
            await self._buyer.close(step.address, step.key)

    async def whole(self, step: Step, made: Made, done: Mapping[str, Step]) -> tuple[Made, str]:
        """Find a result with a path to its bytes; local work that is damaged is done again.

        Raises:
            DamagedError: paid work is damaged or lost, and no file here heals it.
        """
        try:
            return made, await self._fetched(step, made.result)
        except DamagedError as error:
            if not self.is_local(step):
                return made, await self._fetched_again(step, made, error)
        again = await self.make(step, done)
        return again, await self._world.store.fetch(again.result, step.output)

    async def _fetched_again(self, step: Step, made: Made, error: DamagedError) -> str:
        """Have lost bytes of paid work brought by its service once more."""
        if not self._planner.market.can_refetch(made):
            raise _lost(step.address, error) from error
        if self._buyer is None or not self._buyer.sells(made.provider):
            raise _no_key_to_fetch(step.address, made) from error
        if not await self._buyer.fetch_again(step.address, made):
            raise _lost(step.address, error, f", and {made.provider} no longer has it") from error
        return await self._world.store.fetch(made.result, step.output)

    async def _made(self, step: Step, key: Digest, done: Mapping[str, Step]) -> Made:
        if self._buyer is not None and self._buyer.sells(step.ask.provider):
            self._bought[key] = await self._buyer.buy(self._wish(step, key, done))
            return self._bought[key].made
        if step.ask.provider in self._planner.market.services:
            raise _no_access(step)
        given = await self._gathered(step, done)
        result = await self._conversed(_request(step, given.inputs), step.ask.provider, given.paths)
        assert step.ask.inputs is not None, "inputs are there by now"
        made = Made(
            key=key, key_schema=KEY_SCHEMA, kind=step.ask.kind, provider=step.ask.provider,
            model=step.ask.model, request=step.ask.request, inputs=step.ask.inputs,
            result=await self._world.store.keep(result.piece), job_id=result.job_id,
            result_id=result.result_id, url=result.url, charged=result.charged,
            estimated=None if self.is_local(step) else step.cost,
        )  # fmt: skip
        await self._world.store.record(made)
        return made

    async def _conversed(self, request: Request, provider: str, paths: tuple[str, ...]) -> Result:
        async def play(instruction: Instruction) -> Reply:
            assert isinstance(instruction, Render), "only local work is played here"
            path = await self._world.store.stage()
            media = await self._world.workshop.render(instruction.drawing, paths, path)
            return Piece(path=path, media=media)

        return await drive(self._world.providers[provider].start(request), play)

    def _wish(self, step: Step, key: Digest, done: Mapping[str, Step]) -> Wish:
        assert step.ask.inputs is not None, "inputs are there by now"
        names = self._graph.inputs(step.address)
        dossier = Dossier(
            key=key, key_schema=KEY_SCHEMA, kind=step.ask.kind, provider=step.ask.provider,
            model=step.ask.model, params=step.ask.request, refs=step.ask.inputs,
            inputs=tuple(self._known(name, done) for name in names), estimated=step.cost,
            trained=self._trained(step), place=step.ask.place,
            replaces=self._replaced(step, key),
        )  # fmt: skip
        return Wish(
            address=step.address, dossier=dossier, gather=lambda: self._gathered(step, done),
            is_anew=step.address in self._planner.asked,
            is_agreed=not (step.is_ordered and step.cost.is_free),
        )  # fmt: skip

    def _replaced(self, step: Step, key: Digest) -> Digest | None:
        """Find the result whose place a new one is to take."""
        entry = self._planner.lock.entries.get(step.address)
        if entry is not None and entry.made.key == key:
            return entry.made.result.digest
        if step.address not in self._planner.asked:
            return None
        other = self._planner.by_key.get(key)
        made = self._recorded(key) if other is None else other.made
        return None if made is None else made.result.digest

    def _trained(self, step: Step) -> tuple[TrainedRef, ...]:
        """Find the trained models that its prompts name; what was ordered before is paid for."""
        provider, roll = step.ask.provider, self._world.roll
        tags = trained_models(provider, step.ask.request)
        flaw = next((found for found in (roll.flaw(provider, tag) for tag in tags) if found), "")
        if flaw and not step.is_ordered:
            raise _misled(step, flaw)
        return roll.models(provider, tags)

    async def _gathered(self, step: Step, done: Mapping[str, Step]) -> Given:
        """Read a step's inputs, in role order."""
        sources = [await self._source(name, done) for name in self._graph.inputs(step.address)]
        return Given(
            inputs=tuple(source for source, _ in sources),
            paths=tuple(path for _, path in sources),
            public=frozenset(step.shares),
        )

    def _known(self, name: str, done: Mapping[str, Step]) -> Input:
        """Describe an input as it is known without reading it."""
        if self._graph.assets[name].kind == "source":
            blob = self._world.facts.source(name)
            return Input(name=name, media=blob.media, digest=blob.digest)
        made = done[name].made
        assert made is not None, "an input is finished before it is used"
        return Input(
            name=name, media=made.result.media, digest=made.result.digest,
            origin=self._origin(made),
        )  # fmt: skip

    def _origin(self, made: Made) -> Origin | None:
        """Say who made an input: by our own record of these bytes, else by the lock, as planned."""
        if self._buyer is None or not self._buyer.sells(made.provider):
            return None
        key = made.as_ordered.key
        own = self._fresh.get(key) or self._recorded(key)
        if own is None or own.result.digest != made.result.digest:
            own = self._planner.locked(made)
        if own is None:
            return None
        return Origin(provider=own.provider, kind=own.kind, result_id=own.result_id, url=own.url)

    def _recorded(self, key: Digest) -> Made | None:
        try:
            return self._world.facts.made(key)
        except DamagedError:
            return None  # then its bytes are used

    async def _source(self, name: str, done: Mapping[str, Step]) -> tuple[Input, str]:
        """Find an input's bytes, read and found right just now."""
        asset = self._graph.assets[name]
        if asset.kind == "source":
            blob = self._world.facts.source(name)
            path = await self._world.sources.fetch(asset.stem, blob)
            return Input(name=name, media=blob.media, digest=blob.digest), path
        step = done[name]
        assert step.made is not None, "an input is finished before it is used"
        made, path = await self.whole(step, step.made, done)
        origin = self._origin(made)
        blob = made.result
        return Input(name=name, media=blob.media, digest=blob.digest, origin=origin), path

    async def _fetched(self, step: Step, blob: Blob) -> str:
        """Read a result; what heals it is the output file, here or where it was before."""
        try:
            return await self._world.store.fetch(blob, step.output)
        except DamagedError:
            output = self._former_output(step, blob)
            if output is None:
                raise
        return await self._world.store.fetch(blob, output)

    def _former_output(self, step: Step, blob: Blob) -> str | None:
        """Find the file in which a result still lies: the asset's own, or that of another name."""
        own = self._planner.lock.entries.get(step.address)
        other = None if step.key is None else self._planner.by_key.get(step.key)
        paths = (entry.output for entry in (own, other) if entry is not None)
        return next((path for path in paths if self._world.facts.output(path) == blob.digest), None)


def _request(step: Step, inputs: tuple[Input, ...]) -> Request:
    return Request(
        address=step.address, kind=step.ask.kind, model=step.ask.model, params=step.ask.request,
        inputs=inputs,
    )  # fmt: skip


def _misled(step: Step, flaw: str) -> MakingError:
    return MakingError(
        f"`{step.address}` was not ordered: {flaw}",
        next_step="Mend the prompt, or write `@@` for an at-sign; `assetforge models --online` "
        "lists the trained models that there are.",
    )


def _no_access(step: Step) -> CredentialsError:
    return CredentialsError(
        f"`{step.address}` cannot be ordered: there is no key for {step.ask.provider}",
        next_step=f"Set the key for {step.ask.provider}, then run `assetforge build` again.",
    )


def _no_key_to_fetch(address: str, made: Made) -> CredentialsError:
    return CredentialsError(
        f"the bytes of `{address}` are gone here, and there is no key to ask {made.provider} for "
        "them",
        next_step=f"Set the key for {made.provider}, then run `assetforge build` again: fetching "
        "them costs nothing.",
    )


def _lost(address: str, error: DamagedError, elsewhere: str = "") -> DamagedError:
    return DamagedError(
        f"the result of `{address}` cannot be used: {error.what}{elsewhere}",
        cost="It was paid for. Nothing was spent now.",
        next_step=f"Put its output file or its stored bytes back from a copy, or run `assetforge "
        f"build --replace {address}`: it is made again, and paid for again.",
    )
