"""One entry of the catalogue as a model: what it is, takes and needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.capabilities import Model
from assetforge.core.names import KINDS
from assetforge.providers.catalogue_fields import understood_by
from assetforge.providers.catalogue_price import confidence_of, options_of, price_of
from assetforge.providers.catalogue_shape import WORD_OF_NEED
from assetforge.providers.catalogue_value import is_day, is_text, is_texts, is_whole, taken

if TYPE_CHECKING:
    from assetforge.core.capabilities import Sources
    from assetforge.core.names import Kind
    from assetforge.providers.catalogue_shape import Entry

CURRENT: Final = "current"  # the usual dialect: the public API as of 2026-07-28
OLDER: Final = "older"  # the one of the documents before it

# Letta's documents call flux the default choice for pictures but mark no model as recommended
# (Letta image-generation skill, letta 0.34.12).
_RULED_DEFAULT: Final = ("letta", "image", "flux-2-pro")


def model_of(entry: Entry, limits: Entry) -> Model:
    """Read a checked entry; `limits` are those of its endpoint."""
    understood = understood_by(entry, limits)
    kind, name = kind_of(entry), _text(entry, "id")
    provider = _text(entry, "provider")
    return Model(
        provider=provider, kind=kind, id=name, name=_text(entry, "name"),
        aliases=_texts(entry, "aliases"),
        is_default=bool(entry.get("recommended")) or (provider, kind, name) == _RULED_DEFAULT,
        is_current=CURRENT in _texts(entry, "dialects") or "dialects" not in entry,
        is_older=OLDER in _texts(entry, "dialects"),
        fields=understood.fields, own_fields=understood.own, defaults=understood.defaults,
        tiers=understood.tiers,
        required=frozenset({"resolution"} if "resolutions" in entry else ()),
        source=_source(kind, entry), inputs_max=_inputs_max(kind, entry, limits),
        needs=tuple(WORD_OF_NEED[need] for need in _texts(entry, "requires")),
        price=price_of(entry), options=options_of(entry, limits),
        documented=_text(entry, "source"), as_of=taken(entry, "as_of", is_day),
        confidence=confidence_of(entry), note=_text(entry, "note"),
    )  # fmt: skip


def kind_of(entry: Entry) -> Kind:
    """Read the kind of asset that a checked entry makes."""
    return next(kind for kind in KINDS if kind == entry["kind"])


def _source(kind: Kind, entry: Entry) -> Sources:
    """Read whether a model works without a source.

    LetzAI's older documents ask for one with every film, the newest only with some (LetzAI skill,
    2026-07-28), so a film from words alone is allowed and remarked upon.
    """
    if kind == "image":
        return "free"
    return "advised" if entry.get("source_required") is False else "required"


def _inputs_max(kind: Kind, entry: Entry, limits: Entry) -> int:
    """Read how many inputs are taken; skin repair, upscales and films to edit are one each."""
    if kind == "image":
        return 0
    if kind in {"upscale", "video-edit"} or "settings_defaults" in entry:
        return 1
    counts = (
        taken(entry, "input_images_max", is_whole),
        taken(limits, "references_max", is_whole),
        taken(limits, "frames_max", is_whole),
    )
    return next((count for count in counts if count is not None), 1)


def _text(entry: Entry, key: str) -> str:
    return taken(entry, key, is_text) or ""


def _texts(entry: Entry, key: str) -> tuple[str, ...]:
    return tuple(taken(entry, key, is_texts) or ())
