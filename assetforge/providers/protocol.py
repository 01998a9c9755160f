"""How a provider is talked to: it says what to do next, the executor does it and answers.

    Request ─start▶ Conversation ──yields──▶ Instruction      what to do, and what it costs
                        ▲                        │
                        └──────── Reply ─────────┘
                    returns Result

A provider is pure: it opens no file and no socket, so it is tested with a list of answers in and a
list of instructions out, and it cannot spend anything that the executor did not see.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

from assetforge.providers.instruction import Instruction, Piece, Reply

if TYPE_CHECKING:
    from decimal import Decimal

    from assetforge.core.credits import Credits
    from assetforge.core.digest import Digest
    from assetforge.core.media import Media
    from assetforge.core.names import Kind
    from assetforge.core.values import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the manifest asks of a provider, before its own defaults; known without any input."""

    address: str
    kind: Kind
    model: str | None
    params: Table  # the fields of the manifest that decide the result


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Who made an input: by our own store's record, else by what is locked of these very bytes."""

    provider: str
    kind: Kind
    result_id: str | None
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A finished input: its address and what its bytes are."""

    name: str
    media: Media
    digest: Digest
    origin: Origin | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """An order after defaults, with its inputs in role order: everything a result depends on."""

    address: str
    kind: Kind
    model: str | None
    params: Table  # as `Provider.resolve` returned them
    inputs: tuple[Input, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a conversation ends with."""

    piece: Piece
    job_id: str | None = None
    result_id: str | None = None
    url: str | None = None
    url_expires: str | None = None  # ISO 8601, where the provider says
    charged: Decimal | None = None  # None: the provider did not say
    remarks: tuple[str, ...] = ()  # what a person should know of it, as a smaller size
    is_short: bool = False  # so much less than asked that the build must not look like a success


Conversation: TypeAlias = Generator[Instruction, Reply, Result]


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
