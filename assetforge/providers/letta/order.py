"""What Letta is sent: the one call that it knows, for pictures and for edits.

    POST /v1/images/generations
    provider model prompt n          always
    seed                             where it is set
    size quality output_format       where they are set, and only for openai
    input_images                     the inputs of an edit, as data URLs

Source: Letta image-generation skill, letta 0.34.12 (2026-11). What is not set is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from assetforge.core.errors import MakingError
from assetforge.providers.instruction import Call, Submit

if TYPE_CHECKING:
    from assetforge.core.values import Json, Table
    from assetforge.providers.protocol import Request

PATH: Final = "/v1/images/generations"
LONGEST_PROMPT: Final = 32_000  # characters
MOST_INPUTS: Final = 14
SERVICES: Final[Mapping[str, str]] = {  # who hosts a documented model; `letta.provider` for others
    "flux-2-pro": "flux", "gemini-3-pro-image": "gemini", "gpt-image-2": "openai",
}  # fmt: skip
_KNOWN_SERVICES: Final = frozenset(SERVICES.values())
_OF_OPENAI: Final = ("size", "quality", "output_format")


def order_for(request: Request) -> Submit:
    """Write the order for a picture or an edit; it is sent once, and its answer is the result.

    Raises:
        MakingError: Letta would not take it, or would not understand all of it.
    """
    wishes = _wishes(request.params)
    service = _service(request, wishes)
    body: dict[str, Json] = {
        "provider": service, "model": _model(request), "prompt": _prompt(request),
        "n": 1,  # one key, one picture; the default, but said
    }  # fmt: skip
    body |= {name: wishes[name] for name in ("seed", *_OF_OPENAI) if name in wishes}
    call = Call(method="POST", path=PATH, body=body, inline=_inline(request))
    return Submit(call=call, is_synchronous=True)


def _wishes(params: Table) -> Table:
    """Bring what the manifest says in general and for Letta alone together."""
    own = params.get("letta")
    given = {**params, **(own if isinstance(own, Mapping) else {})}
    return {name: value for name, value in given.items() if value is not None}


def _service(request: Request, wishes: Table) -> str:
    service = SERVICES.get(request.model or "", wishes.get("provider"))
    if not isinstance(service, str) or service not in _KNOWN_SERVICES:
        raise _refused(
            request, f"nobody says who hosts `{request.model}`",
            "Add `letta.provider`: flux, gemini or openai.",
        )  # fmt: skip
    strange = next((name for name in _OF_OPENAI if name in wishes), None)
    if strange is not None and service != "openai":
        raise _refused(
            request, f"Letta takes `{strange}` for models of openai only, not of {service}",
            f"Leave `{strange}` out.",
        )  # fmt: skip
    return service


def _model(request: Request) -> str:
    if not request.model:
        raise _refused(request, "no model is named", "Name a `model`.")
    return request.model


def _prompt(request: Request) -> str:
    prompt = request.params.get("prompt")
    if not isinstance(prompt, str) or not 1 <= len(prompt) <= LONGEST_PROMPT:
        raise _refused(
            request, f"Letta takes a prompt of 1 to {LONGEST_PROMPT:,} characters",
            "Write a `prompt` of that length.",
        )  # fmt: skip
    return prompt


def _inline(request: Request) -> dict[str, tuple[int, ...]]:
    count = len(request.inputs)
    if request.kind == "edit" and count == 0:
        raise _refused(request, "an edit needs a picture", "Name one in `from`.")
    if count > MOST_INPUTS:
        raise _refused(request, f"Letta takes {MOST_INPUTS} pictures at most", "Name fewer.")
    if any(given.media.is_film for given in request.inputs):
        raise _refused(request, "Letta takes pictures only, no films", "Name pictures in `from`.")
    return {"input_images": tuple(range(count))} if count else {}


def _refused(request: Request, why: str, next_step: str) -> MakingError:
    return MakingError(f"{request.address} cannot be ordered: {why}", next_step=next_step)
