"""Rules across assets: who may be made from whom, how many inputs, whose file lies where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.diagnostics import Problem, did_you_mean
from assetforge.core.media import MP4, TYPE_BY_EXTENSION
from assetforge.core.names import FILM_KINDS, Kind
from assetforge.core.paths import extension, fold
from assetforge.core.pixels import parse_pixels, parse_ratio

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assetforge.manifest.expand import Cell
    from assetforge.manifest.model import Asset

INPUTS: Final[Mapping[Kind, tuple[int, int]]] = {
    "image": (0, 0), "edit": (1, 32), "upscale": (1, 1), "video": (0, 2), "video-edit": (1, 1),
    "derive": (1, 1),
}  # fmt: skip
WORDS_MATTER: Final[frozenset[Kind]] = frozenset({"image", "edit", "video", "video-edit"})
RATIO_TOLERANCE: Final = 0.02  # a size in whole pixels cannot meet every ratio


def check_sources(cells: Mapping[str, Cell], problems: list[Problem]) -> None:
    """Find inputs that no asset has, and assets that name themselves."""
    names = {cell.declared.name for cell in cells.values()}
    for address, cell in cells.items():
        for position, source in enumerate(cell.sources):
            if source not in cells or source == address:
                problems.append(_unknown_source(cell, position, source, names | cells.keys()))


def check_assets(assets: Mapping[str, Asset]) -> Iterator[Problem]:
    """Find what does not go together among assets whose inputs all exist."""
    for asset in assets.values():
        if asset.kind != "source":
            yield from _check_inputs(asset, assets)
            yield from _check_words(asset)
            yield from _check_shape(asset)
    yield from _check_outputs(assets)


def is_film(asset: Asset) -> bool:
    """Say whether an asset's result moves, as far as the manifest tells."""
    if asset.kind == "source":
        return TYPE_BY_EXTENSION.get(extension(asset.stem)) == MP4
    return asset.kind in FILM_KINDS


def _check_inputs(asset: Asset, assets: Mapping[str, Asset]) -> Iterator[Problem]:
    least, most = INPUTS[asset.kind]
    if not least <= len(asset.inputs) <= most:
        wants = str(least) if least == most else f"{least} to {most}"
        yield _problem(
            asset, "from", "input-count", "a number of inputs that does not fit",
            f"a `{asset.kind}` is made from {wants}, and this one names {len(asset.inputs)}",
            "name others in `from`, or pick one cell by its address",
        )  # fmt: skip
    for name in asset.inputs:
        source = assets[name]
        if is_film(source) != (asset.kind == "video-edit") and asset.kind != "derive":
            kind = "film" if is_film(source) else "picture"
            other = "picture" if is_film(source) else "film"
            yield _problem(
                asset, "from", "wrong-kind", "an input of the wrong kind",
                f"`{name}` is a {kind}, and a `{asset.kind}` is made from a {other}",
                "a `derive` with `at` cuts a picture out of a film; a `video` makes a film "
                "from a picture",
            )  # fmt: skip


def _check_words(asset: Asset) -> Iterator[Problem]:
    has_words = any(key in asset.params for key in ("prompt", "skin", "shots"))
    is_needed = asset.kind in WORDS_MATTER and not (asset.kind == "video" and asset.inputs)
    if is_needed and asset.kind != "video-edit" and not has_words:
        yield _problem(
            asset, "", "missing-key", "missing key",
            f"`{asset.address}` says nothing of what it should show",
            'add `prompt = "…"`, or `prompt_file` with the path of a text',
        )  # fmt: skip
    if asset.kind == "derive" and not asset.params:
        yield _problem(
            asset, "", "missing-key", "missing key",
            f"`{asset.address}` does not say what to derive",
            "add one of `width`, `height`, `crop`, `format`, `quality`, `at`",
        )  # fmt: skip


def _check_shape(asset: Asset) -> Iterator[Problem]:
    pixels, ratio = (
        parse_pixels(asset.params.get("size")),
        parse_ratio(asset.params.get("aspect_ratio")),
    )
    if pixels is None or ratio is None:
        return
    if abs(pixels.width / pixels.height / float(ratio) - 1) > RATIO_TOLERANCE:
        yield _problem(
            asset, "size", "size-and-ratio", "a size and a ratio that disagree",
            f"{pixels} is not {asset.params['aspect_ratio']}",
            "keep `size` or `aspect_ratio`, not both",
        )  # fmt: skip


def _check_outputs(assets: Mapping[str, Asset]) -> Iterator[Problem]:
    taken: dict[str, Asset] = {}
    for asset in assets.values():
        place = fold(asset.stem)
        other = taken.setdefault(place, asset)
        if other is not asset and _collide(asset, other):
            yield _problem(
                asset, "output", "output-twice", "two assets with one file",
                f"`{other.address}` already goes to `{other.stem}{other.extension or ''}`",
                "give one of them another `output`, with `{{axis}}` in it for a matrix",
            )  # fmt: skip


def _collide(asset: Asset, other: Asset) -> bool:
    """Say whether two assets may end in one file; sources stay where they are."""
    if asset.kind == "source" and other.kind == "source":
        return False
    known = asset.extension and other.extension
    return not known or fold(asset.extension or "") == fold(other.extension or "")


def _unknown_source(cell: Cell, position: int, source: str, known: set[str]) -> Problem:
    value = cell.fields.get("from")
    origin = cell.origin("from", position) if isinstance(value, list) else cell.origin("from")
    if source == cell.address:
        detail, hint = "an asset cannot be made from itself", "name another asset"
    else:
        detail = f"no asset is called `{source}`"
        near = did_you_mean(source, known)
        hint = near or "declare it, or name one of the assets of this manifest"
    return Problem(
        code="unknown-asset", file=origin.file, path=origin.path,
        summary="an unknown asset", detail=detail, hint=hint,
    )  # fmt: skip


def _problem(asset: Asset, key: str, *said: str) -> Problem:
    code, summary, detail, hint = said
    path = (*asset.origin.path, key) if key else asset.origin.path
    return Problem(
        code=code, file=asset.origin.file, path=path, on="value" if key else "key",
        summary=summary, detail=detail, hint=hint,
    )  # fmt: skip
