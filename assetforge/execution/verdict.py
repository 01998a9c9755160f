"""What an answer to a paid order means for the money.

    2xx that names the work        accepted      it is paid for from now on
    2xx that does not, 3xx, 408,
    409, 425, 5xx, anything odd    unclear       it may have been accepted: never sent again
    404, with another route        elsewhere     nothing was created: one order on that route
    400 404 405 413 415 422        refused       nothing was created
    429                            refused       come later
    401 403                        credentials   nothing was created; nothing more is ordered
    402                            credits       the same

The table is 4.5 of the research on reliability; 405, 413 and 415 mean by RFC 9110 that the request
was not carried out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from assetforge.execution.redirect import is_redirect, place_of
from assetforge.providers.instruction import NOT_FOUND

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.providers.instruction import Accepted, Answer, Submit
    from assetforge.providers.service import Service

Meaning: TypeAlias = Literal[
    "accepted", "unclear", "elsewhere", "refused", "later", "credentials", "credits"
]
MEANINGS: Final[Mapping[int, Meaning]] = {
    400: "refused",
    401: "credentials",
    402: "credits",
    403: "credentials",
    404: "refused",
    405: "refused",
    413: "refused",
    415: "refused",
    422: "refused",
    429: "later",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of an order, as far as its answer says."""

    meaning: Meaning
    why: str = ""  # in words
    accepted: Accepted | None = None  # there where it was accepted


def judge(service: Service, order: Submit, answer: Answer, *, may_switch: bool) -> Verdict:
    """Say what an answer to an order means."""
    if answer.is_good:
        accepted = service.accepted(order, answer)
        if accepted is not None:
            return Verdict(meaning="accepted", accepted=accepted)
        return Verdict(meaning="unclear", why=f"its answer ({answer.status}) names no work")
    complaint = service.complaint(answer)
    if answer.status == NOT_FOUND and order.other_route is not None and may_switch:
        return Verdict(meaning="elsewhere", why=complaint)
    meaning: Meaning = MEANINGS.get(answer.status, "unclear")
    why = _oddity(answer) if meaning == "unclear" else complaint
    return Verdict(meaning=meaning, why=why)


def _oddity(answer: Answer) -> str:
    """Say what is odd about an answer that nobody can read anything from."""
    if is_redirect(answer.status):
        return f"unexpected redirect to {place_of(answer.headers)}; not followed"
    return f"it answered {answer.status}"
