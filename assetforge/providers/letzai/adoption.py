"""Adoption: a job of LetzAI's that somebody wants to call the result of an asset.

    Ask each route of the kind, then the others ─▶ Candidate, or nothing
    Candidate beside what the asset asks for    ─▶ what differs, in words

Only what decides a result and what records show is compared: the prompt and the model. Sources,
sizes and options are written in too many ways to accuse anybody (LetzAI skill, 2026-07-28).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.core.text import one_line
from assetforge.providers.conversation import Talk, ask
from assetforge.providers.instruction import Ask, Call, Job
from assetforge.providers.letzai.finishing import NOT_THERE
from assetforge.providers.letzai.likeness_value import are_equal, canonical
from assetforge.providers.letzai.reading import line, table, text
from assetforge.providers.letzai.record import record_of
from assetforge.providers.letzai.routes import KIND_OF, path_of, routes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.core.capabilities import Capabilities
    from assetforge.core.names import Kind
    from assetforge.core.values import Json, Table
    from assetforge.providers.protocol import Request
    from assetforge.providers.settings import Dialect

_SHOWN: Final = 80  # columns of a prompt in a message
_HOLDERS: Final = ("settings", "generationSettings")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A job as LetzAI shows it."""

    job: Job
    record: Table

    @property
    def kind(self) -> Kind:
        """What it makes."""
        return KIND_OF[self.job.route]


def candidate(id_: str, kind: Kind, dialect: Dialect) -> Talk[Candidate | None]:
    """Find a job by its id, on the routes of a kind first; None where LetzAI shows none.

    Raises:
        MakingError: the id is no UUID.
    """
    first = routes_of(kind, dialect)
    for route in (*first, *(route for route in KIND_OF if route not in first)):
        job = Job(id=id_, route=route)
        answer = yield from ask(Ask(call=Call(method="GET", path=path_of(job)), takes=NOT_THERE))
        record = record_of(answer)
        if record:
            return Candidate(job=job, record=record)
    return None


def differences(found: Candidate, request: Request, able: Capabilities) -> tuple[str, ...]:
    """Say what of a job is another than an asset asks for, as far as its record shows it."""
    return tuple(_differences(found, request, able))


def _differences(found: Candidate, request: Request, able: Capabilities) -> Iterator[str]:
    asked, shown = text(request.params.get("prompt")), text(found.record.get("prompt"))
    if shown is not None and not are_equal(asked or "", shown):
        yield f'its prompt is "{_short(shown)}", the manifest says "{_short(asked)}"'
    model, word = able.meant(request.kind, request.model), _model_of(found)
    if model is not None and word is not None and canonical(found.kind, word, able) != model.id:
        yield f"its model is {_short(word)}, the manifest says {_short(model.id)}"


def _model_of(found: Candidate) -> str | None:
    """Find the word for the model; a picture's or an edit's mode is none."""
    names = ("baseModel", "model", *(("mode",) if found.kind not in {"image", "edit"} else ()))
    holders = (found.record, *(table(found.record.get(name)) for name in _HOLDERS))
    words = (text(holder.get(name)) for name in names for holder in holders)
    return next((word for word in words if word is not None), None)


def _short(value: Json) -> str:
    return one_line(line(value), _SHOWN)
