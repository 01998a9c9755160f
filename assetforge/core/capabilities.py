"""Capabilities: what each provider's models can do and cost, as values.

    Capabilities ── kinds, models ──▶ Model ── fields ──▶ Limit   what each field may hold
       provider                         ├───── tiers     `2k` → the service's own word
                                        ├───── defaults  what is asked for where nothing is said
                                        └───── price ──▶ Price, and Options that change it

Providers build them (from the catalogue of 2026-11-20); checks, plans and editors read them. The
words are the manifest's own; only prices and tiers know how a service calls a thing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from assetforge.core.credits import Credits
    from assetforge.core.limits import Limit
    from assetforge.core.names import Kind
    from assetforge.core.values import Scalar, Table

Unit: TypeAlias = Literal["image", "job", "second"]
Sources: TypeAlias = Literal["required", "advised", "free"]
PricedBy: TypeAlias = Literal["resolution", "quality", "duration"]
Confidence: TypeAlias = Literal["documented", "inferred", "own"]  # own: the user's config says so

UNTOLD: Final = frozenset({"revision"})  # fields that ask for a new take, and no service is told

_UNREAD = str.maketrans("", "", " .-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What one result, call or second costs: one figure, or one for each word of a field."""

    unit: Unit
    flat: Credits | None = None  # None: the figure depends on `by`
    by: PricedBy | None = None
    figures: Mapping[str, Credits] = field(default_factory=dict["str", "Credits"])  # service's word
    lower: Price | None = None  # the other possible meaning of the document's figure
    source: str = ""  # the document that says so, or the user's config
    as_of: date | None = None  # the day that the document speaks of
    confidence: Confidence = "inferred"
    note: str = ""  # why it is a range, or inferred


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A wish that changes the price: a field that has a value, or a number above another."""

    field: str
    multiplier: Decimal | None  # None: it changes the price, and no document says how much
    value: Scalar = True
    above: int | None = None
    confidence: Confidence = "inferred"
    note: str = ""  # what is inferred

    def is_used(self, params: Table) -> bool:
        """Say whether these parameters wish for it."""
        wish = params.get(self.field)
        if self.above is None:
            return wish == self.value and isinstance(wish, bool) == isinstance(self.value, bool)
        return isinstance(wish, int | float) and wish > self.above


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One model of a provider, for one kind of asset."""

    provider: str
    kind: Kind
    id: str  # canonical
    name: str
    aliases: tuple[str, ...] = ()
    is_default: bool = False
    is_current: bool = True  # False: newer documents no longer name it
    is_older: bool = False  # whether the older dialect of its service has it
    fields: Mapping[str, Limit] = field(default_factory=dict["str", "Limit"])
    own_fields: Mapping[str, Limit] = field(default_factory=dict["str", "Limit"])  # sub-table
    required: frozenset[str] = frozenset()  # fields without a default; sub-table keys: "letta.x"
    defaults: Table = field(default_factory=dict["str", "Scalar"])
    tiers: Mapping[str, str] = field(default_factory=dict["str", "str"])  # ours → the service's
    source: Sources = "free"  # whether `from` may be left out
    inputs_max: int = 0
    needs: tuple[str, ...] = ()  # what the user's own config must hold
    price: Price | None = None  # None: unknown, which is not free
    options: tuple[Option, ...] = ()
    documented: str  # the document that names it, with its date
    as_of: date | None = None  # the day that the document speaks of
    confidence: Confidence = "inferred"
    note: str = ""  # what is inferred

    @property
    def words(self) -> tuple[str, ...]:
        """The words that a person may write for it, the canonical id first."""
        return (self.id, *self.aliases, self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What one provider can do."""

    provider: str
    kinds: frozenset[Kind]
    is_open: bool = False  # True: it takes any model and any field
    limits: Mapping[str, Limit] = field(default_factory=dict["str", "Limit"])
    """What an open provider's fields may hold, whatever the model; others say it by model."""
    defaults: Table = field(default_factory=dict["str", "Scalar"])  # of an open one, as a model's
    models: tuple[Model, ...] = ()
    strangers: Mapping[Kind, Model] = field(
        default_factory=dict["Kind", "Model"]
    )  # how a model that no document names is treated, where the service may know it
    _by_word: Mapping[tuple[Kind, str], Model] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_word = {
            (model.kind, squashed(word)): model for model in self.models for word in model.words
        }
        object.__setattr__(self, "_by_word", by_word)

    def of_kind(self, kind: Kind) -> tuple[Model, ...]:
        """List the models that make a kind of asset."""
        return tuple(model for model in self.models if model.kind == kind)

    def find(self, kind: Kind, word: str) -> Model | None:
        """Find a model by id, alias or name; case, spaces, dots and hyphens do not count."""
        return self._by_word.get((kind, squashed(word)))

    def meant(self, kind: Kind, word: str | None) -> Model | None:
        """Find the model that an asset means: the one named, a stranger by that name, the default.

        None where the provider has no such model, or none to fall back on.
        """
        if word is None:
            return self.default_model(kind)
        stranger = self.strangers.get(kind)
        return self.find(kind, word) or (stranger and replace(stranger, id=word, name=word))

    def default_model(self, kind: Kind) -> Model | None:
        """Find the model that is meant where none is named; paid films have none."""
        return next((model for model in self.of_kind(kind) if model.is_default), None)

    def defaults_of(self, kind: Kind, word: str | None) -> Table:
        """Find what is asked for where an asset of a kind and model says nothing."""
        model = None if self.is_open else self.meant(kind, word)
        return self.defaults if model is None else model.defaults

    def known_words(self, kind: Kind) -> tuple[str, ...]:
        """List every word that names a model of a kind."""
        return tuple(word for model in self.of_kind(kind) for word in model.words)


def squashed(word: str) -> str:
    """Reduce a model's word to what counts when it is looked up."""
    return word.casefold().translate(_UNREAD)
