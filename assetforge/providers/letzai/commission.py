"""A commission: a request with the model it means, checked against what the model takes.

Request ─commissioned▶ Commission ─▶ the body of an order, in the words of the dialect

The manifest was checked before; this is the last look before money is spent, since LetzAI answers
a tier that a model lacks with its default, silently (LetzAI skill, 2026-07-28).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.core.limits import Parts
from assetforge.core.pixels import parse_pixels
from assetforge.providers.letzai.older_words import older_word, unspoken
from assetforge.providers.letzai.reading import array, table, text
from assetforge.providers.letzai.refusals import (
    missing,
    no_organization,
    no_route,
    no_such_model,
    not_spoken,
    not_taken,
    too_many,
)
from assetforge.providers.letzai.routes import route_for

if TYPE_CHECKING:
    from assetforge.core.capabilities import Capabilities, Model
    from assetforge.core.pixels import Pixels
    from assetforge.core.values import Json, Table
    from assetforge.providers.protocol import Request
    from assetforge.providers.settings import ServiceSettings

_WORDLESS: Final = frozenset({"upscale"})  # kinds that are made from a picture alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Commission:
    """What is ordered, of whom, and under which settings."""

    request: Request
    model: Model
    settings: ServiceSettings
    route: str

    @property
    def is_older(self) -> bool:
        """Whether it is said in the older dialect."""
        return self.settings.dialect == "older"

    @property
    def params(self) -> Table:
        """The manifest's fields after defaults."""
        return self.request.params

    @property
    def own(self) -> Table:
        """The fields of LetzAI's own sub-table."""
        return table(self.params.get(self.model.provider))

    @property
    def word(self) -> str:
        """The model's id in the dialect."""
        return older_word(self.model) if self.is_older else self.model.id

    @property
    def prompt(self) -> str | None:
        """The prompt; that of a film in several shots, which has none of its own, is all theirs."""
        shots = (text(table(shot).get("prompt")) for shot in array(self.params.get("shots")))
        said = text(self.params.get("prompt"))
        return said or " ".join(shot for shot in shots if shot) or None

    @property
    def tier(self) -> str | None:
        """The resolution in the model's own word."""
        word = self.params.get("resolution")
        return None if word is None else self.model.tiers.get(str(word))

    @property
    def pixels(self) -> Pixels | None:
        """The size that is asked for."""
        return parse_pixels(self.params.get("size"))


def commissioned(
    request: Request, capabilities: Capabilities, settings: ServiceSettings
) -> Commission:
    """Look a request over before it is ordered.

    Raises:
        MakingError: its model does not exist or does not take it, or the dialect cannot say it.
    """
    route = route_for(request.kind, settings.dialect)
    if route is None:
        raise no_route(request)
    model = capabilities.meant(request.kind, request.model)
    if model is None:
        raise no_such_model(request)
    commission = Commission(request=request, model=model, settings=settings, route=route)
    _check_values(commission)
    _check_needs(commission)
    _check_dialect(commission)
    return commission


def filled(fields: Table) -> dict[str, Json]:
    """Leave out what is not set: LetzAI answers a null with 400."""
    return {name: value for name, value in fields.items() if value is not None}


def whole(value: Json) -> Json:
    """Write 8.0 as 8: the service's numbers are whole ones."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _check_values(commission: Commission) -> None:
    model = commission.model
    limits = Parts(keys={**model.fields, **model.own_fields})
    for name, value in {**commission.params, **commission.own}.items():
        limit = limits.keys.get(name)
        if limit is not None and not limit.accepts(value):
            raise not_taken(commission.request, name, limit)


def _check_needs(commission: Commission) -> None:
    request, model = commission.request, commission.model
    if "organization" in model.needs and not commission.settings.organization:
        raise no_organization(request)
    is_required = model.source == "required" or (commission.is_older and request.kind == "video")
    if is_required and not request.inputs:
        raise missing(request, "a source in `from`")
    if len(request.inputs) > model.inputs_max:
        raise too_many(request, model.inputs_max)
    if "skin" not in model.fields and request.kind not in _WORDLESS and not commission.prompt:
        raise missing(request, "a `prompt`")


def _check_dialect(commission: Commission) -> None:
    what = unspoken(commission.model, commission.params) if commission.is_older else None
    if what is not None:
        raise not_spoken(commission.request, what)
