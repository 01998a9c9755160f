"""Two sides of a diff, compared asset by asset."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from assetforge.core.credits import FREE
from assetforge.core.renames import address_now
from assetforge.plan.compare import Known, changes
from assetforge.plan.model import Reason
from assetforge.report.diff_model import AssetDiff
from assetforge.report.diff_reasons import (
    ask_changes,
    is_free,
    output_changes,
    source_changes,
    take_changes,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from assetforge.lock.model import Made
    from assetforge.manifest.model import Asset
    from assetforge.plan.model import Step
    from assetforge.report.diff_model import Change
    from assetforge.report.diff_state import DiffState


class DiffComparison:
    """What became of each asset between two sides."""

    def __init__(self, old: DiffState, new: DiffState) -> None:
        self._old, self._new = old, new

    @cached_property
    def own(self) -> Mapping[str, tuple[Reason, ...]]:
        """The assets that are new or whose own lines changed, with what changed in them."""
        found: dict[str, tuple[Reason, ...]] = {}
        for address, asset in self._new.assets.items():
            was = self._old.assets.get(self._was(address))
            if was is None:
                found[address] = ()
            elif reasons := tuple(self._own(was, asset)):
                found[address] = reasons
        return found

    @cached_property
    def causing(self) -> Mapping[str, tuple[Reason, ...]]:
        """The assets that others may have to be made for: new, defined otherwise, another take."""
        found: dict[str, tuple[Reason, ...]] = {}
        for address in self._new.assets:
            reasons = self.own.get(address)
            if address in self._takes:
                found[address] = self._takes[address]
            elif reasons is not None and not self._is_defined_so(address):
                paid = tuple(each for each in reasons if not is_free(each))
                if paid or not reasons:  # a new asset has none
                    found[address] = paid
        return found

    def assets(self) -> Iterator[AssetDiff]:
        """Compare every asset: those that are there, then by name those that are gone."""
        for asset in self._new.side.graph if self._new.side else ():
            yield self._compared(asset)
        for address in self._gone:
            yield AssetDiff(
                address=address, change="removed", before=self._old.work(address), after=None,
                users=self._old.users(address),
            )  # fmt: skip

    def _compared(self, asset: Asset) -> AssetDiff:
        address = asset.address
        change, step = self._change(address), self._new.steps.get(address)
        made = self._newly_blessed(address)
        return AssetDiff(
            address=address, change=change, before=self._old.work(self._was(address)),
            after=self._new.work(address), reasons=tuple(self._reasons(asset, change)),
            action=None if step is None else step.action, spend=FREE if step is None else step.cost,
            shares=() if step is None else step.shares,
            users=self._new.users(address), was_pending=self._old.is_pending(self._was(address)),
            moved_from=self._moved.get(address, ""),
            blessed=made.blessing.reasons if made and made.blessing else (),
            made_for=_made_for(made, step) if made and step else (),
        )  # fmt: skip

    def _change(self, address: str) -> Change:
        is_defined = self._is_defined_so(address)
        is_there = self._is_had(address) if is_defined else self._new.has_result(address)
        if self._was(address) not in self._old.assets:
            return "restored" if is_there else "added"
        if address in self._moved or not is_defined:
            return "restored" if is_there else "changed"
        if address in self.own or address in self._outdated:
            return "changed"  # where its file goes alone, or another take of an input
        is_other = self._old.result(address) != self._new.result(address)
        is_converted = self._old.file(address) != self._new.file(address)
        is_news = is_other or is_converted or self._newly_blessed(address) is not None
        return "restored" if is_there and is_news else "unchanged"

    def _newly_blessed(self, address: str) -> Made | None:
        """Give a result that was blessed, unless the base says the very same of it."""
        old, new = self._old.blessed(self._was(address)), self._new.blessed(address)
        is_known = old and new and (old.key, old.blessing) == (new.key, new.blessing)
        return None if is_known else new

    def _reasons(self, asset: Asset, change: Change) -> Iterator[Reason]:
        address = asset.address
        if change == "unchanged":
            yield from self._new.steps[address].reasons if self._new.is_pending(address) else ()
            return
        yield from self.own.get(address, ())
        if self._was(address) in self._old.assets and not self._is_defined_so(address):
            yield from self._inherited(asset)
        elif address in self._outdated:
            yield from self._new.steps[address].reasons

    def _inherited(self, asset: Asset) -> Iterator[Reason]:
        for name in dict.fromkeys(asset.inputs):
            if not self._is_defined_so(name):
                is_made = self._new.is_pending(name)
                yield Reason(why="upstream-made" if is_made else "input", upstream=name)

    def _own(self, old: Asset, new: Asset) -> Iterator[Reason]:
        before, after = self._old.side, self._new.side
        assert before is not None, "an asset of the base is on a side"
        assert after is not None, "an asset of this tree is on a side"
        address, was = new.address, old.address
        if old.kind == "source" and new.kind == "source":
            known = None if was in before.unknown else before.sources[was]
            yield from source_changes(old, new, known, after.sources[address])
        elif "source" in {old.kind, new.kind}:
            yield Reason(why="kind", old=old.kind, new=new.kind)
        else:
            if not self._is_defined_so(address):
                yield from ask_changes(self._old.steps[was].ask, self._new.steps[address].ask)
                yield from self._other_inputs(old, new)
            if address == was:  # else its file goes where its new name says
                yield from output_changes(old, new)

    def _other_inputs(self, old: Asset, new: Asset) -> Iterator[Reason]:
        """Name other inputs; one that only has another name now is none."""
        if tuple(map(self._was, new.inputs)) != old.inputs:
            yield Reason(why="inputs", old=list(old.inputs), new=list(new.inputs))

    def _is_defined_so(self, address: str) -> bool:
        """Say whether an asset asks for what it asked for, whatever its name was."""
        return self._old.definitions.get(self._was(address)) == self._new.definitions[address]

    @cached_property
    def _takes(self) -> Mapping[str, tuple[Reason, ...]]:
        """The assets that ask for what they asked for, and whose lock names another result."""
        found: dict[str, tuple[Reason, ...]] = {}
        for address in self._new.steps:
            old, new = self._old.result(self._was(address)), self._new.result(address)
            is_other = old is not None and new is not None and old != new
            if is_other and self._is_defined_so(address) and self._new.has_result(address):
                found[address] = tuple(take_changes(str(old), str(new)))
        return found

    @cached_property
    def _outdated(self) -> frozenset[str]:
        """The assets that were built, ask for the same, and have to be made for another take."""
        found: set[str] = set()
        for asset in self._new.side.graph if self._new.side else ():
            address = asset.address
            was = self._was(address)
            is_made_of_other = any(name in found or name in self._takes for name in asset.inputs)
            is_locked = self._new.result(address) is not None and was in self._old.assets
            is_due = self._new.is_pending(address) and not self._old.is_pending(was)
            if is_made_of_other and is_locked and is_due and self._is_defined_so(address):
                found.add(address)
        return frozenset(found)

    def _was(self, address: str) -> str:
        return self._moved.get(address, address)

    @cached_property
    def _gone(self) -> tuple[str, ...]:
        moved = frozenset(self._moved.values())
        left = self._old.assets.keys() - self._new.assets.keys() - moved
        return tuple(sorted(left))

    @cached_property
    def _moved(self) -> Mapping[str, str]:
        """New names and those that the assets had: as declared, else by what is asked for."""
        gone = self._old.assets.keys() - self._new.assets.keys()
        moved = dict(self._declared(gone))
        left = sorted(gone - frozenset(moved.values()), reverse=True)
        by_definition: dict[str, list[str]] = {}
        for address in left:
            by_definition.setdefault(self._old.definitions[address], []).append(address)
        for address in self._new.assets:
            known = by_definition.get(self._new.definitions[address], [])
            is_new = address not in self._old.assets and address not in moved
            if known and is_new and self._is_had(address):
                moved[address] = known.pop()
        return moved

    def _declared(self, gone: Iterable[str]) -> Iterator[tuple[str, str]]:
        """List the renames that the manifest declares, each new name before the one it replaces."""
        if self._new.side is None:
            return
        for address in sorted(gone, reverse=True):  # of two, the first by name counts
            now = address_now(address, self._new.side.moved)
            if now is not None and now in self._new.assets and now not in self._old.assets:
                yield now, address

    def _is_had(self, address: str) -> bool:
        """Say whether what an asset asks for is there, so that another name costs nothing."""
        return self._new.has_result(address) or self._new.assets[address].kind == "source"


def _made_for(made: Made, step: Step) -> tuple[Reason, ...]:
    known = tuple(Known(name=ref.name, ref=ref) for ref in step.ask.inputs or ())
    return changes(made.as_ordered, step.ask, known)
