"""Prices that a user sets: instead of the catalogue's, or where it has none.

    [letzai.prices.image.flux2]            an Override of one model, found by any of its words
    1k = 55                                a figure for each tier, size or quality
    2k = { min = 100, max = 120 }          what is not said stays as the catalogue has it
    [letzai.prices.video.sora2]
    per_second = 90                        one figure for each second, or
    each = 900                             for each result
    [letzai.prices.image.flux2.options]
    quality = 1.5                          how many times dearer a wish makes it

An override changes what something costs, never what a model can do, so it never changes a key.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from assetforge.core.capabilities import Price
from assetforge.core.credits import UNKNOWN
from assetforge.core.diagnostics import did_you_mean
from assetforge.core.limits import Words, listed
from assetforge.core.names import FILM_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from assetforge.core.capabilities import Capabilities, Model, Option, PricedBy, Unit
    from assetforge.core.credits import Credits
    from assetforge.core.names import Kind

EACH: Final = "each"
PER_SECOND: Final = "per_second"
OPTIONS: Final = "options"
YOURS: Final = "your config"


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """What a user says that one model costs."""

    provider: str
    kind: Kind
    model: str  # as written: an id, an alias or a name
    figures: tuple[tuple[str, Credits], ...] = ()  # by a tier's word, or one of the two above
    options: tuple[tuple[str, Decimal], ...] = ()  # field → factor


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """What an override says that cannot be; `path` leads from the tables of its kind to it."""

    path: tuple[str, ...]
    detail: str
    hint: str


def overridden(able: Capabilities, overrides: Sequence[Override]) -> Capabilities:
    """Set a provider's prices as its user says; those that fit no model change nothing."""
    models = {(model.kind, model.id): model for model in able.models}
    for override in overrides:
        model = able.find(override.kind, override.model)
        if model is not None and override.provider == able.provider:
            models[model.kind, model.id] = _priced(models[model.kind, model.id], override)
    return replace(able, models=tuple(models.values()))


def without_needs(able: Capabilities, met: frozenset[str]) -> Capabilities:
    """Make it so that no model asks for what the user's config holds already."""
    models = tuple(
        replace(model, needs=tuple(need for need in model.needs if need not in met))
        for model in able.models
    )
    return replace(able, models=models)


def misfits(able: Capabilities, overrides: Sequence[Override]) -> Iterator[Misfit]:
    """Find models, tiers and options that a provider does not have, and what is said twice."""
    owners: dict[tuple[Kind, str], str] = {}
    for override in overrides:
        model = able.find(override.kind, override.model)
        if model is None:
            yield _unknown_model(able, override)
            continue
        first = owners.setdefault((model.kind, model.id), override.model)
        if first != override.model:
            yield _misfit(
                override, (), f"`{override.model}` is the model that `{first}` names above",
                "keep one of the two tables",
            )  # fmt: skip
        yield from _wrong_figures(override, model)
        yield from _wrong_options(override, model)


def words_priced(model: Model) -> Mapping[str, str]:
    """List the words that a model's figures can stand under, with the service's own for each."""
    quality = model.fields.get("quality")
    if not model.tiers and isinstance(quality, Words):
        return {str(word): str(word) for word in quality.choices}
    return {word: word for word in model.tiers.values()} | dict(model.tiers)


def _priced(model: Model, override: Override) -> Model:
    factors = dict(override.options)
    return replace(
        model, price=_price(model, dict(override.figures)),
        options=tuple(_option(option, factors) for option in model.options),
    )  # fmt: skip


def _price(model: Model, figures: Mapping[str, Credits]) -> Price | None:
    if not figures:
        return model.price
    units: dict[str, Unit] = {EACH: _unit_of_result(model), PER_SECOND: "second"}
    for key, unit in units.items():
        if key in figures:
            return Price(unit=unit, flat=figures[key], source=YOURS, confidence="own")
    by: PricedBy = "resolution" if model.tiers else "quality"
    spoken = words_priced(model)
    return Price(
        unit=model.price.unit if model.price else _unit_of_result(model), by=by,
        figures=_known_figures(model, by) | {spoken[word]: figures[word] for word in figures},
        source=YOURS, confidence="own",
    )  # fmt: skip


def _known_figures(model: Model, by: PricedBy) -> dict[str, Credits]:
    """Gather what is known of each tier without the override; of the others nothing is."""
    price = model.price
    flat = UNKNOWN if price is None or price.flat is None else price.flat
    known = dict.fromkeys(words_priced(model).values(), flat)
    return known | dict(price.figures) if price and price.by == by else known


def _unit_of_result(model: Model) -> Unit:
    return "job" if model.kind in FILM_KINDS else "image"


def _option(option: Option, factors: Mapping[str, Decimal]) -> Option:
    factor = factors.get(option.field)
    if factor is None:
        return option
    return replace(option, multiplier=factor, confidence="own", note="")


def _unknown_model(able: Capabilities, override: Override) -> Misfit:
    known = [model.id for model in able.of_kind(override.kind)]
    near = did_you_mean(override.model, able.known_words(override.kind))
    has = f"it has {listed(known, 'and')}" if known else f"it makes no {override.kind}"
    return _misfit(
        override, (), f"{able.provider} has no model `{override.model}` of the kind "
        f"{override.kind}; {has}", near or "take the table out",
    )  # fmt: skip


def _wrong_figures(override: Override, model: Model) -> Iterator[Misfit]:
    words = [word for word, _ in override.figures]
    known = _known_words(model)
    for word in words:
        if word not in known and word not in words_priced(model):
            near = did_you_mean(word, known)
            yield _misfit(
                override, (word,), f"{model.name} has no price by `{word}`; it can be priced by "
                f"{listed([f'`{each}`' for each in known])}", near or "take it out",
            )  # fmt: skip
    if len(words) > 1 and not {EACH, PER_SECOND}.isdisjoint(words):
        yield _misfit(
            override, (), f"`{EACH}`, `{PER_SECOND}` and prices by tier exclude one another",
            "keep one of them",
        )  # fmt: skip
    yield from _twice(override, model)
    if not words and not override.options:
        yield _misfit(
            override, (), "the table says no price",
            f"write {listed([f'`{each} = …`' for each in known])}",
        )  # fmt: skip


def _known_words(model: Model) -> list[str]:
    tiers = list(model.tiers) or list(words_priced(model))
    return [*tiers, EACH, *([PER_SECOND] if model.kind in FILM_KINDS else [])]


def _twice(override: Override, model: Model) -> Iterator[Misfit]:
    spoken = words_priced(model)
    first: dict[str, str] = {}
    for word, _ in override.figures:
        other = first.setdefault(spoken.get(word, word), word)
        if other != word:
            yield _misfit(
                override, (word,), f"`{word}` and `{other}` are one tier of {model.name}",
                "keep one of the two",
            )  # fmt: skip


def _wrong_options(override: Override, model: Model) -> Iterator[Misfit]:
    known = [option.field for option in model.options]
    for name, _ in override.options:
        if name not in known:
            has = f"only {listed([f'`{each}`' for each in known], 'and')}" if known else "nothing"
            yield _misfit(
                override, (OPTIONS, name),
                f"`{name}` does not change the price of {model.name}; {has} does",
                did_you_mean(name, known) or "take it out",
            )  # fmt: skip


def _misfit(override: Override, path: tuple[str, ...], detail: str, hint: str) -> Misfit:
    return Misfit(path=(override.kind, override.model, *path), detail=detail, hint=hint)
