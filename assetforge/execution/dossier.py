"""A dossier: all that a finished piece of work needs but its result, kept with each attempt.

    {"estimated": {…},        see the lock's codec of credits
     "inputs": {"0": {"name", "by", "ref", "digest", "size", "type", "width", "height"}, …},
     "key", "key_schema", "kind", "model", "place", "provider", "request": {…},
     "replaces": "sha256:…",   the result whose place it is to take, where there is one
     "timed": true,            the moment of the order is by the service's own clock
     "trained": ["NAME ID EDITION", …]}    see the lock's codec of trained models

With it an order can be finished where the manifest is not at hand, or is not what it was.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from assetforge.core.credits import UNKNOWN
from assetforge.core.digest import canonical
from assetforge.core.media import Blob
from assetforge.core.names import KINDS
from assetforge.core.values import is_table
from assetforge.lock.codec_blob import blob_fields, read_blob
from assetforge.lock.codec_credits import credits_fields, read_credits
from assetforge.lock.codec_fields import Fields
from assetforge.lock.codec_trained import read_trained, trained_lines
from assetforge.lock.model import InputRef, Made, TrainedRef
from assetforge.providers.protocol import Input, Request

if TYPE_CHECKING:
    from assetforge.core.credits import Credits
    from assetforge.core.diagnostics import Problem
    from assetforge.core.digest import Digest
    from assetforge.core.names import Kind
    from assetforge.core.values import Json, Table
    from assetforge.providers.protocol import Result

_PLACE: Final = "the ledger of paid attempts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What was ordered, and how it enters the store once it is there."""

    key: Digest
    key_schema: int
    kind: Kind
    provider: str
    model: str | None
    params: Table
    refs: tuple[InputRef, ...]  # as the key counts them
    inputs: tuple[Input, ...]  # as the conversation knows them, in the same order
    estimated: Credits
    trained: tuple[TrainedRef, ...] = ()  # that its prompts name, as they were when it was ordered
    replaces: Digest | None = None  # the result whose place it is to take
    is_timed: bool = False  # whether the moment of the order is by the service's own clock
    place: str = ""  # of the sandbox where it was ordered; see `Ask`

    def with_inputs(self, inputs: tuple[Input, ...]) -> Dossier:
        """Take the inputs as they were read just now."""
        return replace(self, inputs=inputs)

    def request(self, address: str) -> Request:
        """Say what is asked of the service."""
        return Request(
            address=address, kind=self.kind, model=self.model, params=self.params,
            inputs=self.inputs,
        )  # fmt: skip

    def made(self, result: Result, blob: Blob) -> Made:
        """Join what was ordered and what came of it."""
        return Made(
            key=self.key, key_schema=self.key_schema, kind=self.kind, provider=self.provider,
            model=self.model, request=self.params, inputs=self.refs, result=blob,
            job_id=result.job_id, result_id=result.result_id, url=result.url,
            url_expires=result.url_expires, estimated=self.estimated, charged=result.charged,
            trained=self.trained, place=self.place,
        )  # fmt: skip


def encode_dossier(dossier: Dossier) -> str:
    """Write a dossier as one line of JSON."""
    pairs = zip(dossier.refs, dossier.inputs, strict=True)
    table: dict[str, Json] = {
        "key": dossier.key, "key_schema": dossier.key_schema, "kind": dossier.kind,
        "provider": dossier.provider, "request": dossier.params,
        "estimated": dict(credits_fields(dossier.estimated)),
        "inputs": {str(place): _input_table(*pair) for place, pair in enumerate(pairs)},
    }  # fmt: skip
    if dossier.place:
        table["place"] = dossier.place
    if dossier.trained:
        table["trained"] = trained_lines(dossier.trained)
    if dossier.replaces is not None:
        table["replaces"] = dossier.replaces
    if dossier.is_timed:
        table["timed"] = True
    return canonical(table if dossier.model is None else {**table, "model": dossier.model})


def decode_dossier(text: str) -> Dossier | None:
    """Read a dossier; None where the text is not what was written."""
    try:
        table: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not is_table(table):
        return None
    problems: list[Problem] = []
    fields = Fields(table, file=_PLACE, path=(), problems=problems)
    kind = _kind(fields.text("kind"))
    if kind is None:
        return None
    dossier = _read(fields, kind)
    return None if problems else dossier


def _kind(text: str) -> Kind | None:
    for kind in KINDS:
        if kind == text:
            return kind
    return None


def _input_table(ref: InputRef, source: Input) -> Table:
    blob = Blob(digest=source.digest, size=0, media=source.media)
    return {"name": source.name, "by": ref.by, "ref": ref.digest, **blob_fields(blob)}


def _read(fields: Fields, kind: Kind) -> Dossier:
    given = fields.fields("inputs")
    pairs = [_read_input(given.fields(str(place))) for place in range(len(given.table))]
    return Dossier(
        key=fields.digest("key"), key_schema=fields.whole("key_schema", least=1), kind=kind,
        provider=fields.text("provider"), model=fields.optional_text("model"),
        params=fields.values("request"), refs=tuple(ref for ref, _ in pairs),
        inputs=tuple(source for _, source in pairs),
        estimated=read_credits(fields.fields("estimated")) or UNKNOWN,
        trained=read_trained(fields), place=fields.optional_text("place") or "",
        replaces=fields.digest("replaces") if "replaces" in fields else None,
        is_timed=fields.table.get("timed") is True,
    )  # fmt: skip


def _read_input(fields: Fields) -> tuple[InputRef, Input]:
    blob, name = read_blob(fields), fields.text("name")
    by: Literal["content", "key"] = "key" if fields.text("by") == "key" else "content"
    ref = InputRef(name=name, by=by, digest=fields.digest("ref"))
    return ref, Input(name=name, media=blob.media, digest=blob.digest)
