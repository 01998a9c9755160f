"""Whether a provider can do what an asset asks of it, from what its models are known to do.

    provider known? ─▶ makes this kind? ─▶ model known? ─▶ inputs, fields and their values

Each step is only asked where the one before was answered. The facts stand in the capabilities: this
file knows no provider by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetforge.core.diagnostics import did_you_mean
from assetforge.core.limits import listed
from assetforge.manifest.capability_fields import check_fields, check_limits
from assetforge.manifest.finding import Finding
from assetforge.manifest.tag_checks import check_tags
from assetforge.manifest.wording import few

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assetforge.core.capabilities import Capabilities, Model
    from assetforge.core.names import Kind
    from assetforge.core.values import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderToCheck:
    """What an asset asks of a provider, in the words of the manifest."""

    kind: Kind
    provider: str
    model: str | None  # as written: an id, an alias or a name
    params: Table
    inputs: int


def check_order(order: OrderToCheck, capabilities: Mapping[str, Capabilities]) -> Iterator[Finding]:
    """Find everything in an order that its provider cannot do, with what it can."""
    provider = capabilities.get(order.provider)
    if provider is None:
        yield _unknown_provider(order, capabilities)
    elif order.kind not in provider.kinds:
        yield _kind_not_offered(order, provider, capabilities)
    elif provider.is_open:
        yield from check_limits(provider, order.params)
    else:
        yield from _check_model(order, provider, frozenset(capabilities))


def _check_model(
    order: OrderToCheck, provider: Capabilities, providers: frozenset[str]
) -> Iterator[Finding]:
    model = provider.meant(order.kind, order.model)
    if model is None:
        yield _no_model(order, provider)
        return
    yield from _doubts(order, provider, model)
    yield from _check_inputs(order, provider, model)
    params = {
        name: value
        for name, value in order.params.items()
        if name == order.provider or name not in providers  # sub-tables of others are theirs
    }
    yield from check_fields(model, params, provider.of_kind(order.kind))
    yield from check_tags(order.provider, order.kind, params)


def _unknown_provider(order: OrderToCheck, known: Mapping[str, Capabilities]) -> Finding:
    able = sorted(name for name, provider in known.items() if order.kind in provider.kinds)
    return Finding(
        code="unknown-provider", path=("provider",), summary="unknown provider",
        detail=f"`{order.provider}` is no provider",
        hint=did_you_mean(order.provider, known) or f"write {listed(able)}",
    )  # fmt: skip


def _kind_not_offered(
    order: OrderToCheck, provider: Capabilities, known: Mapping[str, Capabilities]
) -> Finding:
    made = listed(sorted(provider.kinds), "and")
    able = sorted(name for name, other in known.items() if order.kind in other.kinds)
    past = provider.of_kind(order.kind)
    once = f"; only an older document of it does ({past[0].documented})" if past else ""
    dialect = f', or set `dialect = "older"` for {provider.provider} in your own config file'
    return Finding(
        code="kind-not-offered", path=("provider",), summary="a kind the provider does not make",
        detail=f"{order.provider} makes {made}, no {order.kind}{once}",
        hint=f"write another `provider`: {listed(able)}"
        f"{dialect if any(model.is_older for model in past) else ''}",
    )  # fmt: skip


def _no_model(order: OrderToCheck, provider: Capabilities) -> Finding:
    known = _ids(provider, order.kind)
    if order.model is None:
        return Finding(
            code="model-needed", path=(), on="key", summary="no model named",
            detail=f"{provider.provider} has no default model for {_article(order.kind)}, because "
            "its models differ much in what they do and cost",
            hint=f"add `model = …`: {few(known)}",
        )  # fmt: skip
    elsewhere = [kind for kind in sorted(provider.kinds) if provider.find(kind, order.model)]
    other = f"; it makes {listed(elsewhere, 'and')}" if elsewhere else ""
    return Finding(
        code="unknown-model", path=("model",), summary="unknown model",
        detail=f"`{order.model}` is no model of {provider.provider} for {_article(order.kind)}"
        f"{other}",
        hint=did_you_mean(order.model, provider.known_words(order.kind))
        or f"write {few(known, like=order.model)}",
    )  # fmt: skip


def _doubts(order: OrderToCheck, provider: Capabilities, model: Model) -> Iterator[Finding]:
    if order.model is not None and provider.find(order.kind, order.model) is None:
        near = did_you_mean(order.model, provider.known_words(order.kind))
        documented = few(_ids(provider, order.kind), "and", like=order.model)
        yield Finding(
            code="undocumented-model", path=("model",), severity="warning",
            summary="a model that no document names",
            detail=f"`{order.model}` is passed on to {provider.provider} as it stands, and its "
            "price is unknown",
            hint=near or f"documented are {documented}",
        )  # fmt: skip
    elif not model.is_current:
        yield Finding(
            code="outdated-model", path=("model",), severity="warning",
            summary="a model that newer documents do not name",
            detail=f"the last document of {provider.provider} to name {model.name} is "
            f"{model.documented}; it is passed on as it stands",
            hint=f"newer ones name {few(_ids(provider, order.kind), 'and', like=model.id)}",
        )  # fmt: skip
    for need in model.needs:
        yield Finding(
            code="config-needed", path=("model",), severity="warning",
            summary="a model that needs your own configuration",
            detail=f"{model.name} is open only to those whose configuration names an {need} "
            f"({model.documented})",
            hint=f"set `{need}` for {provider.provider} in your own config file",
        )  # fmt: skip


def _ids(provider: Capabilities, kind: Kind) -> list[str]:
    return [model.id for model in provider.of_kind(kind) if model.is_current]


def _check_inputs(order: OrderToCheck, provider: Capabilities, model: Model) -> Iterator[Finding]:
    if order.inputs > model.inputs_max:
        most = f"{model.inputs_max} input{'' if model.inputs_max == 1 else 's'} at most"
        yield Finding(
            code="too-many-inputs", path=("from",), summary="too many inputs",
            detail=f"`from` names {order.inputs}; {model.name} of {provider.provider} takes {most} "
            f"({model.documented})",
            hint="name fewer, or build the result in several steps",
        )  # fmt: skip
    if order.inputs == 0 and model.source == "required":
        yield Finding(
            code="source-needed", path=(), on="key", summary="a source is missing",
            detail=f"{model.name} of {provider.provider} works from a source only "
            f"({model.documented})",
            hint="add `from = …` with the name of an asset",
        )  # fmt: skip
    if order.inputs == 0 and model.source == "advised":
        yield Finding(
            code="source-advised", path=(), on="key", severity="warning",
            summary="made from words alone",
            detail=f"{model.name} works without a source by {model.documented}; older documents of "
            f"{provider.provider} require one",
            hint="add `from = …` if the service refuses it",
        )  # fmt: skip


def _article(kind: Kind) -> str:
    return f"an `{kind}`" if kind[0] in "aeiou" else f"a `{kind}`"
