"""Trained models in a file of ours, one a line: `NAME ID EDITION`, or `NAME ID`.

A name and an id hold no space; an edition may, so it stands last. It is what a service says of a
version, and is only ever compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.lock.model import TrainedRef

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assetforge.core.values import Json
    from assetforge.lock.codec_fields import Fields

_SHAPE: Final = "`trained` should hold lines like `NAME ID EDITION`"


def trained_lines(models: Iterable[TrainedRef]) -> list[Json]:
    """Write trained models as lines."""
    return [_line(model) for model in models]


def read_trained(fields: Fields) -> tuple[TrainedRef, ...]:
    """Read trained models from a table that nobody has checked; none where it names none."""
    return tuple(_read(fields, line) for line in fields.texts("trained"))


def _line(model: TrainedRef) -> str:
    return " ".join((model.name, model.id, *([model.edition] if model.edition else [])))


def _read(fields: Fields, line: str) -> TrainedRef:
    name, _, rest = line.partition(" ")
    id_, _, edition = rest.partition(" ")
    if not name or not id_:
        fields.blame("trained", _SHAPE)
    return TrainedRef(name=name, id=id_, edition=edition or None)
