"""What became of attempts that were taken up again, as people and programs read it.

done hero  1600x904 image/png  in the store; `assetforge build` puts it in its place
failed beach: letzai did not make `beach`: failed
    It counts as charged: 120 letzai credits, job 6f47….
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.credits import plain
from assetforge.core.text import one_line
from assetforge.report.build import failure_of
from assetforge.ui.jobs_document import attempt_value
from assetforge.ui.jobs_searched import searched_value
from assetforge.ui.machine import blob_value, document, number
from assetforge.ui.quantity import counted
from assetforge.ui.result import failure_lines
from assetforge.ui.show import media_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assetforge.core.values import Json, Table
    from assetforge.execution.resumed import Resumed
    from assetforge.lock.model import Made
    from assetforge.report.searched import Searched
    from assetforge.ui.style import Style


def show_resumed(resumed: Sequence[Resumed], *, style: Style) -> str:
    """Write what became of each attempt, and what follows."""
    if not resumed:
        return "Nothing is under way.\n"
    lines = [line for each in resumed for line in _lines(each, style)]
    count = sum(each.made is not None for each in resumed)
    if count:
        verb = "is" if count == 1 else "are"
        lines.append(
            f"{counted(count, 'result')} {verb} in the store; `assetforge build` puts each in its "
            "place, free of charge."
        )
    return "\n".join(lines) + "\n"


def show_cancelled(address: str, resumed: Sequence[Resumed] | None, *, style: Style) -> str:
    """Write what became of a job that its service was asked to give up."""
    name = one_line(address)
    if resumed is None:
        return f"Given up: {name}. The build that waits for it notes what became of it.\n"
    if any(each.made is not None for each in resumed):
        return f"{name} was done before it could be stopped.\n{show_resumed(resumed, style=style)}"
    lines = [line for each in resumed for line in _given_up(each)]
    return "\n".join(lines) + "\n"


def resumed_document(resumed: Sequence[Resumed], searched: Searched | None = None) -> Table:
    """Write what became of each attempt, and what a search came to, for programs."""
    told: dict[str, Json] = {"resumed": [_value(each) for each in resumed]}
    return document(
        "jobs", told if searched is None else {**told, "searched": searched_value(searched)}
    )


def _given_up(resumed: Resumed) -> Iterator[str]:
    failure = failure_of(resumed.error)
    yield f"Given up: {one_line(resumed.attempt.address)}."
    if failure is not None:
        yield f"  {one_line(failure.cost)}"
    yield "  The next `assetforge build` orders it anew and pays again, as long as it is declared."


def _lines(resumed: Resumed, style: Style) -> Iterator[str]:
    name = one_line(resumed.attempt.address)
    failure = failure_of(resumed.error)
    if failure is not None:
        yield from failure_lines(name, failure, style)
    elif resumed.made is None:
        yield f"{style.good('settled')} {name}  it was never accepted: nothing was charged for it"
    else:
        yield f"{style.good('done')} {name}  {media_text(resumed.made.result)}{_charge(resumed)}"


def _charge(resumed: Resumed) -> str:
    made, provider = resumed.made, one_line(resumed.attempt.provider)
    if made is None or made.charged is None:
        return ""
    return f"  {plain(made.charged)} {provider} credits"


def _value(resumed: Resumed) -> Json:
    failure = failure_of(resumed.error)
    return {
        "attempt": attempt_value(resumed.attempt), "made": _made(resumed.made),
        "error": None if failure is None else {
            "what": failure.what, "cost": failure.cost, "next_step": failure.next_step,
        },
    }  # fmt: skip


def _made(made: Made | None) -> Json:
    if made is None:
        return None
    charged = None if made.charged is None else number(made.charged)
    return {"result": blob_value(made.result), "job_id": made.job_id, "charged": charged}
