"""Merging locks: three versions become one, asset by asset, without asking anybody.

    both sides say the same ─────────────────────▶ that
    one was made for what is asked for now ──────▶ that one, though it be the base's
    one was only blessed for it ─────────────────▶ that one, where none was made for it
    only one side changed it ────────────────────▶ the changed one; open where the other one may
                                                   be asked for, and the manifest is not at hand
    both made the same request, each a take ─────▶ the first side's: the same side for all of them,
                                                   so that what was made together stays together;
                                                   open where something is made from them, and the
                                                   manifest is not at hand
    neither is what the manifest asks for ───────▶ the first side's: it tells what was built last
    one side removed it ─────────────────────────▶ it stays where the manifest has the asset; open
                                                   where that is not at hand: it may be renamed
    what the manifest asks for would go, as any
    version has it by another name only ─────────▶ it stays, by the name that asks for it

Every entry of the result stands to the letter in one of the three, so a merge costs nothing and
loses nothing that was paid for: what is not taken stays in the store. The first side is the one
whose lock has the smaller digest: ours and theirs swapped give the same lock.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from assetforge.core.digest import digest_bytes
from assetforge.lock.codec import encode_lock
from assetforge.lock.merge_case import Case
from assetforge.lock.model import Lock
from assetforge.lock.moved import not_yet_placed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.digest import Digest
    from assetforge.lock.merge_case import SideName, Took
    from assetforge.lock.model import Entry

Why: TypeAlias = Literal[
    "asked-for",  # it is what the manifest asks for now
    "one-changed",  # the other side left it as it was
    "two-takes",  # of one request
    "none-fits",  # the manifest asks for something that no side built
    "not-known",  # nobody can tell yet what the manifest asks for
    "still-there",  # the other side removed it, and the manifest has the asset
    "not-there",  # one side removed it, and the manifest no longer has the asset
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """A lock as it was, and as two sides made it."""

    base: Lock
    ours: Lock
    theirs: Lock

    @property
    def in_order(self) -> tuple[SideName, SideName]:
        """Both sides in an order that does not depend on which one is ours."""
        ours, theirs = (digest_bytes(encode_lock(lock)) for lock in (self.ours, self.theirs))
        return ("ours", "theirs") if ours <= theirs else ("theirs", "ours")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Which side's word counts for an asset on which they differ. Nothing branches on `why`."""

    address: str
    took: Took
    why: Why
    is_conflict: bool  # both sides changed it
    is_removed: bool = False  # the side that counts no longer has it
    came_from: str = ""  # the name that the side has it by, where that is another one

    @property
    def is_open(self) -> bool:
        """Whether another version may turn out to be what the manifest asks for."""
        return self.why == "not-known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The lock of a merge, and what was decided on the way, by address."""

    lock: Lock
    decisions: tuple[Decision, ...]

    @property
    def conflicts(self) -> tuple[Decision, ...]:
        """The decisions on what both sides changed."""
        return tuple(each for each in self.decisions if each.is_conflict)


def merge(
    versions: Versions,
    keys: Mapping[str, Digest | None] | None = None,
    first: SideName | None = None,
) -> Merged:
    """Merge two locks that come from one.

    Args:
        versions: the three; a base that nobody knows is an empty lock, and nothing is removed.
        keys: by address what the merged manifest asks for, None where only a build will know;
            None in all where the manifest is not at hand.
        first: the side that counts where nothing else decides; None: by the rule.

    Raises:
        StaleError: a newer assetforge wrote one of them.
    """
    first, used = first or versions.in_order[0], _inputs(versions) if keys is None else set[str]()
    cases = {
        address: Case(
            address=address, base=versions.base.entries.get(address),
            ours=versions.ours.entries.get(address), theirs=versions.theirs.entries.get(address),
            first=first, is_used=address in used,
        )
        for address in sorted(_addresses(versions))
    }  # fmt: skip
    decisions = {
        address: _decide(case, keys) for address, case in cases.items() if case.ours != case.theirs
    }
    if keys is None:
        decisions = _put_back(cases, decisions)
    elif decisions:
        decisions = _brought_over(cases, decisions, keys, first)
    revision = max(versions.ours.revision, versions.theirs.revision)
    lock = Lock(entries=_entries(cases, decisions), revision=revision)
    ours, theirs = versions.ours, versions.theirs
    sides = (ours, theirs) if first == "ours" else (theirs, ours)
    lock = not_yet_placed(lock, versions.base, sides)
    return Merged(lock=lock, decisions=tuple(decisions.values()))


def _addresses(versions: Versions) -> set[str]:
    locks = (versions.base, versions.ours, versions.theirs)
    return {address for lock in locks for address in lock.entries}


def _inputs(versions: Versions) -> set[str]:
    """Name what either side made something from."""
    locks = (versions.ours, versions.theirs)
    entries = (entry for lock in locks for entry in lock.entries.values())
    return {source.name for entry in entries for source in entry.made.inputs}


def _entries(cases: Mapping[str, Case], decisions: Mapping[str, Decision]) -> dict[str, Entry]:
    found = (
        (address, _entry(address, cases, decisions.get(address)))
        for address in sorted({*cases, *decisions})
    )
    return {address: entry for address, entry in found if entry is not None}


def _entry(address: str, cases: Mapping[str, Case], decision: Decision | None) -> Entry | None:
    if decision is None:
        return cases[address].ours
    return cases[decision.came_from or address].of(decision.took)


def _put_back(cases: Mapping[str, Case], decisions: Mapping[str, Decision]) -> dict[str, Decision]:
    """Keep what one side removed and what is still made from, until somebody can tell."""
    found = dict(decisions)
    while True:
        kept = _entries(cases, found).values()
        needed = {source.name for entry in kept for source in entry.made.inputs}
        back = [each for each in found.values() if each.is_removed and each.address in needed]
        if not back:
            return found
        for each in back:
            took: Took = "theirs" if each.took == "ours" else "ours"
            found[each.address] = replace(each, took=took, is_removed=False)


def _brought_over(
    cases: Mapping[str, Case], decisions: Mapping[str, Decision],
    keys: Mapping[str, Digest | None], first: SideName,
) -> dict[str, Decision]:  # fmt: skip
    """Keep what is asked for and would be left out, as a version has it by another name only.

    Each round gives at least one more asset what is asked for it, and takes it from none.
    """
    found, every = dict(decisions), _by_key(cases, first)
    while True:
        entries = _entries(cases, found)
        kept = {entry.made.as_ordered.key for entry in entries.values()}
        lost = {
            address: every[key] for address, key in keys.items()
            if key is not None and key in every and key not in kept
            and _key(entries.get(address)) != key
        }  # fmt: skip
        if not lost:
            return found
        for address, (took, name) in lost.items():
            before = found.get(address)
            found[address] = Decision(
                address=address, took=took, why="asked-for", came_from=name,
                is_conflict=before is not None and before.is_conflict,
            )  # fmt: skip


def _by_key(cases: Mapping[str, Case], first: SideName) -> dict[Digest, tuple[Took, str]]:
    """Find who has a result for a key, and by which name; of several, the first side."""
    second: Took = "theirs" if first == "ours" else "ours"
    order: tuple[Took, ...] = (first, second, "base")
    found: dict[Digest, tuple[Took, str]] = {}
    for took in order:
        for address, case in cases.items():
            entry = case.of(took)
            if entry is not None:
                found.setdefault(entry.made.as_ordered.key, (took, address))
    return found


def _key(entry: Entry | None) -> Digest | None:
    return None if entry is None else entry.made.key


def _decide(case: Case, keys: Mapping[str, Digest | None] | None) -> Decision:
    took, why = _choice(case, keys)
    return Decision(
        address=case.address, took=took, why=why,
        is_conflict=case.changed is None, is_removed=case.of(took) is None,
    )  # fmt: skip


def _choice(case: Case, keys: Mapping[str, Digest | None] | None) -> tuple[Took, Why]:
    asked = None if keys is None else keys.get(case.address)
    if asked is not None:
        fitting = case.fitting(asked)
        if fitting:
            return _among(case, fitting)
    took, why = _unfitting(case, keys)
    return took, "not-known" if keys is None and case.loses(took) else why


def _among(case: Case, fitting: tuple[Took, ...]) -> tuple[Took, Why]:
    """Choose among what fits equally well."""
    if "ours" in fitting and "theirs" in fitting:
        both: Why = "asked-for" if case.is_blessed("ours") else "two-takes"
        return (case.first, both) if case.changed is None else (case.changed, "one-changed")
    return fitting[0], "one-changed" if fitting[0] == case.changed else "asked-for"


def _unfitting(case: Case, keys: Mapping[str, Digest | None] | None) -> tuple[Took, Why]:
    """Decide where no version is what is asked for, or nobody knows what that is."""
    if case.ours is None or case.theirs is None:
        return _without_one(case, keys)
    if case.changed is not None:
        return case.changed, "one-changed"
    unknown: Why = "not-known" if keys is None else "none-fits"
    if case.ours.made.key != case.theirs.made.key:
        return case.first, unknown
    if case.is_blessed("ours") or case.is_blessed("theirs"):
        return _made_first(case), unknown
    return case.first, "not-known" if case.is_used else "two-takes"


def _made_first(case: Case) -> SideName:
    """Choose between two results for one request, of which a blessing brought one or both."""
    other: SideName = "theirs" if case.first == "ours" else "ours"
    return other if case.is_blessed(case.first) and not case.is_blessed(other) else case.first


def _without_one(case: Case, keys: Mapping[str, Digest | None] | None) -> tuple[Took, Why]:
    """Decide where one side has an entry and the other has none."""
    left: Took = "theirs" if case.ours is None else "ours"
    gone: Took = "ours" if case.ours is None else "theirs"
    if case.base is None:
        return left, "one-changed"
    if keys is not None:
        return (left, "still-there") if case.address in keys else (gone, "not-there")
    return gone if case.changed == gone else left, "not-known"
