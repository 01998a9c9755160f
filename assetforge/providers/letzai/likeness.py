"""Likeness: how much a job's record looks like an order whose answer was lost.

    SAME     what the order asks for is what the record says, wherever it says anything
    ALIKE    perhaps: something minor differs or is not shown, or the time does not quite fit
    OTHER    another prompt, model, mode or source, or a time before the order

Only SAME brings a job to an order. ALIKE makes the order unclear: calling it absent could have it
paid twice. Records are written in either dialect (LetzAI skill, 2026-07-28; seeds 000 to 002), and
a model may be called by any of its words.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from assetforge.providers.letzai.likeness_value import are_equal, canonical
from assetforge.providers.letzai.listing import ALLOWANCE, created_at
from assetforge.providers.letzai.reading import table
from assetforge.providers.letzai.routes import KIND_OF

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assetforge.core.capabilities import Capabilities
    from assetforge.core.names import Kind
    from assetforge.core.values import Json, Table
    from assetforge.providers.service import Lost

_SLACK: Final = 5.0  # seconds that a time may be before the order: clocks are read to the second
_UNSHOWN: Final = frozenset({"organizationId", "hideFromUserProfile", "webhookUrl"})
_HOLDERS: Final = ("settings", "generationSettings")
_ONE_NAME: Final = {"imageCompletionId": "imageId", "model": "baseModel"}
_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "imageId": ("imageId", "imageCompletionId"), "baseModel": ("baseModel", "model"),
}  # fmt: skip
_DECISIVE: Final = frozenset({"prompt", "imageId", "originalImageCompletionId", "originalVideoId"})
_PICTURED: Final = _DECISIVE - {"prompt"} | {"imageUrl"}  # what tells orders without words apart


class Likeness(Enum):
    """How much a record looks like an order."""

    SAME = "same"
    ALIKE = "alike"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    name: str
    asked: Json
    shown: tuple[Json, ...]  # nothing: the record does not say


def likeness(lost: Lost, record: Table, capabilities: Capabilities) -> Likeness:
    """Hold a record against a lost order."""
    at, body = created_at(record), lost.call.body or {}
    if at is not None and at < lost.since - ALLOWANCE:
        return Likeness.OTHER
    kind = KIND_OF.get(lost.route, "image")
    shown = [field for field in _fields(body, record) if field.shown]
    agreeing = {field.name for field in shown if _agrees(field, kind, capabilities)}
    differing = [field for field in shown if field.name not in agreeing]
    if any(_is_decisive(field, kind, capabilities) for field in differing):
        return Likeness.OTHER
    is_proved = bool(agreeing & ({"prompt"} if "prompt" in body else _PICTURED))
    is_in_time = at is not None and at >= lost.since - _SLACK
    return Likeness.SAME if is_proved and is_in_time and not differing else Likeness.ALIKE


def _fields(body: Table, record: Table) -> Iterator[_Field]:
    flat = {name: value for name, value in body.items() if name not in {*_HOLDERS, *_UNSHOWN}}
    for holder in _HOLDERS:
        flat |= table(body.get(holder))
    for name, asked in flat.items():
        one = _ONE_NAME.get(name, name)
        yield _Field(name=one, asked=asked, shown=tuple(_shown(one, record)))


def _shown(name: str, record: Table) -> Iterator[Json]:
    holders = (record, *(table(record.get(holder)) for holder in _HOLDERS))
    for holder in holders:
        for word in _NAMES.get(name, (name,)):
            if holder.get(word) is not None:
                yield holder[word]
    inner = table(record.get(name.removesuffix("Id"))).get("id") if name.endswith("Id") else None
    if inner is not None:
        yield inner


def _agrees(field: _Field, kind: Kind, capabilities: Capabilities) -> bool:
    if _is_model(field.name, kind):
        meant = canonical(kind, field.asked, capabilities)
        return any(canonical(kind, shown, capabilities) == meant for shown in field.shown)
    return any(are_equal(field.asked, shown) for shown in field.shown)


def _is_decisive(field: _Field, kind: Kind, capabilities: Capabilities) -> bool:
    """Say whether a difference rules a job out; a model's unknown word may be a new name for it."""
    if _is_model(field.name, kind):
        known = (capabilities.find(kind, str(shown)) for shown in field.shown)
        return all(model is not None for model in known)
    return field.name in _DECISIVE or (field.name == "mode" and kind == "edit")


def _is_model(name: str, kind: Kind) -> bool:
    """Say whether a field names the model; a picture's mode is its tier, an edit's its way."""
    return name == "baseModel" or (name == "mode" and kind not in {"image", "edit"})
