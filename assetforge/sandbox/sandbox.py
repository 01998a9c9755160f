"""The sandbox itself: a request and the time in, an answer out. No socket, no clock.

    HttpRequest, now ─▶ route ─ fault? ─ key? ─▶ endpoint ─ fault? ─▶ Outcome

Equal chance, faults and requests at equal times give equal answers, so that a simulator can drive
it under a time of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from email.utils import formatdate
from typing import TYPE_CHECKING, Final, TypeVar

from assetforge.sandbox.message import HttpAnswer, NeedsDecoding, NeedsDrawing
from assetforge.sandbox.passers_by import pictures_of_others
from assetforge.sandbox.premises import Premises
from assetforge.sandbox.refusal import RefusalError
from assetforge.sandbox.routes import routes_of
from assetforge.sandbox.spoilt import refused_by, spoilt
from assetforge.sandbox.visit import Visit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from random import Random

    from assetforge.core.media import Media
    from assetforge.sandbox.account import Charge
    from assetforge.sandbox.fault import Fault
    from assetforge.sandbox.message import HttpRequest, Outcome
    from assetforge.sandbox.rendering import Rendering
    from assetforge.sandbox.routes import Route
    from assetforge.sandbox.settings import SandboxSettings

T = TypeVar("T")
_ELSEWHERE: Final = "other"  # how requests are counted that no route answers


class Sandbox:
    """A server that looks like LetzAI and Letta, as a function of requests and time."""

    def __init__(
        self,
        settings: SandboxSettings,
        chance: Random,
        *,
        now: float = 0,
        faults: Sequence[Fault] = (),
        told: Callable[[Charge], None] = lambda _: None,
    ) -> None:
        """Set it up.

        Args:
            settings: how it behaves while no fault strikes.
            chance: where ids, durations and faults come from.
            now: seconds since 1970.
            faults: what goes wrong.
            told: hears of every charge before its order is answered.
        """
        self.premises = Premises(settings, chance, faults, told)
        self._routes = _by_first_word(routes_of(settings.dialect))
        for job in pictures_of_others(self.premises, now):
            self.premises.jobs.put(job)

    def answer(self, request: HttpRequest, now: float) -> Outcome:
        """Answer a request; everything it changes is changed when this returns or finishes.

        Args:
            request: as it came, its body whole.
            now: seconds since 1970; never less than at the request before.
        """
        found = self._find(request)
        if isinstance(found, HttpAnswer):
            return self._counted(request, _ELSEWHERE, found, now)
        visit = Visit(
            premises=self.premises, request=request, now=now, route=found.route.collection,
            parts=found.parts,
        )  # fmt: skip
        return self._settle(found.route, visit, lambda: self._outcome(found.route, visit))

    def admits(self, request: HttpRequest) -> bool:
        """Say by its head whether a request may bring a large body: who has no key may not."""
        found = self._find(request)
        if isinstance(found, HttpAnswer):
            return False
        if found.route.place == "download":
            upload = self.premises.uploads.find(found.parts[0])
            return upload is not None and request.query.get("signature") == upload.signature
        return found.route.place == "own" or self._has_key(found.route, request)

    def _find(self, request: HttpRequest) -> _Found | HttpAnswer:
        """Find the route; HEAD is a GET whose body nobody sends."""
        method = "GET" if request.method == "HEAD" else request.method
        path = request.path.rstrip("/") or "/"
        fitting = self._routes.get(path.split("/")[1], ())
        known = [(route, parts) for route in fitting if (parts := route.parts(path)) is not None]
        for route, parts in known:
            if route.method == method:
                return _Found(route=route, parts=parts)
        if not known:
            return RefusalError(404, f"Cannot {request.method[:16]} {path[:200]}").answer()
        refusal = RefusalError(405, f"{request.method[:16]} is not possible here").answer()
        allowed = ", ".join(sorted({route.method for route, _ in known}))
        return replace(refusal, headers={**refusal.headers, "allow": allowed})

    def _outcome(self, route: Route, visit: Visit) -> Outcome:
        if route.place != "own":
            faults = list(self.premises.misfortune.strike("before", route.place, visit.call))
            if faults:
                return refused_by(faults[0], visit.now)
        self._check_key(route, visit.request)
        return route.endpoint(visit)

    def _check_key(self, route: Route, request: HttpRequest) -> None:
        if route.place == "own":
            return
        if route.place == "download":
            if request.is_keyed:
                self.premises.traffic.note_leak(request.method, request.path)
            return
        if not self._has_key(route, request):
            raise RefusalError(401, "Unauthorized: the key is missing or wrong")

    def _has_key(self, route: Route, request: HttpRequest) -> bool:
        keys = self.premises.settings.keys
        scheme, _, key = request.headers.get("authorization", "").partition(" ")
        is_right = bool(key) if keys is None else key == keys.get(route.provider)
        return scheme.lower() == "bearer" and is_right

    def _settle(self, route: Route, visit: Visit, work: Callable[[], Outcome]) -> Outcome:
        """Do a piece of work; what it still needs comes back through here, and so do refusals."""
        try:
            outcome = work()
        except RefusalError as refusal:
            outcome = refusal.answer()
        if isinstance(outcome, NeedsDrawing):
            return replace(outcome, finish=self._going_on(route, visit, outcome.finish))
        if isinstance(outcome, NeedsDecoding):
            return replace(outcome, finish=self._going_on(route, visit, outcome.finish))
        answer = self._struck(route, visit, outcome)
        return self._counted(visit.request, route.pattern, answer, visit.now)

    def _going_on(
        self, route: Route, visit: Visit, finish: Callable[[T], Outcome]
    ) -> Callable[[T], Outcome]:
        return lambda given: self._settle(route, visit, lambda: finish(given))

    def _struck(self, route: Route, visit: Visit, answer: HttpAnswer) -> HttpAnswer:
        """Let faults strike at an answer that tells of work done."""
        if not answer.is_good or route.place == "own" or answer.transfer.ending != "whole":
            return answer
        for fault in self.premises.misfortune.strike("answer", route.place, visit.call):
            answer = spoilt(answer, fault)
        return answer

    def _counted(
        self, request: HttpRequest, route: str, answer: HttpAnswer, now: float
    ) -> HttpAnswer:
        status = 0 if answer.transfer.ending in {"none", "reset"} else answer.status
        self.premises.traffic.count(request.method, route, status, is_keyed=request.is_keyed)
        headers = {"date": formatdate(now, usegmt=True), "server": "assetforge-sandbox"}
        return replace(answer, headers={**headers, **answer.headers})


def settled(
    outcome: Outcome,
    draw: Callable[[Rendering], bytes],
    decode: Callable[[bytes], Media | None],
) -> HttpAnswer:
    """Go on with an outcome until it is an answer, drawing and decoding at once."""
    while not isinstance(outcome, HttpAnswer):
        if isinstance(outcome, NeedsDrawing):
            outcome = outcome.finish(draw(outcome.rendering))
        else:
            outcome = outcome.finish(decode(outcome.data))
    return outcome


def _by_first_word(routes: Sequence[Route]) -> Mapping[str, Sequence[Route]]:
    found: dict[str, list[Route]] = {}
    for route in routes:
        found.setdefault(route.pattern.split("/")[1], []).append(route)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    route: Route
    parts: tuple[str, ...]
