"""The whole catalogue: older ids, aliases and names mean one model, and change no key."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import tomli

from assetforge.adapters.catalogue import packaged_catalogue
from assetforge.app.offers import registry
from assetforge.app.settings import parse_settings
from assetforge.app.settings_service import Above
from assetforge.core.digest import Digest
from assetforge.lock.model import InputRef
from assetforge.manifest.document import Document
from assetforge.manifest.expand import expand
from assetforge.manifest.parse import parse_manifest
from assetforge.manifest.settle import Given
from assetforge.plan.fingerprint import key_of
from assetforge.plan.model import Ask
from assetforge.providers.protocol import Order

if TYPE_CHECKING:
    from assetforge.app.settings import Settings
    from assetforge.core.capabilities import Model
    from assetforge.manifest.model import Asset

CATALOGUE = packaged_catalogue()
MODELS = [model for able in CATALOGUE.values() for model in able.models]
OLDER = {"letzai": Above(dialect="older")}  # speaks of every kind
PLAIN = parse_settings("config.toml", b"", OLDER)
PRICED = parse_settings(
    "config.toml",
    "".join(
        f'[{each.provider}.prices.{each.kind}."{each.id}"]\neach = 7\n' for each in MODELS
    ).encode(),
    OLDER,
)
FIRST = InputRef(name="first", by="content", digest=Digest(f"sha256:{'7' * 64}"))
each_model = pytest.mark.parametrize(
    "model", MODELS, ids=lambda model: f"{model.provider}-{model.kind}-{model.id}"
)


def manifest(model: Model, word: str) -> str:
    """Write a manifest with one asset, `asked`, that names a model by a word."""
    lines = [f"provider = {json.dumps(model.provider)}", f"model = {json.dumps(word)}"]
    if "prompt" in model.fields:
        lines.append('prompt = "a lamp"')
    if model.kind != "image":
        lines.append('from = "first"')
    lines += [f'resolution = "{next(iter(model.tiers))}"'] if model.required else []
    first = "video" if model.kind == "video-edit" else "image"
    return (
        'version = 1\n[project]\nname = "words"\n'
        f'[{first}.first]\nprovider = "studio"\nprompt = "before"\n'
        f"[{model.kind}.asked]\n" + "\n".join(lines)
    )


def asked(model: Model, word: str, settings: Settings = PLAIN) -> Asset:
    text = manifest(model, word)
    documents = [Document(file="assets.toml", text=text, tables=tomli.loads(text))]
    given = Given(prompts={}, refused={})
    able = registry(settings).capabilities
    return parse_manifest(documents, expand(documents), given, able).assets["asked"]


def key(model: Model, word: str, settings: Settings = PLAIN) -> Digest | None:
    asset = asked(model, word, settings)
    order = Order(address="asked", kind=asset.kind, model=asset.model, params=asset.params)
    request = registry(settings).makers[asset.provider].resolve(order)
    inputs = () if model.kind == "image" else (FIRST,)
    return key_of(
        Ask(
            address="asked", kind=asset.kind, provider=asset.provider, model=asset.model,
            request=request, inputs=inputs,
        )
    )  # fmt: skip


@each_model
def test_every_word_for_a_model_means_its_canonical_id_and_gives_its_key(model: Model) -> None:
    canonical = key(model, model.id)
    words = (*model.words, model.id.upper(), model.id.replace("-", " "))

    assert canonical is not None
    assert {asked(model, word).model for word in words} == {model.id}
    assert {key(model, word) for word in words} == {canonical}


@each_model
def test_a_price_of_ones_own_changes_no_key(model: Model) -> None:
    order = Order(address="asked", kind=model.kind, model=model.id, params={})
    cost = registry(PRICED).makers[model.provider].quote(order)

    assert cost.low == 7
    assert key(model, model.id, PRICED) == key(model, model.id)


def test_models_of_one_kind_never_share_a_key() -> None:
    keys = [key(model, model.id) for model in MODELS]

    assert len(set(keys)) == len(MODELS)
