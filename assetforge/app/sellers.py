"""Which services a plan needs: to order at, or to fetch from once more what is gone here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from assetforge.graph.model import Graph
    from assetforge.plan.model import Plan, Step


def sellers(plan: Plan, services: Collection[str]) -> tuple[str, ...]:
    """Name the services that something is made at."""
    makers = (step.ask.provider for step in plan.steps if step.action == "make")
    return tuple(dict.fromkeys(name for name in makers if name in services))


def keepers(plan: Plan, graph: Graph) -> Mapping[str, str]:
    """Name the services that alone may still have bytes that are needed, each with an asset."""
    users = (step for step in plan.steps if step.action in {"make", "derive"})
    used = {name for step in users for name in graph.inputs(step.address)}
    found: dict[str, str] = {}
    for step in plan.steps:
        if step.is_far and (step.action == "restore" or step.address in used):
            found.setdefault(step.ask.provider, step.address)
    return found


def needs_services(plan: Plan, graph: Graph, services: Collection[str]) -> bool:
    """Say whether a service may be needed: by a step, or for the bytes of what that is made from.

    Stored bytes can turn out to be damaged, so this is so wherever a service made an input.
    """
    makers = {step.address: step.ask.provider for step in plan.steps}
    work = [step.address for step in plan.steps if _is_work(step)]
    return any(makers.get(name) in services for name in _with_inputs(work, graph))


def _is_work(step: Step) -> bool:
    return step.action not in {"keep", "blocked"}


def _with_inputs(addresses: list[str], graph: Graph) -> Iterator[str]:
    """List addresses and everything that they are made from, each once."""
    seen: set[str] = set()
    waiting = list(addresses)
    while waiting:
        address = waiting.pop()
        if address not in seen:
            seen.add(address)
            yield address
            waiting += graph.inputs(address)
