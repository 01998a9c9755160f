"""How a provider is talked to: it says what to do next, the executor does it and answers.

    Request ─start▶ Conversation ──yields──▶ Render(drawing)      local work, as a description
                        ▲                        │
                        └──────── Piece ─────────┘
                    returns Result

A provider is pure: it opens no file and no socket, so it is tested with a list of answers in and a
list of instructions out, and it cannot spend anything that the executor did not see.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from decimal import Decimal

    from assetforge.core.credits import Credits
    from assetforge.core.media import Media
    from assetforge.core.names import Kind
    from assetforge.core.values import Table
    from assetforge.providers.drawing import Drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the manifest asks of a provider, before its own defaults; known without any input."""

    address: str
    kind: Kind
    model: str | None
    params: Table  # the fields of the manifest that decide the result


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A finished input: its address and what its bytes are."""

    name: str
    media: Media


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """An order after defaults, with its inputs in role order: everything a result depends on."""

    address: str
    kind: Kind
    model: str | None
    params: Table  # as `Provider.resolve` returned them
    inputs: tuple[Input, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Render:
    """Ask for local work: draw this and encode it. Free, repeatable, the same each time."""

    drawing: Drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Finished bytes that lie in the store's staging area, not yet kept."""

    path: str
    media: Media


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a conversation ends with."""

    piece: Piece
    job_id: str | None = None
    result_id: str | None = None
    url: str | None = None
    charged: Decimal | None = None


Conversation: TypeAlias = Generator[Render, Piece, Result]


class Offer(Protocol):
    """Someone whose work can be checked and priced, whether or not it can be ordered here."""

    @property
    def name(self) -> str:
        """The word for it in a manifest."""
        ...

    @property
    def is_local(self) -> bool:
        """Whether its work is free and repeatable here; its results then count by key."""
        ...

    def resolve(self, order: Order) -> Table:
        """Fill in defaults: every parameter that decides the result, and nothing else."""
        ...

    def quote(self, order: Order) -> Credits:
        """Say what an order costs before it is placed; unknown where no price is published."""
        ...


class Provider(Offer, Protocol):
    """Someone who makes assets."""

    def start(self, request: Request) -> Conversation:
        """Begin to make a result."""
        ...
