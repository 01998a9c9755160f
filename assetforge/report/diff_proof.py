"""What a lock claims, and what the store of this machine has instead.

    entry ── result ──▶ Claim: what was made for a key
      └───── file ────▶ Claim: what that was converted to
                          │
    claims of this tree that the base does not make ── the store has ─┬ nothing ──▶ nothing is said
                                                                      ├ the same ─▶ nothing is said
                                                                      └ another ──▶ Unproven

So where nothing is said nothing is proved. What is unproven need not be forged either: who else
pays for the same request gets bytes of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from assetforge.core.digest import Digest
from assetforge.plan.fingerprint import transcode_key
from assetforge.plan.output import entries_by_key, entry_of
from assetforge.report.diff_model import Unproven

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.lock.model import Entry, Lock, Made
    from assetforge.report.diff_model import Diff, Side

# Takes the key and the digest that a lock names for it; gives what is stored instead, if anything.
Otherwise: TypeAlias = Callable[[Digest, Digest], "Digest | None"]


def with_proofs(diff: Diff, before: Side | None, after: Side, otherwise: Otherwise) -> Diff:
    """Tell of each asset whose result this tree's lock newly claims where the store has another."""
    known = frozenset(() if before is None else _claims_of(before.lock))
    found: dict[str, Unproven] = {}
    for address, claim in _relied_on(after):
        stored = None if claim in known else otherwise(claim.key, claim.digest)
        if stored is not None:
            found.setdefault(address, Unproven(locked=claim.digest, stored=stored))
    marked = (replace(each, unproven=found.get(each.address)) for each in diff.assets)
    return replace(diff, assets=tuple(marked)) if found else diff


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claim:
    key: Digest
    digest: Digest


def _relied_on(side: Side) -> Iterator[tuple[str, _Claim]]:
    """List what assets stand on, whichever entry says it; what is made anew stands on none."""
    by_key = entries_by_key(side.lock)
    for step in side.plan.steps:
        if step.made is not None:
            entry = entry_of(step.made, side.lock.entries.get(step.address), by_key)
            yield from ((step.address, claim) for claim in _claims(step.made, entry))


def _claims_of(lock: Lock) -> Iterator[_Claim]:
    for entry in lock.entries.values():
        yield from _claims(entry.made, entry)


def _claims(made: Made, entry: Entry | None) -> Iterator[_Claim]:
    """List what is said of a result and of its file.

    A blessing says nothing of what was made: it is told with its reason.
    """
    result = made.result.digest
    yield _Claim(key=made.as_ordered.key, digest=result)
    file = None if entry is None else entry.transcoded
    if entry is not None and file is not None and entry.made.result.digest == result:
        yield _Claim(key=transcode_key(result, file.media.type), digest=file.digest)
