"""The lock: what the last build made, one entry for each expanded asset.

    Lock ── entries ──▶ Entry ── made ─────────▶ Made: key, request, inputs, job, result, credits
                          ├───── output ───────▶ where the finished file was put
                          └───── transcoded ───▶ its bytes, where they differ from the result's

The store keeps a `Made` for each key, the lock one for each asset. Ids and URLs are hints from an
untrusted file: bytes fetched through them count only when their digest matches.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from assetforge.core.credits import Credits
    from assetforge.core.digest import Digest
    from assetforge.core.media import Blob
    from assetforge.core.names import Kind
    from assetforge.core.values import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class InputRef:
    """An input as it entered the key: a source or paid result by content, a local one by key."""

    name: str
    by: Literal["content", "key"]
    digest: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainedRef:
    """A trained model that a prompt names by `@tag`, as its service told when it was ordered.

    It stands beside the key, not in it: where a service trains it anew, nothing is remade unasked.
    """

    name: str  # without the at-sign
    id: str
    edition: str | None  # what tells one version from the next; None: the service did not say


@dataclass(frozen=True, slots=True, kw_only=True)
class Blessing:
    """What a result was really made for, and why it counts for another request by now.

    Somebody declared each edit in between immaterial: the result is the one that was wanted.
    """

    reasons: tuple[str, ...]  # one for each edit, oldest first
    key: Digest
    key_schema: int
    model: str | None
    request: Table
    inputs: tuple[InputRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One finished piece of work and everything that decided it."""

    key: Digest
    key_schema: int
    kind: Kind
    provider: str
    model: str | None
    request: Table  # every paid parameter after defaults, by the manifest's words
    inputs: tuple[InputRef, ...]  # in role order
    result: Blob
    job_id: str | None = None
    result_id: str | None = None
    url: str | None = None
    url_expires: str | None = None  # ISO 8601, where the provider says
    estimated: Credits | None = None  # None: local work, which has no price
    charged: Decimal | None = None  # None: the provider did not say
    trained: tuple[TrainedRef, ...] = ()  # of its prompts; empty where the service was not asked
    place: str = ""  # of the sandbox that made it in the provider's stead; it is in the key, too
    blessing: Blessing | None = None  # None: it was made for the very request that is named here

    @property
    def as_ordered(self) -> Made:
        """The same without its blessing: what anybody but the asset that was blessed may count."""
        old = self.blessing
        if old is None:
            return self
        return replace(
            self, key=old.key, key_schema=old.key_schema, model=old.model, request=old.request,
            inputs=old.inputs, blessing=None,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a lock says of one asset."""

    made: Made
    output: str  # path relative to the project, `/` between parts
    transcoded: Blob | None = None  # the output's bytes where they are not the result's

    @property
    def file(self) -> Blob:
        """The bytes that the output file should hold."""
        return self.transcoded or self.made.result


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """Every entry by asset address."""

    entries: Mapping[str, Entry] = field(default_factory=dict[str, Entry])
    revision: int = 0  # of the format it was read from; one that is not known here is not written
    # Present address → the one that the file still has, see `moved`; it is no part of the format.
    moved: Mapping[str, str] = field(default_factory=dict[str, str], compare=False)
    # What gave way to a renamed entry, by address. The file has both by their former names, see
    # `as_written`, until a build has kept these bytes and put the renamed ones in their place.
    displaced: Mapping[str, Entry] = field(default_factory=dict[str, Entry], compare=False)

    def recording(self, built: Mapping[str, Entry]) -> Lock:
        """Make the lock that also holds these; what gave way to one of them stays in it."""
        done = built.keys() - self.displaced.keys()
        moved = {new: old for new, old in self.moved.items() if new not in done}
        return replace(self, entries={**self.entries, **built}, moved=moved)

    def placing(self, built: Mapping[str, Entry]) -> Lock:
        """The same where a build kept what gave way to these: they need no former name any more."""
        left = {name: entry for name, entry in self.displaced.items() if name not in built}
        return replace(self, displaced=left).recording(built)

    def without(self, gone: frozenset[str]) -> Lock:
        """Make the lock that has forgotten removed assets."""
        left = {name: entry for name, entry in self.entries.items() if name not in gone}
        return replace(self, entries=left)
