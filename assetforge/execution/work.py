"""Carrying out one step: fetch inputs, have it made, keep the bytes, put the file in its place.

    content first, then the record:   blob ─▶ store record ─▶ output file ─▶ lock

Nothing is ever concluded from the absence of a later part.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assetforge.core.errors import DamagedError
from assetforge.execution.drive import drive
from assetforge.lock.model import Entry, InputRef, Made
from assetforge.plan.fingerprint import KEY_SCHEMA, transcode_key
from assetforge.plan.output import target
from assetforge.providers.protocol import Input, Piece, Request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.digest import Digest
    from assetforge.core.media import Blob
    from assetforge.execution.ports import World
    from assetforge.graph.model import Graph
    from assetforge.manifest.model import Asset
    from assetforge.plan.build import Planner
    from assetforge.plan.model import Step
    from assetforge.plan.output import Target
    from assetforge.providers.protocol import Render


@dataclass(frozen=True, slots=True, kw_only=True)
class Craft:
    """How steps are carried out in one run."""

    graph: Graph
    planner: Planner
    world: World

    async def finish(self, step: Step, done: Mapping[str, Step]) -> tuple[Step, Entry]:
        """Carry a step out; return it as it turned out, and what the lock says of it.

        Raises:
            AssetforgeError: it could not be done; the error says what that cost.
        """
        step = await self._with_result(step, done)
        assert step.made is not None, "a finished step has a result"
        entry = self.planner.lock.entries.get(step.address)
        if step.action == "keep" and entry is not None and entry.made.key == step.made.key:
            return step, entry
        return step, await self._placed(step, step.made)

    async def _with_result(self, step: Step, done: Mapping[str, Step]) -> Step:
        if step.made is None or step.action in {"make", "derive"}:
            return replace(step, made=await self._make(step, done))
        if step.action == "restore":
            return replace(step, made=await self._intact(step, step.made, done))
        return step

    async def _intact(self, step: Step, made: Made, done: Mapping[str, Step]) -> Made:
        """Find the result whole; where it is not, local work is simply done again."""
        try:
            await self.world.store.fetch(made.result, step.output)
        except DamagedError:
            if not self._is_local(step):
                raise
            return await self._make(step, done)
        return made

    async def _make(self, step: Step, done: Mapping[str, Step]) -> Made:
        sources = [await self._source(name, done) for name in self._asset(step).inputs]
        request = Request(
            address=step.address, kind=step.ask.kind, model=step.ask.model,
            params=step.ask.request, inputs=tuple(given for given, _ in sources),
        )  # fmt: skip
        paths = tuple(path for _, path in sources)

        async def play(instruction: Render) -> Piece:
            path = await self.world.store.stage()
            media = await self.world.workshop.render(instruction.drawing, paths, path)
            return Piece(path=path, media=media)

        provider = self.world.providers[step.ask.provider]
        result = await drive(provider.start(request), play)
        assert step.key is not None, "inputs are there by now"
        assert step.ask.inputs is not None, "inputs are there by now"
        made = Made(
            key=step.key, key_schema=KEY_SCHEMA, kind=step.ask.kind, provider=step.ask.provider,
            model=step.ask.model, request=step.ask.request, inputs=step.ask.inputs,
            result=await self.world.store.keep(result.piece), job_id=result.job_id,
            result_id=result.result_id, url=result.url, charged=result.charged,
            estimated=None if self._is_local(step) else step.cost,
        )  # fmt: skip
        await self.world.store.record(made)
        return made

    async def _source(self, name: str, done: Mapping[str, Step]) -> tuple[Input, str]:
        """Find an input's bytes, read and found right just now."""
        asset = self.graph.assets[name]
        if asset.kind == "source":
            blob = self.world.facts.source(name)
            path = await self.world.sources.fetch(asset.stem, blob)
            return Input(name=name, media=blob.media), path
        step = done[name]
        assert step.made is not None, "an input is finished before it is used"
        made = await self._intact(step, step.made, done)
        path = await self.world.store.fetch(made.result, step.output)
        return Input(name=name, media=made.result.media), path

    async def _placed(self, step: Step, made: Made) -> Entry:
        """Put the file in its place, unless a person edited what lies there."""
        facts, entry = self.world.facts, self.planner.lock.entries.get(step.address)
        goal = target(self._asset(step), made, entry, facts)
        file = goal.file or await self._converted(made, goal)
        placed = Entry(
            made=made, output=goal.path, transcoded=None if file == made.result else file
        )
        lies = facts.output(goal.path)
        if lies == file.digest or self._is_foreign(step, lies, entry):
            return placed
        path = await self._file_path(made, file, goal)
        await self.world.outputs.place(path, goal.path)
        if entry is not None and entry.output != goal.path:
            await self.world.outputs.discard(entry.output, entry.file.digest)
        return placed

    def _is_foreign(self, step: Step, lies: Digest | None, entry: Entry | None) -> bool:
        if lies is None or step.address in self.planner.asked:
            return False
        if entry is not None and lies == entry.file.digest:
            return False
        return not self.world.facts.holds(lies)

    async def _file_path(self, made: Made, file: Blob, goal: Target) -> str:
        try:
            return await self.world.store.fetch(file, goal.path)
        except DamagedError:
            if goal.converts_to is None:
                raise
        return await self.world.store.fetch(await self._converted(made, goal), goal.path)

    async def _converted(self, made: Made, goal: Target) -> Blob:
        """Convert a result to the format its output declares, and keep that too."""
        assert goal.converts_to is not None, "only a target in another format is converted"
        source = await self.world.store.fetch(made.result, goal.path)
        path = await self.world.store.stage()
        media = await self.world.workshop.convert(source, path, goal.converts_to)
        blob = await self.world.store.keep(Piece(path=path, media=media))
        origin = InputRef(name=made.provider, by="content", digest=made.result.digest)
        converted = Made(
            key=transcode_key(made.result.digest, goal.converts_to), key_schema=KEY_SCHEMA,
            kind="derive", provider="local", model=None, request={"to": goal.converts_to},
            inputs=(origin,), result=blob,
        )  # fmt: skip
        await self.world.store.record(converted)
        return blob

    def _asset(self, step: Step) -> Asset:
        return self.graph.assets[step.address]

    def _is_local(self, step: Step) -> bool:
        return self.planner.market.offers[step.ask.provider].is_local
