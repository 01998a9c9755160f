"""Wishes: an order as it was understood, whatever its route and dialect.

body ─▶ Wish ─┬ asked   the manifest's words ─ providers.pricing ─▶ credits
              └ drawn   the studio's words ─ providers.studio ─▶ what is drawn
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from assetforge.core.digest import digest_value
from assetforge.core.errors import MakingError
from assetforge.core.media import Media
from assetforge.providers.drawing import Film, Recut
from assetforge.providers.pricing import quote
from assetforge.providers.protocol import Input, Request
from assetforge.providers.studio.design import DESIGNERS
from assetforge.sandbox.job import Take
from assetforge.sandbox.refusal import RefusalError
from assetforge.sandbox.rendering import Rendering, media_type_of

if TYPE_CHECKING:
    from assetforge.core.capabilities import Model
    from assetforge.core.names import Kind
    from assetforge.core.values import Table
    from assetforge.providers.drawing import Drawing
    from assetforge.sandbox.source import Source

UNPRICED: Final = Decimal(25)  # credits, where no document publishes a price: the sandbox's own


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is wanted."""

    kind: Kind
    model: str  # as it was understood
    offer: Model | None  # None: the catalogue does not know it
    asked: Table
    drawn: Table
    sources: tuple[Source, ...] = ()
    count: int = 1
    details: Table = field(default_factory=dict["str", "str"])  # what its record adds

    @property
    def credits(self) -> Decimal:
        """What it costs: the top of the catalogue's range, so that no estimate is below it.

        An option whose price no document tells doubles it, as such options usually do.
        """
        if self.offer is None:
            return UNPRICED * self.count
        priced = tuple(option for option in self.offer.options if option.multiplier is not None)
        dear = [option for option in self.offer.options if option not in priced]
        each = quote(replace(self.offer, options=priced), self.asked).high
        doublings: int = sum(option.is_used(self.asked) for option in dear)
        return (UNPRICED if each is None else each) * (1 << doublings) * self.count

    def take(self, id_: str) -> Take:
        """Design a result.

        Raises:
            RefusalError: 400, it cannot be drawn.
        """
        drawing = self._drawing(id_)
        media = Media(
            type=media_type_of(drawing), width=drawing.width, height=drawing.height,
            seconds=drawing.frames / drawing.rate if isinstance(drawing, Film | Recut) else None,
        )  # fmt: skip
        materials = tuple(source.material for source in self.sources)
        return Take(
            id=id_, media=media, rendering=Rendering(id=id_, drawing=drawing, inputs=materials)
        )

    def _drawing(self, id_: str) -> Drawing:
        inputs = tuple(
            Input(name=f"input {number}", media=source.media, digest=digest_value(number))
            for number, source in enumerate(self.sources, start=1)
        )
        params = {"label": "sandbox", "revision": id_, **self.drawn}
        request = Request(
            address="sandbox", kind=self.kind, model=self.model, params=params, inputs=inputs
        )
        try:
            return DESIGNERS[self.kind](request)
        except MakingError as error:
            raise RefusalError(400, error.what) from error
