"""A provider that is known from its documents: its orders are checked, completed and priced.

    Order ─resolve▶ every parameter that decides the result ─quote▶ Credits

LetzAI and Letta are known in this way (catalogue of 2026-11-20); nothing here talks to them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from assetforge.core.capabilities import UNTOLD
from assetforge.core.credits import UNKNOWN
from assetforge.core.limits import Ratio, Size
from assetforge.core.pixels import nearest_size, parse_ratio, size_with_short_side
from assetforge.core.tags import KNOWING_TAGS, without_tags
from assetforge.providers.pricing import quote

if TYPE_CHECKING:
    from fractions import Fraction

    from assetforge.core.capabilities import Capabilities, Model
    from assetforge.core.credits import Credits
    from assetforge.core.values import Json, Table
    from assetforge.providers.protocol import Order

LONG_SIDE: Final = 1600  # pixels, unless a size is asked for; LetzAI's own default, 2026-07-28
_SHORT_SIDES: Final = {"480p": 480, "720p": 720, "1080p": 1080, "4k": 2160}  # of films, in pixels


class Known:
    """A provider whose models, limits and prices are documented."""

    is_local = False  # its results are paid for, and count by their content

    def __init__(self, capabilities: Capabilities) -> None:
        self.name = capabilities.provider
        self._capabilities = capabilities

    def resolve(self, order: Order) -> Table:
        """Fill in defaults; what the model does not understand is left out.

        A ratio becomes pixels where the service knows only pixels.
        """
        model = self._capabilities.meant(order.kind, order.model)
        if model is None:
            return order.params
        wishes = _understood(model, order.params)
        if isinstance(prompt := wishes.get("prompt"), str) and self.name not in KNOWING_TAGS:
            wishes["prompt"] = without_tags(prompt)
        defaults: dict[str, Json] = {**model.defaults}
        if "aspect_ratio" in wishes and isinstance(model.fields["aspect_ratio"], Ratio):
            ratio = parse_ratio(wishes.pop("aspect_ratio"))
            if ratio is not None:
                defaults["size"] = _size(model, ratio, {**defaults, **wishes})
        return _joined(defaults, wishes)

    def needs(self, order: Order) -> tuple[str, ...]:
        """Name what the user's own config must say before this can be ordered."""
        model = self._capabilities.meant(order.kind, order.model)
        return () if model is None else model.needs

    def quote(self, order: Order) -> Credits:
        """Price an order by the catalogue; unknown where no price is published."""
        model = self._capabilities.meant(order.kind, order.model)
        return UNKNOWN if model is None else quote(model, self.resolve(order))


def _understood(model: Model, params: Table) -> dict[str, Json]:
    wishes = {
        name: _plain(value)
        for name, value in params.items()
        if name in model.fields or name in UNTOLD
    }
    own = params.get(model.provider)
    if isinstance(own, Mapping):
        kept = {key: _plain(value) for key, value in own.items() if key in model.own_fields}
        wishes |= {model.provider: kept} if kept else {}
    return wishes


def _plain(value: Json) -> Json:
    """Write 8.0 as 8, so that both ask for the same thing."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _size(model: Model, ratio: Fraction, params: Mapping[str, Json]) -> str:
    limit = model.fields["size"]
    if isinstance(limit, Size) and limit.longest is not None:
        return str(nearest_size(ratio, LONG_SIDE, limit.shortest, limit.longest))
    usual = "1080p" if params.get("high_quality") is True else "720p"
    tier = str(params.get("resolution", usual))
    return str(size_with_short_side(ratio, _SHORT_SIDES.get(tier, _SHORT_SIDES[usual])))


def _joined(defaults: Table, wishes: Table) -> Table:
    joined: dict[str, Json] = {**defaults, **wishes}
    for name, default in defaults.items():
        wish = wishes.get(name)
        if isinstance(default, Mapping) and isinstance(wish, Mapping):
            joined[name] = {**default, **wish}
    return joined
