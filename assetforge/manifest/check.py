"""Rules for one asset among the others: who may be made from whom, and what must be said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.diagnostics import Problem
from assetforge.core.media import MP4, TYPE_BY_EXTENSION, WEBP
from assetforge.core.names import FILM_KINDS, Kind
from assetforge.core.paths import extension
from assetforge.core.pixels import parse_pixels, parse_ratio
from assetforge.core.values import is_array
from assetforge.manifest.wording import with_article

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assetforge.manifest.cell import Cell
    from assetforge.manifest.model import Asset

INPUTS: Final[Mapping[Kind, tuple[int, int]]] = {
    "image": (0, 0), "edit": (1, 32), "upscale": (1, 1), "video": (0, 2), "video-edit": (1, 1),
    "derive": (1, 1),
}  # fmt: skip
WORDS: Final = frozenset({"prompt", "prompt_file"})
WORDS_OF: Final[Mapping[Kind, frozenset[str]]] = {
    "image": WORDS, "edit": WORDS | {"skin"}, "video": WORDS | {"shots", "from"},
}  # fmt: skip
DERIVING: Final = frozenset({"width", "height", "crop", "format", "quality", "at"})
RATIO_TOLERANCE: Final = 0.02  # a size in whole pixels cannot meet every ratio


def check_asset(
    cell: Cell, asset: Asset, unsound: frozenset[str], assets: Mapping[str, Asset]
) -> Iterator[Problem]:
    """Find what does not go together; of `unsound` fields everything is said already."""
    if asset.kind == "source":
        return
    if "from" not in unsound:
        yield from _check_count(cell, asset)
        yield from _check_kinds(cell, asset, assets)
    yield from _check_words(cell, asset, unsound)
    yield from _check_shape(cell, asset)


def takes_so_many(asset: Asset) -> bool:
    """Say whether the number of inputs is one that the kind can have, whoever makes it."""
    least, most = INPUTS[asset.kind]
    return least <= len(asset.inputs) <= most


def is_film(asset: Asset) -> bool | None:
    """Say whether an asset's result moves, as far as the manifest tells; None: it may."""
    if asset.kind != "source":
        return asset.kind in FILM_KINDS
    media_type = TYPE_BY_EXTENSION.get(extension(asset.stem))
    return None if media_type in {None, WEBP} else media_type == MP4


def input_path(cell: Cell, position: int) -> tuple[str | int, ...]:
    """Find where an input is written: `from` itself, or one of its list."""
    value = cell.fields.get("from")
    if not is_array(value):
        return ("from",)
    texts = [index for index, item in enumerate(value) if isinstance(item, str)]
    return "from", texts[position]


def _check_count(cell: Cell, asset: Asset) -> Iterator[Problem]:
    if takes_so_many(asset):
        return
    takes = {
        "video": "two others at most, its first and its last frame",
        "edit": f"{INPUTS['edit'][1]} others at most",
    }
    hint = {
        "video": "name the first frame, or the first and the last",
        "edit": "name fewer, or build the result in several steps",
    }
    each = 'write one for each: `matrix = { of = ["one", "two"] }` and `from = "{{of}}"`'
    yield _problem(
        cell, ("from",), "input-count", "too many inputs",
        f"{with_article(asset.kind)} is made from {takes.get(asset.kind, 'one other asset')}, "
        f"and this names {_count(cell):,}",
        hint.get(asset.kind, each),
    )  # fmt: skip


def _count(cell: Cell) -> int:
    value = cell.fields.get("from")
    return len(value) if is_array(value) else 1


def _check_kinds(cell: Cell, asset: Asset, assets: Mapping[str, Asset]) -> Iterator[Problem]:
    for position, name in enumerate(asset.inputs):
        moves = is_film(assets[name]) if name in assets else None
        if moves is None:
            continue
        if asset.kind == "derive":
            if not moves and "at" in asset.params:
                yield _problem(
                    cell, ("at",), "wrong-kind", "an input of the wrong kind",
                    f"`at` takes a frame out of a film, and `{name}` is a picture",
                    "leave `at` out",
                )  # fmt: skip
        elif moves != (asset.kind == "video-edit"):
            detail, hint = _wrong_kind(asset.kind, name)
            yield _problem(
                cell, input_path(cell, position), "wrong-kind", "an input of the wrong kind",
                detail, hint,
            )  # fmt: skip


def _wrong_kind(kind: Kind, name: str) -> tuple[str, str]:
    if kind == "video-edit":
        return (
            f"`{name}` is a picture, and {with_article(kind)} is made from a film",
            "name a film, or make this a `video`, which begins with a picture",
        )
    return (
        f"`{name}` is a film, and {with_article(kind)} is made from pictures",
        "name a `derive` that cuts a picture out of it"
        + (", or make this a `video-edit`" if kind == "video" else ""),
    )


def _check_words(cell: Cell, asset: Asset, unsound: frozenset[str]) -> Iterator[Problem]:
    said = cell.written | unsound
    words = WORDS_OF.get(asset.kind)
    if words and said.isdisjoint(words):
        yield _problem(
            cell, (), "missing-key", "missing key",
            f"nothing says what this {asset.kind} should show",
            'add `prompt = "…"`, or `prompt_file = "…"` with the path of a text',
        )  # fmt: skip
    if asset.kind == "derive" and (said | asset.params.keys()).isdisjoint(DERIVING):
        yield _problem(
            cell, (), "missing-key", "missing key", "nothing says what should be derived",
            "add `width`, `height`, `crop`, `format`, `quality` or `at`",
        )  # fmt: skip


def _check_shape(cell: Cell, asset: Asset) -> Iterator[Problem]:
    pixels = parse_pixels(asset.params.get("size"))
    ratio = parse_ratio(asset.params.get("aspect_ratio"))
    if pixels is None or ratio is None:
        return
    if abs(pixels.width / pixels.height / float(ratio) - 1) > RATIO_TOLERANCE:
        yield _problem(
            cell, ("size",), "size-and-ratio", "a size and a ratio that disagree",
            f"{pixels} is not {asset.params['aspect_ratio']}, which `aspect_ratio` asks for",
            "keep one of the two",
        )  # fmt: skip


def _problem(cell: Cell, keys: tuple[str | int, ...], *said: str) -> Problem:
    code, summary, detail, hint = said
    origin = cell.origin(*keys)
    return Problem(
        code=code, file=origin.file, path=origin.path, on="value" if keys else "key",
        summary=summary, detail=detail, hint=hint,
    )  # fmt: skip
