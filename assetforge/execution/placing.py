"""Placing: the finished file goes to its path, and nothing that only lay there is lost.

result ─▶ same format? ─yes─▶ whose bytes lie there? ─ours or none─▶ secure them ─▶ place
              └─no─▶ convert ─┘                      └─a person's──▶ leave them as they are

Before bytes of ours are overwritten or removed they are in the store, with their record: an output
of a fresh clone may be the only copy of something that was paid for.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from assetforge.core.errors import AssetforgeError, DamagedError
from assetforge.core.paths import fold
from assetforge.lock.model import Entry, InputRef, Made
from assetforge.plan.fingerprint import KEY_SCHEMA, transcode_key
from assetforge.plan.output import entry_of, is_ours, target
from assetforge.providers.instruction import Piece

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.digest import Digest
    from assetforge.core.media import Blob
    from assetforge.execution.ports import World
    from assetforge.execution.results import Results
    from assetforge.graph.model import Graph
    from assetforge.lock.model import Lock
    from assetforge.plan.build import Planner
    from assetforge.plan.model import Step
    from assetforge.plan.output import Target


class Placing:
    """Puts the files of one run in their places."""

    def __init__(self, graph: Graph, planner: Planner, world: World, results: Results) -> None:
        self._graph, self._planner, self._world = graph, planner, world
        self._results = results
        self._moved: dict[str, Entry] = {}  # address → where its file was before

    async def place(self, step: Step, made: Made, done: Mapping[str, Step]) -> tuple[Step, Entry]:
        """Put a result in its place, unless a person edited what lies there.

        Raises:
            AssetforgeError: its bytes cannot be had, or the disk refused.
        """
        entry, goal = self._planner.lock.entries.get(step.address), self._goal(step, made)
        other = entry_of(made, entry, self._planner.by_key)
        gone = self._planner.lock.displaced.get(step.address)  # the lock forgets it after this
        for each in (entry, None if other is entry else other, gone):
            if each is not None:
                await self._secure(each, each.output)
        is_foreign = self._is_foreign(step, goal)
        if goal.file is None or not (is_foreign or self._lies_right(goal)):
            made, file, path = await self._file(step, made, done)
            goal = replace(self._goal(step, made), file=file)
            is_foreign = self._is_foreign(step, goal)  # somebody may have edited it meanwhile
            if not is_foreign and not self._lies_right(goal):
                await self._put(goal, path)
        if entry is not None and fold(entry.output) != fold(goal.path):
            self._moved[step.address] = entry
        transcoded = None if goal.file == made.result else goal.file
        made = _named_as(step, made)
        placed = Entry(made=made, output=goal.path, transcoded=transcoded)
        return replace(step, made=made, output=goal.path, is_edited=is_foreign), placed

    async def clear(self, lock: Lock) -> dict[str, AssetforgeError]:
        """Remove the files at paths that assets had before, where they still are ours.

        For the end of a run: outputs may have swapped their places. Returns what could not go.
        """
        taken = taken_paths(self._graph, lock.entries)
        failures: dict[str, AssetforgeError] = {}
        for address, entry in self._moved.items():
            if fold(entry.output) not in taken:
                try:
                    await self._world.outputs.discard(entry.output, entry.file.digest)
                except AssetforgeError as error:
                    failures[address] = error
        return failures

    def _goal(self, step: Step, made: Made) -> Target:
        own = self._planner.lock.entries.get(step.address)
        entry = entry_of(made, own, self._planner.by_key)
        return target(self._graph.assets[step.address], made, entry, self._world.facts)

    def _lies_right(self, goal: Target) -> bool:
        return goal.file is not None and self._lying(goal) == goal.file.digest

    def _lying(self, goal: Target) -> Digest | None:
        return self._world.facts.output(goal.path)

    def _is_foreign(self, step: Step, goal: Target) -> bool:
        lies = self._lying(goal)
        if lies is None or step.address in self._planner.asked:
            return False
        return not is_ours(lies, goal, self._planner.owners, self._world.facts)

    async def _file(
        self, step: Step, made: Made, done: Mapping[str, Step]
    ) -> tuple[Made, Blob, str]:
        """Find the bytes that belong at the path, converted where its name asks for that."""
        goal, store = self._goal(step, made), self._world.store
        if goal.converts_to is None:
            made, path = await self._results.whole(step, made, done)
            return made, made.result, path
        if goal.file is not None:
            with suppress(DamagedError):  # then it is converted again, free of charge
                return made, goal.file, await store.fetch(goal.file, goal.path)
        made, path = await self._results.whole(step, made, done)
        file = await self._converted(made, path, goal.converts_to)
        return made, file, await store.fetch(file, goal.path)

    async def _converted(self, made: Made, source: str, media_type: str) -> Blob:
        """Convert a result to another format, and keep that too."""
        path = await self._world.store.stage()
        media = await self._world.workshop.convert(source, path, media_type)
        blob = await self._world.store.keep(Piece(path=path, media=media))
        origin = InputRef(name=made.provider, by="content", digest=made.result.digest)
        converted = Made(
            key=transcode_key(made.result.digest, media_type), key_schema=KEY_SCHEMA,
            kind="derive", provider="local", model=None, request={"to": media_type},
            inputs=(origin,), result=blob,
        )  # fmt: skip
        await self._world.store.record(converted)
        return blob

    async def _put(self, goal: Target, path: str) -> None:
        lies = self._lying(goal)
        owner = None if lies is None else self._planner.owners.get(lies)
        if owner is not None:
            await self._secure(owner, goal.path)
        await self._world.outputs.place(path, goal.path)

    async def _secure(self, entry: Entry, path: str) -> None:
        """See that the store can give back a locked result whose file may go from this path."""
        facts, store, made = self._world.facts, self._world.store, entry.made.as_ordered
        for blob in (made.result, entry.file):
            if not facts.holds(blob.digest) and facts.output(path) == blob.digest:
                await store.fetch(blob, path)
        if facts.holds(made.result.digest) and not self._is_recorded(made.key):
            await store.record(made)

    def _is_recorded(self, key: Digest) -> bool:
        try:
            return self._world.facts.made(key) is not None
        except DamagedError:
            return False  # the lock has what it said, so it is written again


def taken_paths(graph: Graph, entries: Mapping[str, Entry]) -> dict[str, str]:
    """Name, folded, the files that sources and these entries lie in, each with its address.

    Whatever lay there before belongs to them now, and is not to be removed.
    """
    sources = {fold(asset.stem): asset.address for asset in graph if asset.kind == "source"}
    return {fold(entry.output): address for address, entry in entries.items()} | sources


def _named_as(step: Step, made: Made) -> Made:
    """Name the inputs as this asset does: the work may have been done for another one."""
    return made if step.ask.inputs is None else replace(made, inputs=step.ask.inputs)
