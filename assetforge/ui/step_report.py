"""What a step of a CI job tells: values for later steps as texts, and a summary in Markdown.

credits=60   credits_max=180         one provider: the amount
credits_max={"letta":"unknown","letzai":240}      several: an object, for they are never added
credits_max=unknown                  no number, so that no comparison takes it for 0
limits=0 letzai=240                  the same as `--max-credits` takes it; nothing at all others

What a digest approves may be more than what this machine would pay: `approves_max` says that.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from assetforge.ui.diff_inert import fenced
from assetforge.ui.machine import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assetforge.core.credits import Credits
    from assetforge.report.approval import Approval

LIMIT: Final = 200_000  # characters of up to 4 bytes; a step's summary has 1 MiB
_KEPT: Final = 12  # lines at the end, where the totals are
_UNKNOWN: Final = "unknown"


def step_values(
    costs: Mapping[str, Credits],
    in_all: Mapping[str, Credits],
    approval: Approval,
    *,
    has_changes: bool,
) -> dict[str, str]:
    """Write the values that later steps read; `in_all` has the costs of what is blocked, too."""
    return {
        "changes": str(has_changes).lower(),
        "credits": _amounts({name: _least(cost) for name, cost in costs.items()}),
        "credits_max": _amounts({name: _most(cost) for name, cost in costs.items()}),
        "limits": " ".join(("0", *_limits(in_all))),
        "plan_digest": approval.digest,
        "approves_max": _amounts({name: _most(cost) for name, cost in approval.costs.items()}),
    }


def text_summary(title: str, text: str, *, limit: int = LIMIT) -> str:
    """Put a text into a summary as it is; of a long one the middle is left out, never its end."""
    lines = text.strip("\n").split("\n")
    head, tail = lines[:-_KEPT], lines[-_KEPT:]
    room = limit - sum(len(line) + 1 for line in tail)
    kept = _fitting(head, room)
    left = len(head) - len(kept)
    note = [f"… {left:,} more lines, left out here …"] if left else []
    return f"#### {title}\n\n{fenced([*kept, *note, *tail], 'text')}\n\n"


def _least(cost: Credits) -> int | float | str:
    return _UNKNOWN if cost.high is None and cost.low == 0 else number(cost.low)


def _most(cost: Credits) -> int | float | str:
    return _UNKNOWN if cost.high is None else number(cost.high)


def _limits(costs: Mapping[str, Credits]) -> Iterator[str]:
    """Write a limit for each provider; where a price is unknown there is none to write."""
    for name, cost in costs.items():
        if cost.high is not None:
            yield f"{name}={number(cost.high)}"


def _amounts(amounts: Mapping[str, int | float | str]) -> str:
    if len(amounts) > 1:
        return json.dumps(amounts, separators=(",", ":"), sort_keys=True)
    return str(next(iter(amounts.values()), 0))


def _fitting(lines: Sequence[str], room: int) -> list[str]:
    kept: list[str] = []
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        kept.append(line)
    return kept
