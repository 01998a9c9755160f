"""From a request to a drawing, one designer for each kind. Every size is worked out here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.digest import digest_value
from assetforge.core.errors import MakingError
from assetforge.core.media import MP4
from assetforge.core.pixels import LONGEST_DRAWN, Pixels
from assetforge.providers.drawing import Caption, Enlargement, Film, Poster, Recut, Retouch
from assetforge.providers.drawing_operation import Variation
from assetforge.providers.drawing_refusal import nothing_to_work_on
from assetforge.providers.drawing_word import number_of, text_of
from assetforge.providers.studio import size as sizes
from assetforge.providers.studio.camera import camera_move
from assetforge.providers.studio.instruction import parse_instruction
from assetforge.providers.studio.tempo import FILM_SECONDS, parse_tempo

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assetforge.core.media import Media
    from assetforge.core.names import Kind
    from assetforge.providers.drawing import Drawing
    from assetforge.providers.protocol import Request

DESIGN: Final = 1  # raised when the same request would be drawn differently
MP4_RATE: Final = 24  # frames a second
WEBP_RATE: Final = 12  # frames a second; animated WebP is slow to show and large
SHARPENING: Final = 60  # per cent, where no strength is asked for
LONGEST_FILM: Final = 600.0  # seconds
_TAKE: Final = ("prompt", "seed", "revision", "shots", "skin")  # what a new take follows from


def _image(request: Request) -> Poster:
    size = sizes.image_size(request.params)
    return Poster(
        width=size.width,
        height=size.height,
        seed=_seed(request),
        caption=_caption(request, str(size)),
    )


def _edit(request: Request) -> Retouch:
    ground = _first(request)
    operations = parse_instruction(_prompt(request)) or (Variation(seed=_seed(request)),)
    size = sizes.edit_size(request.params, _size(ground), operations)
    return Retouch(
        width=size.width,
        height=size.height,
        operations=operations,
        insets=tuple(given.name for given in request.inputs[1:]),
        caption=_caption(request, str(size)),
    )


def _upscale(request: Request) -> Enlargement:
    old = _first(request)
    size = sizes.upscale_size(request.params, _size(old))
    if size.long_side < min(max(old.width, old.height), LONGEST_DRAWN):
        raise _smaller_than_input(request.address, size, old)
    strength = number_of(request.params, "strength")
    return Enlargement(
        width=size.width,
        height=size.height,
        sharpening=SHARPENING if strength is None else _per_cent(strength),
    )


def _smaller_than_input(address: str, size: Pixels, old: Media) -> MakingError:
    return MakingError(
        f"{address} asks for {size}, and its input has {old.width}x{old.height} pixels already",
        next_step="Ask for a larger size, or make it smaller with a `derive`.",
    )


def _video(request: Request) -> Film:
    frame = _size(request.inputs[0].media) if request.inputs else None
    size = sizes.film_size(request.params, frame)
    seconds = number_of(request.params, "duration") or FILM_SECONDS
    media_type = text_of(request.params, "media_type") or MP4
    rate = _rate(media_type)
    return Film(
        type=media_type,
        width=size.width,
        height=size.height,
        frames=_frames(seconds, rate),
        rate=rate,
        move=camera_move(_prompt(request), _seed(request)),
        seed=_seed(request),
        caption=_caption(request, str(size), f"{seconds:g} s"),
    )


def _video_edit(request: Request) -> Recut:
    old = _first(request)
    size = sizes.recut_size(request.params, _size(old))
    media_type = text_of(request.params, "media_type") or MP4
    rate = _rate(media_type)
    tempo = parse_tempo(_prompt(request))
    before = old.seconds or 1.0
    after = number_of(request.params, "duration") or before / tempo.speed
    frames = _frames(after, rate)
    return Recut(
        type=media_type,
        width=size.width,
        height=size.height,
        frames=frames,
        rate=rate,
        speed=before * rate / frames,
        is_backwards=tempo.is_backwards,
        operations=parse_instruction(_prompt(request)),
    )


DESIGNERS: Final[Mapping[Kind, Callable[[Request], Drawing]]] = {
    "image": _image,
    "edit": _edit,
    "upscale": _upscale,
    "video": _video,
    "video-edit": _video_edit,
}


def _caption(request: Request, *facts: str) -> Caption:
    params = request.params
    tier = text_of(params, "resolution") or ""
    named = [f"{word} {text_of(params, word)}" for word in ("quality", "creativity", "strength")
             if text_of(params, word)]  # fmt: skip
    switches = [word.replace("_", " ") for word in ("high_quality", "sound", "watermark", "skin")
                if params.get(word)]  # fmt: skip
    shots = params.get("shots")
    counted = [f"{len(shots)} shots"] if isinstance(shots, list | tuple) else []
    words = (request.model or "studio", tier, *facts, *named, *switches, *counted)
    return Caption(
        title=text_of(params, "label") or request.address,
        prompt=" ".join(_prompt(request).split()),
        details=tuple(word for word in words if word),
    )


def _seed(request: Request) -> str:
    return digest_value({word: request.params.get(word) for word in _TAKE})


def _prompt(request: Request) -> str:
    return text_of(request.params, "prompt") or ""


def _first(request: Request) -> Media:
    if not request.inputs:
        raise nothing_to_work_on(request)
    return request.inputs[0].media


def _size(media: Media) -> Pixels:
    return Pixels(width=media.width, height=media.height)


def _rate(media_type: str) -> int:
    return MP4_RATE if media_type == MP4 else WEBP_RATE


def _frames(seconds: float, rate: int) -> int:
    """Count frames; two are the fewest that move."""
    return max(2, round(min(seconds, LONGEST_FILM) * rate))


def _per_cent(strength: float) -> int:
    """Read a strength from 0 to 1, 0 to 10 or 0 to 100, as models differ, as 0 to 150 per cent."""
    scale = next((scale for scale in (1, 10) if strength <= scale), 100)
    return round(150 * min(1.0, max(0.0, strength / scale)))
