"""What a digest approves, in the same words wherever one is shown.

Plan digest: sha256:…
To approve it (`build --approved`) approves the whole project: letzai 490 at most, and uploads logo:
publicly reachable from then on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.credits import plain
from assetforge.core.limits import listed
from assetforge.core.text import one_line
from assetforge.ui.machine import credits_table
from assetforge.ui.quantity import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from assetforge.core.credits import Credits
    from assetforge.core.values import Table
    from assetforge.report.approval import Approval

PUBLIC: Final = "publicly reachable from then on"
MOST_UPLOADS: Final = 8  # that are named in one sentence; of more, their number


def approval_words(approval: Approval, write: Callable[[str], str] = one_line) -> str:
    """Say what a digest approves at most; `write` makes a name harmless where it will stand."""
    public = upload_words(approval.uploads, write)
    parts = [each for each in (_most(approval.costs), public) if each]
    told = ", and ".join(parts) or "nothing that costs credits"
    return f"To approve it (`build --approved`) approves the whole project: {told}."


def upload_words(names: Sequence[str], write: Callable[[str], str] = one_line) -> str:
    """Say which inputs become public; empty where none does."""
    left = len(names) - MOST_UPLOADS
    shown = [write(name) for name in names[:MOST_UPLOADS]]
    more = [counted(left, "more input")] if left > 0 else []
    return f"uploads {listed([*shown, *more], 'and')}: {PUBLIC}" if names else ""


def approval_table(approval: Approval) -> Table:
    """Write the same for programs."""
    return {
        "plan_digest": approval.digest,
        "approves": credits_table(approval.costs),
        "approves_uploads": list(approval.uploads),
    }


def _most(costs: Mapping[str, Credits]) -> str:
    told = ", ".join(
        f"{provider} {'unknown' if cost.high is None else plain(cost.high)}"
        for provider, cost in costs.items()
    )
    return f"{told} at most" if told else ""
