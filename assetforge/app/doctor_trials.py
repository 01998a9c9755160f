"""Trials: the cheapest small orders that settle the questions of the first day.

    picture ─▶ edit of it
            └▶ upscale of it          each at the lowest known price of the catalogue
    picture, stopped on purpose

Films are left out: the cheapest costs more than all of these together.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from assetforge.app.offers import market, registry
from assetforge.core.digest import digest_value
from assetforge.graph.select import Chain
from assetforge.plan.model import Ask, Plan, Step
from assetforge.providers.protocol import Order
from assetforge.report.witness import Trial

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from assetforge.core.capabilities import Model
    from assetforge.core.credits import Credits
    from assetforge.core.names import Kind
    from assetforge.core.values import Json

KEEPING_JOBS: Final = "letzai"  # the other service answers once, and has nothing to list or stop
PICTURE: Final = "picture"
STOPPED: Final = "stopped"
PROMPTS: Final[Mapping[str, str]] = {
    PICTURE: "A small red lighthouse on a calm shore, plain and bright",
    "edit": "Make it evening",
    STOPPED: "A small blue rowing boat on a calm lake, plain and bright",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """A trial with the step that carries it out, and what it is made from."""

    trial: Trial
    step: Step
    source: str | None = None  # the trial whose result it works on


def errands_at(provider: str) -> tuple[Errand, ...]:
    """Choose the trials of one service, in the order in which they need each other."""
    picture = _errand(provider, PICTURE, "image")
    if provider != KEEPING_JOBS:
        return (picture,)
    return (
        picture,
        _errand(provider, "edit", "edit", source=PICTURE),
        _errand(provider, "upscale", "upscale", source=PICTURE),
        _errand(provider, STOPPED, "image"),
    )


def plan_of(errands: Iterable[Errand]) -> Plan:
    """Write trials as a plan, so that limits and consent are those of every build."""
    steps = tuple(errand.step for errand in errands)
    addresses = tuple(step.address for step in steps)
    return Plan(steps=steps, orphans=(), chain=Chain(addresses=addresses, seconds=0))


def _errand(provider: str, name: str, kind: Kind, source: str | None = None) -> Errand:
    order, cost = _cheapest(provider, name, kind)
    request = dict(registry().services[provider].resolve(order))
    trial = Trial(
        name=name, provider=provider, kind=kind, model=order.model, cost=cost,
        is_stopped=name == STOPPED,
    )  # fmt: skip
    ask = Ask(
        address=order.address, kind=kind, provider=provider, model=order.model, request=request,
        inputs=None if source else (), place=market().place(provider),
    )  # fmt: skip
    # The same each time: what a run that was killed ordered is taken up by the next one.
    key = digest_value({
        "doctor": 1, "provider": provider, "place": ask.place, "trial": name, "request": request,
    })  # fmt: skip
    step = Step(action="make", ask=ask, key=key, output="", cost=cost, is_metered=True)
    return Errand(trial=trial, step=step, source=source)


def _cheapest(provider: str, name: str, kind: Kind) -> tuple[Order, Credits]:
    """Find the order with the lowest known price; where none is known, that of the usual model."""
    service = registry().services[provider]
    orders = [(order, service.quote(order)) for order in _orders(provider, name, kind)]
    return min(orders, key=lambda each: (not each[1].is_known, each[1].high or Decimal(0)))


def _orders(provider: str, name: str, kind: Kind) -> Iterator[Order]:
    models = registry().capabilities[provider].of_kind(kind)
    usual_first = sorted(models, key=lambda model: not model.is_default)
    for model in filter(_is_usable, usual_first):
        for tier in model.tiers or (None,):
            params = _params(model, name, tier)
            yield Order(
                address=f"doctor-{provider}-{name}", kind=kind, model=model.id, params=params
            )


def _is_usable(model: Model) -> bool:
    return model.is_current and not model.needs and not model.required - {"prompt"}


def _params(model: Model, name: str, tier: str | None) -> dict[str, Json]:
    params: dict[str, Json] = {}
    if name in PROMPTS and "prompt" in model.fields:
        params["prompt"] = PROMPTS[name]
    if tier is not None and "resolution" in model.fields:
        params["resolution"] = tier
    return params
