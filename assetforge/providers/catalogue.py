"""The catalogue: what LetzAI and Letta can do and cost, from their published documents.

    decoded TOML ─complaints▶ none ─model_of▶ Models ─parse_catalogue▶ Capabilities by provider

Compiled on 2026-11-20; each entry names its document and date. A price that is absent is unknown.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assetforge.core.capabilities import Capabilities, squashed
from assetforge.core.limits import Words
from assetforge.core.values import is_table
from assetforge.providers.catalogue_model import kind_of, model_of
from assetforge.providers.catalogue_shape import PROVIDERS, complaints
from assetforge.providers.catalogue_value import is_tables, is_text, is_texts, taken

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assetforge.core.capabilities import Model
    from assetforge.core.limits import Limit
    from assetforge.core.names import Kind
    from assetforge.providers.catalogue_shape import Entry


def parse_catalogue(data: Entry) -> Mapping[str, Capabilities]:
    """Read what each provider of the catalogue can do, by the provider's name.

    Raises:
        CatalogueError: entries are unknown, missing, of a wrong type or contradict each other;
            every one of them is named.
    """
    wrong = list(complaints(data))
    if not wrong:
        entries = taken(data, "model", is_tables) or ()
        models = [model_of(entry, _limits(data, entry)) for entry in entries]
        wrong = list(_contradictions(models))
        if not wrong:
            return {name: _capabilities(name, models, data) for name in PROVIDERS}
    raise CatalogueError(wrong)


class CatalogueError(ValueError):
    """The data of the catalogue is wrong; each complaint names its entry and key."""

    def __init__(self, complaints: Sequence[str]) -> None:
        super().__init__("\n".join(complaints))


def _capabilities(provider: str, models: Sequence[Model], data: Entry) -> Capabilities:
    own = tuple(model for model in models if model.provider == provider)
    return Capabilities(
        provider=provider,
        kinds=frozenset(model.kind for model in own if model.is_current),
        models=own,
        strangers=_strangers(own, _endpoint(data, provider, "image")),
    )


def _strangers(models: Sequence[Model], limits: Entry) -> Mapping[Kind, Model]:
    """Say how a model that no document names is treated, where its service is named beside it.

    Letta passes an unknown `model` on to the provider of the request (Letta image-generation
    skill, letta 0.34.12); that provider must then be said, and every field may be meant.
    """
    services = taken(limits, "providers", is_texts)
    return {} if services is None else dict(_stranger(services, models))


def _stranger(services: Sequence[str], models: Sequence[Model]) -> Iterator[tuple[Kind, Model]]:
    for first in {model.kind: model for model in models}.values():
        kin = [model for model in models if model.kind == first.kind]
        fields: dict[str, Limit] = {}
        own: dict[str, Limit] = {"provider": Words(choices=tuple(services))}
        for model in kin:
            fields |= model.fields
            own |= model.own_fields
        yield first.kind, replace(
            first, id="", name="", aliases=(), is_default=False, is_current=False, fields=fields,
            own_fields=own, required=frozenset({f"{first.provider}.provider"}), price=None,
        )  # fmt: skip


def _limits(data: Entry, entry: Entry) -> Entry:
    """Find the limits of an entry's endpoint; Letta has one for pictures and edits."""
    provider = taken(entry, "provider", is_text) or ""
    kind = "image" if provider == "letta" else kind_of(entry)
    return _endpoint(data, provider, kind)


def _endpoint(data: Entry, provider: str, kind: str) -> Entry:
    found: object = data.get("limits")
    for key in (provider, kind):
        found = found.get(key) if is_table(found) else None
    return found if is_table(found) else {}


def _contradictions(models: Sequence[Model]) -> Iterator[str]:
    owners: dict[tuple[str, Kind, str], Model] = {}
    for model in models:
        name = f"{model.provider} {model.kind} {model.id}"
        for word in dict.fromkeys(squashed(word) for word in model.words):
            other = owners.setdefault((model.provider, model.kind, word), model)
            if other is not model:
                yield f"{name}: the word `{word}` already means {other.id}"
        if model.price is not None and model.price.by == "resolution":
            for word in sorted(set(model.price.figures) - set(model.tiers.values())):
                yield f"{name} price: `{word}` is no tier or size of it"
