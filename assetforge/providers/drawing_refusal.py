"""Refusals: what cannot be drawn, as errors that say why and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.errors import MakingError, UnavailableError

if TYPE_CHECKING:
    from assetforge.core.media import Media
    from assetforge.providers.protocol import Request


def no_such_form(text: str, noun: str, example: str) -> MakingError:
    """Refuse a size or ratio that cannot be read."""
    return MakingError(
        f"`{text[:40]}` is no {noun}", next_step=f'Write it like "{example}" in the manifest.'
    )


def size_outside(text: str, shortest: int, longest: int) -> MakingError:
    """Refuse a size that is too small or too large to be drawn."""
    return MakingError(
        f"the size {text} has a side that is not between {shortest} and {longest} pixels",
        next_step="Ask for a size that can be drawn here.",
    )


def nothing_to_work_on(request: Request) -> MakingError:
    """Refuse a request without the input it needs."""
    return MakingError(
        f"{request.address} has nothing to work on",
        next_step=f"Name a picture or film in `from` of the {request.kind}.",
    )


def other_kind(request: Request, provider: str) -> UnavailableError:
    """Refuse a kind of asset that a provider does not make."""
    return UnavailableError(
        f"the provider {provider} makes no {request.kind}, and {request.address} is one",
        next_step="Name another provider for it, or none.",
    )


def crop_outside(address: str, crop: str, media: Media) -> MakingError:
    """Refuse a crop that is not inside its picture."""
    return MakingError(
        f"the crop {crop} of {address} is empty or reaches beyond its input, "
        f"which is {media.width}x{media.height}",
        next_step="Choose a crop inside the picture.",
    )


def moment_outside(address: str, second: float, seconds: float) -> MakingError:
    """Refuse a moment that comes after the end of a film."""
    return MakingError(
        f"{address} asks for the frame at {second:g} s of a film of {seconds:g} s",
        next_step="Choose an `at` inside the film.",
    )
