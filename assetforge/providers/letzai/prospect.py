"""A prospect: an order as it would be placed now, to hold jobs against that nobody here knows.

Request ─prospect▶ Prospect ─ fit(candidate) ─▶ SAME, ALIKE or OTHER, see `likeness`

A likeness proves nothing: records show neither sizes nor sources nor revisions, and an input that
would be uploaded has no address before it is. What proves an order is the key in its token.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.core.errors import AssetforgeError
from assetforge.core.values import is_array, is_table
from assetforge.providers.instruction import Call, Share, Shared
from assetforge.providers.letzai.commission import commissioned
from assetforge.providers.letzai.likeness import Likeness, likeness
from assetforge.providers.letzai.ordering import ordered
from assetforge.providers.service import Lost

if TYPE_CHECKING:
    from assetforge.core.capabilities import Capabilities
    from assetforge.providers.instruction import Reply, Submit
    from assetforge.providers.letzai.adoption import Candidate
    from assetforge.providers.letzai.commission import Commission
    from assetforge.providers.protocol import Request
    from assetforge.providers.settings import ServiceSettings

_ANYWHERE: Final = "https://not-uploaded.letz.ai/"  # stands for an address that is not known yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """What would be sent."""

    calls: tuple[Call, ...]  # on the route of the dialect, and on the other one where there is one

    def call_on(self, route: str) -> Call | None:
        """Find what would be sent to a route."""
        return next((each for each in self.calls if each.path == route), None)


def prospect(
    request: Request, capabilities: Capabilities, settings: ServiceSettings
) -> Prospect | None:
    """Write an order without placing it; None: it cannot be said to LetzAI."""
    try:
        commission = commissioned(request, capabilities, settings)
        order = _played(commission)
    except AssetforgeError:
        return None
    orders = (order,) if order.other_route is None else (order, order.other_route)
    return Prospect(calls=tuple(_without_uploads(each.call) for each in orders))


def fit(prospect: Prospect, found: Candidate, capabilities: Capabilities) -> Likeness:
    """Say how much a job looks as if it had been ordered so, at whatever time."""
    job = found.job
    call = prospect.call_on(job.route)
    if call is None:
        return Likeness.OTHER
    lost = Lost(intent="", token=None, route=job.route, call=call, since=0)
    return likeness(lost, found.record, capabilities)


def _played(commission: Commission) -> Submit:
    """Have an order written."""
    talk = ordered(commission)
    reply: Reply | None = None
    while True:
        try:
            instruction = next(talk) if reply is None else talk.send(reply)
        except StopIteration as end:
            order: Submit = end.value
            return order
        assert isinstance(instruction, Share), "nothing else is asked before an order"
        reply = Shared(url=_ANYWHERE)


def _without_uploads(call: Call) -> Call:
    body = {name: value for name, value in (call.body or {}).items() if not _is_upload(value)}
    return Call(method=call.method, path=call.path, body=body)


def _is_upload(value: object) -> bool:
    if is_table(value):
        return any(map(_is_upload, value.values()))
    return any(map(_is_upload, value)) if is_array(value) else value == _ANYWHERE
