"""Dossiers of planned steps: what enters the store where a result comes from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.app.offers import registry
from assetforge.execution.dossier import Dossier
from assetforge.plan.fingerprint import KEY_SCHEMA
from assetforge.providers.protocol import Input, Order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.app.planning import Situation
    from assetforge.core.media import Blob
    from assetforge.plan.model import Step


def dossier_for(found: Situation, step: Step) -> Dossier:
    """Describe what a step of a service would order; its inputs are built."""
    ask = step.ask
    assert step.key is not None, "its inputs are built"
    assert ask.inputs is not None, "its inputs are built"
    order = Order(address=step.address, kind=ask.kind, model=ask.model, params=ask.request)
    return Dossier(
        key=step.key, key_schema=KEY_SCHEMA, kind=ask.kind, provider=ask.provider,
        model=ask.model, params=ask.request, refs=ask.inputs, inputs=tuple(_inputs(found, step)),
        estimated=registry().services[ask.provider].quote(order), place=ask.place,
    )  # fmt: skip


def _inputs(found: Situation, step: Step) -> Iterator[Input]:
    """List the inputs; one that is made here counts by its key, and may have no bytes yet."""
    steps = {each.address: each for each in found.plan.steps}
    for name in found.reading.graph.inputs(step.address):
        blob = _blob(found, name, steps.get(name))
        if blob is not None:
            yield Input(name=name, media=blob.media, digest=blob.digest)


def _blob(found: Situation, name: str, step: Step | None) -> Blob | None:
    if step is None:
        return found.facts.source(name)
    return None if step.made is None else step.made.result
