"""The order that is unfinished for a key, as a plan is told of it.

live                                          ▶ under way, or to be looked for
STORED, in the place of another result,
    and no lock was seen to name it (PLACED)  ▶ brought, and to be put in its place
anything else                                 ▶ none
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.execution.attempt import PLACED, AttemptState
from assetforge.execution.dossier import decode_dossier
from assetforge.plan.facts import Ordered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assetforge.core.digest import Digest
    from assetforge.execution.attempt import Attempt
    from assetforge.lock.model import Made


def order_among(attempts: Iterable[Attempt], project: str | None = None) -> Ordered | None:
    """Find the unfinished order among the attempts for one key, oldest first.

    One that is to take the place of a result counts as such in its own `project` alone, which is
    its mark; elsewhere the result stays.
    """
    latest = list(attempts)
    live = next((each for each in latest if each.is_live), None)
    if live is not None:
        return _order(live, project)
    brought = next((each for each in reversed(latest) if is_unplaced(each)), None)
    if brought is None or project not in {None, brought.project}:
        return None
    return _order(brought, project, brought.digest)


def is_unplaced(attempt: Attempt) -> bool:
    """Say whether an attempt brought a result for the place of another one, and is not there."""
    is_brought = attempt.state is AttemptState.STORED and attempt.digest is not None
    return is_brought and attempt.reason != PLACED and replaced_by(attempt) is not None


def replaced_by(attempt: Attempt) -> Digest | None:
    """Tell which result an attempt is to take the place of; None: of none."""
    dossier = decode_dossier(attempt.made) if '"replaces"' in attempt.made else None
    return None if dossier is None else dossier.replaces


def is_to_replace(attempt: Attempt | None, made: Made | None) -> bool:
    """Say whether an attempt is to take the place of a result, so that it goes on."""
    if attempt is None or made is None:
        return False
    return replaced_by(attempt) == made.result.digest


def _order(attempt: Attempt, project: str | None, brought: Digest | None = None) -> Ordered:
    is_its_own = project in {None, attempt.project}
    return Ordered(
        provider=attempt.provider, job=attempt.job,
        is_certain=attempt.is_accepted or brought is not None, intent=attempt.intent,
        address=attempt.address, replaces=replaced_by(attempt) if is_its_own else None,
        brought=brought,
    )  # fmt: skip
