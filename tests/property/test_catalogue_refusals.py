"""The whole catalogue: what a model cannot do is refused, and the message names what it can."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.catalogue import packaged_catalogue
from assetforge.core.limits import Parts, Size, Text, Whole
from assetforge.manifest.capability_checks import OrderToCheck, check_order
from assetforge.manifest.wording import few

if TYPE_CHECKING:
    from assetforge.core.capabilities import Capabilities, Model
    from assetforge.core.limits import Limit
    from assetforge.core.values import Json, Table
    from assetforge.manifest.finding import Finding

CATALOGUE = packaged_catalogue()
MODELS = [model for able in CATALOGUE.values() for model in able.models]
EVERY_FIELD = sorted({name for model in MODELS for name in model.fields})
each_model = pytest.mark.parametrize(
    "model", MODELS, ids=lambda model: f"{model.provider}-{model.kind}-{model.id}"
)


def everything(model: Model) -> Capabilities:
    """Offer kinds of older documents too, so that their models can be looked at."""
    able = CATALOGUE[model.provider]
    return replace(able, kinds=able.kinds | {model.kind})


def found(model: Model, params: Table, inputs: int | None = None) -> list[Finding]:
    asked = OrderToCheck(
        kind=model.kind, provider=model.provider, model=model.id, params=params,
        inputs=min(1, model.inputs_max) if inputs is None else inputs,
    )  # fmt: skip
    return [each for each in check_order(asked, {model.provider: everything(model)})
            if each.severity == "error"]  # fmt: skip


def beyond(limit: Limit) -> tuple[Json, Limit, tuple[str, ...]]:
    """Make a value that a limit refuses, with the limit that does and the keys that lead to it."""
    if not isinstance(limit, Parts):
        return refused(limit), limit, ()
    name, inner = next(iter(limit.keys.items()))
    value, refusing, path = beyond(inner)
    return {name: value}, refusing, (name, *path)


def refused(limit: Limit) -> Json:
    match limit:
        case Whole(low=low, high=high):
            return low - 1 if high is None else high + 1
        case Text(longest=int() as longest):
            return "x" * (longest + 1)
        case Text():
            return 7
        case Size(longest=int() as longest):
            return f"{longest + 8}x{longest}"
        case _:
            return "something else"


@each_model
def test_a_value_beyond_a_limit_is_refused_with_what_the_model_takes(model: Model) -> None:
    for name, limit in model.fields.items():
        value, refusing, path = beyond(limit)

        wrong = [each for each in found(model, {name: value}) if each.path == (name, *path)]

        assert [each.code for each in wrong] == ["value-not-offered"], name
        assert f"takes {refusing}" in wrong[0].detail
        assert model.name in wrong[0].detail
        assert model.documented in wrong[0].detail


@each_model
def test_a_field_without_meaning_is_refused_with_those_that_have_one(model: Model) -> None:
    for name in (name for name in EVERY_FIELD if name not in model.fields):
        wrong = [each for each in found(model, {name: "x"}) if each.path == (name,)]

        assert [each.code for each in wrong] == ["field-not-understood"], name
        assert few(sorted(model.fields), "and", like=name) in wrong[0].detail


@each_model
def test_too_many_inputs_are_refused_with_how_many_it_takes(model: Model) -> None:
    (wrong,) = [
        each
        for each in found(model, {}, inputs=model.inputs_max + 1)
        if each.code == "too-many-inputs"
    ]

    assert f"takes {model.inputs_max} input" in wrong.detail


@each_model
def test_an_unknown_key_of_the_providers_own_table_is_refused(model: Model) -> None:
    (wrong,) = [
        each
        for each in found(model, {model.provider: {"webhookUrl": "x"}})
        if each.path == (model.provider, "webhookUrl")
    ]

    assert wrong.code == "unknown-key"
    assert all(key in wrong.hint for key in model.own_fields)


@pytest.mark.parametrize(
    ("provider", "kind"),
    sorted({(model.provider, model.kind) for model in MODELS if model.provider == "letzai"}),
)
def test_an_unknown_model_is_refused_with_those_there_are(provider: str, kind: str) -> None:
    able = CATALOGUE[provider]
    known = [model for model in able.models if model.kind == kind]
    stranger = replace(known[0], id="zzz", aliases=(), name="zzz")

    (wrong,) = found(stranger, {})

    assert wrong.code == "unknown-model"
    current = [model.id for model in known if model.is_current]
    assert wrong.hint == f"write {few(current, like='zzz')}"
