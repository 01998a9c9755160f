"""The diff: what a change to a project makes of its assets, what it costs, and who causes that.

Diff ── about ──▶ compared with which commit, or why with none; the digest of the plan
  ├──── assets ─▶ AssetDiff: before and after, why, what a build would pay now
  ├──── causes ─▶ Cause: a change somebody wrote, the line it stands on, what follows from it
  └──── before, after, spend    credits by provider; those of two are never added

added      the base has no such asset
changed    it asks for something else, or is made from something that does, or was made from an
           older take of something
restored   added or changed, and its result is there: built in this branch, or moved
removed    the base has it, and the manifest no longer does
unchanged  as in the base; where the base was never built, a build still has to make it
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from assetforge.core.credits import FREE
from assetforge.plan.policy import NO_VERDICT
from assetforge.report.approval import Approval

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.credits import Credits
    from assetforge.core.digest import Digest
    from assetforge.core.media import Blob
    from assetforge.core.names import Kind
    from assetforge.graph.model import Graph
    from assetforge.lock.model import Lock
    from assetforge.plan.model import Action, Plan, Reason
    from assetforge.plan.policy import Verdict

PENDING: Final[frozenset[Action]] = frozenset({"make", "derive", "blocked"})
Change: TypeAlias = Literal["added", "changed", "restored", "removed", "unchanged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A project at one commit or in the working tree, and its plan by its own lock alone."""

    graph: Graph
    lock: Lock
    plan: Plan
    sources: Mapping[str, Blob]
    moved: Mapping[str, str] = field(default_factory=dict[str, str])  # old name → the next one
    unknown: frozenset[str] = frozenset()  # sources whose bytes cannot be read there


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """The commit that is compared with."""

    name: str  # the branch, tag or commit as it was named
    commit: str  # where this tree and that one parted


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is compared with what."""

    manifest: str  # path from the project's folder
    digest: Digest  # of the plan of this tree, for `build --approved`
    base: Base | None = None  # None: everything counts as new
    no_base: str = ""  # why there is none; a clause
    head: str | None = None  # the commit that this tree was checked out from


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What an asset asks for on one side, and what making it costs by the catalogue."""

    kind: Kind
    provider: str  # empty for a source
    model: str | None
    price: Credits
    picture: str | None = None  # https URL of its locked result, on a host of its provider


@dataclass(frozen=True, slots=True, kw_only=True)
class Unproven:
    """Two digests for one request: made twice, or one of them put there by hand."""

    locked: Digest  # what the lock of this tree says, and that of the base does not
    stored: Digest  # what the store of this machine has instead


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetDiff:
    """What becomes of one asset."""

    address: str
    change: Change
    before: Work | None  # None: the base has no such asset
    after: Work | None  # None: it was removed
    reasons: tuple[Reason, ...] = ()
    action: Action | None = None  # what a build of this tree does; None: removed, or a source
    was_pending: bool = False  # whether a build of the base would have had to make it, too
    spend: Credits = FREE  # what a build of this tree would pay for it now
    shares: tuple[str, ...] = ()  # inputs that become publicly reachable then
    users: tuple[str, ...] = ()  # assets that are made from it
    moved_from: str = ""  # the address that it had
    cause: str = ""  # the asset whose change it follows from; its own address for a change of it
    also: tuple[str, ...] = ()  # others that it follows from as well
    blessed: tuple[str, ...] = ()  # why its result counts since this change; empty: as it was made
    made_for: tuple[Reason, ...] = ()  # in what that is something else: `old` is what it was
    unproven: Unproven | None = None  # None: nothing is known here that contradicts the lock

    @property
    def work(self) -> Work:
        """What it asks for now; of a removed one, what it asked for."""
        found = self.after or self.before
        assert found is not None, "an asset is on one side at least"
        return found

    @property
    def is_pending(self) -> bool:
        """Whether a build of this tree has to make it."""
        return self.action in PENDING

    @property
    def is_told(self) -> bool:
        """Whether there is anything to say of it."""
        return self.change != "unchanged" or self.is_pending or self.unproven is not None

    @property
    def is_claimed(self) -> bool:
        """Whether its result counts by somebody's word alone."""
        return bool(self.blessed) or self.unproven is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that somebody wrote; what git does not know is None."""

    file: str  # path from the project's folder
    line: int | None  # None: the file as a whole
    commit: str | None = None
    author: str | None = None  # anybody's text
    is_committed: bool | None = None  # None: git does not know
    is_removed: bool = False  # it stands in the base, and no longer in this tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """A change that somebody wrote, and what follows from it."""

    address: str
    reasons: tuple[Reason, ...]  # its own, without those of its inputs
    reach: tuple[str, ...] = ()  # the paid assets that are counted here, inputs first
    chain: tuple[str, ...] = ()  # the longest way from the change to one of them
    spend: Mapping[str, Credits]  # by provider
    line: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """Everything that a change does to a project."""

    about: About
    assets: tuple[AssetDiff, ...]  # inputs first, the removed ones last
    causes: tuple[Cause, ...]  # the dearest first
    before: Mapping[str, Credits]  # what making every asset of the base would cost
    after: Mapping[str, Credits]  # and of this tree
    spend: Mapping[str, Credits]  # what a build of this tree would pay now
    base_spend: Mapping[str, Credits]  # what a build of the base would have to pay, too
    unlisted: int = 0  # unchanged assets that were counted, and are not in `assets`
    verdict: Verdict = NO_VERDICT  # of the stricter of both sides' budgets

    @property
    def told(self) -> tuple[AssetDiff, ...]:
        """List the assets that there is something to say of."""
        return tuple(each for each in self.assets if each.is_told)

    @property
    def paid(self) -> tuple[AssetDiff, ...]:
        """List the assets that a build would pay for, or may."""
        return tuple(each for each in self.assets if not each.spend.is_free)

    @property
    def approval(self) -> Approval:
        """What whoever approves the digest agrees to."""
        uploads = dict.fromkeys(name for each in self.assets for name in each.shares)
        return Approval(digest=self.about.digest, costs=self.spend, uploads=tuple(uploads))

    @property
    def has_changes(self) -> bool:
        """Whether anything is different, or has to be made."""
        return bool(self.told)

    def count(self, change: Change) -> int:
        """Count the assets of one change."""
        unlisted = self.unlisted if change == "unchanged" else 0
        return sum(each.change == change for each in self.assets) + unlisted
