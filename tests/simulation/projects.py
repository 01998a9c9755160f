"""Projects: random graphs of up to twelve assets, drawn so that everything in them can be made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from assetforge.manifest.model import Asset, Origin

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from assetforge.core.names import Kind
    from assetforge.core.values import Json

    Project: TypeAlias = Mapping[str, Asset]
    Maker: TypeAlias = tuple[str, str | None]  # provider and model

MOST: Final = 12
FEW: Final = 6
_PROMPTS: Final = ("a lamp", "a boat", "a tower", "a field", "a bird", "a wave", "a hat", "a kite")
_MAKERS: Final[Mapping[Kind, tuple[Maker, ...]]] = {
    "image": (
        ("letzai", "flux2"), ("letzai", "gemini-3-pro-image"), ("letzai", "flux2"),
        ("letta", "flux-2-pro"), ("letta", "gemini-3-pro-image"), ("studio", None),
    ),
    "edit": (
        ("letzai", "flux2"), ("letzai", "gemini-3-pro-image"), ("letta", "gemini-3-pro-image"),
        ("letta", "flux-2-pro"),
    ),
    "upscale": (("letzai", "default"), ("letzai", "nano-banana-pro")),
    "video": (("letzai", "video-veo31"), ("letzai", "video-kling26")),
}  # fmt: skip
_KINDS: Final[tuple[Kind, ...]] = ("image", "image", "edit", "edit", "upscale", "video")


def drawn_projects(chance: Random) -> tuple[Project, ...]:
    """Draw one project or two; the second asks for some of the same things."""
    first = _drawn(chance, chance.randint(1, MOST))
    if chance.random() < 0.6:
        return (first,)
    if chance.random() < 0.5:
        return (first, first)
    return (first, _drawn(chance, chance.randint(1, FEW)))


def _drawn(chance: Random, count: int) -> Project:
    assets: dict[str, Asset] = {}
    for number in range(chance.randint(0, min(2, count - 1))):
        asset = _source(f"source-{number}")
        assets[asset.address] = asset
    while len(assets) < count:
        asset = _asset(chance, f"asset-{len(assets)}", assets)
        assets[asset.address] = asset
    return assets


def _asset(chance: Random, address: str, assets: Project) -> Asset:
    pictures = [asset.address for asset in assets.values() if asset.kind != "video"]
    kind = chance.choice(_KINDS) if pictures else "image"
    provider, model = chance.choice(_MAKERS[kind])
    params: dict[str, Json] = {}
    if kind != "upscale":
        params["prompt"] = chance.choice(_PROMPTS)
    if kind == "video" and model == "video-kling26":
        params["duration"] = 5
    if chance.random() < 0.1:
        params["revision"] = chance.randint(1, 2)
    count = 0 if kind == "image" else chance.randint(1, 3) if kind == "edit" else 1
    inputs = tuple(chance.sample(pictures, min(count, len(pictures))))
    return _made(address, kind, (provider, model), inputs, params)


def _made(
    address: str, kind: Kind, maker: Maker, inputs: tuple[str, ...], params: Mapping[str, Json]
) -> Asset:
    return Asset(
        address=address, name=address, kind=kind, cell={}, provider=maker[0], model=maker[1],
        inputs=inputs, params=params, notes={}, stem=f"assets/{address}", extension=None,
        origin=Origin(file="assets.toml", path=(kind, address)), written=frozenset(), homes={},
    )  # fmt: skip


def _source(address: str) -> Asset:
    return Asset(
        address=address, name=address, kind="source", cell={}, provider="", model=None, inputs=(),
        params={}, notes={}, stem=f"brand/{address}.png", extension=".png",
        origin=Origin(file="assets.toml", path=("source", address)), written=frozenset(),
        homes={},
    )  # fmt: skip
