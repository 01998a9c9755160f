"""Made in a file of ours: one mapping of fields for the lock (TOML) and the store (JSON).

kind, key, key_schema, provider, model, job_id
place = "this machine"                           since revision 1; where a sandbox made it
credits_estimated …, credits_charged             see codec_credits
inputs = ["NAME content sha256:…",               one a line, in role order; `key` for a local one
          "NAME key sha256:…"]
trained = ["NAME ID EDITION"]                    since revision 1, see codec_trained
blessed = ["WHY"], made_from.*                   since revision 2, see codec_blessing
request.*                                        by the manifest's words, keys sorted
result.id, result.url, result.url_expires
result.digest …                                  see codec_blob

What is None is left out, within a request too, since TOML has no word for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from assetforge.core.names import KINDS, Kind
from assetforge.lock.codec_blessing import blessing_fields, read_blessing
from assetforge.lock.codec_blob import blob_fields, read_blob
from assetforge.lock.codec_credits import amount_value, credits_fields, read_amount, read_credits
from assetforge.lock.codec_inputs import input_lines, read_inputs
from assetforge.lock.codec_trained import read_trained, trained_lines
from assetforge.lock.model import Made

if TYPE_CHECKING:
    from assetforge.core.values import Json
    from assetforge.lock.codec_fields import Fields


def made_table(made: Made) -> dict[str, Json]:
    """Write a finished piece of work as a table of plain values; equal ones give equal tables."""
    table: dict[str, Json] = {
        "kind": made.kind,
        "key": made.key,
        "key_schema": made.key_schema,
        "provider": made.provider,
        "model": made.model,
        "place": made.place or None,
        "job_id": _writable(made.job_id),
        **credits_fields(made.estimated),
        "credits_charged": None if made.charged is None else amount_value(made.charged),
        "inputs": input_lines(made.inputs) or None,
        "trained": trained_lines(made.trained) or None,
        **_blessing(made),
        "request": _ordered(made.request),
        "result": _result_table(made),
    }
    return _without_none(table)


def read_made(fields: Fields) -> Made:
    """Read a finished piece of work from a table that nobody has checked."""
    result = fields.fields("result")
    blob = read_blob(result)
    return Made(
        key=fields.digest("key"),
        key_schema=fields.whole("key_schema", least=1),
        kind=_read_kind(fields),
        provider=fields.text("provider"),
        model=fields.optional_text("model"),
        request=fields.values("request"),
        inputs=read_inputs(fields),
        result=blob,
        job_id=fields.optional_text("job_id"),
        result_id=result.optional_text("id"),
        url=result.optional_text("url"),
        url_expires=result.optional_text("url_expires"),
        estimated=read_credits(fields),
        charged=read_amount(fields, "credits_charged"),
        trained=read_trained(fields),
        place=fields.optional_text("place") or "",
        blessing=read_blessing(fields, blob.digest),
    )


def _blessing(made: Made) -> dict[str, Json]:
    fields = blessing_fields(made.blessing, made.result.digest)
    return {key: _ordered(value) for key, value in fields.items()}


def _result_table(made: Made) -> dict[str, Json]:
    hints: dict[str, Json] = {
        "id": _writable(made.result_id),
        "url": _writable(made.url),
        "url_expires": _writable(made.url_expires),
    }
    return _without_none({**hints, **blob_fields(made.result)})


def _writable(hint: str | None) -> str | None:
    """Replace what no file can hold: a lone surrogate, which a provider's JSON may smuggle in."""
    return hint and hint.encode("utf-8", "replace").decode()


def _ordered(value: Json) -> Json:
    if isinstance(value, Mapping):
        return _without_none({key: _ordered(value[key]) for key in sorted(value)})
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_ordered(member) for member in value if member is not None]
    return value


def _without_none(table: dict[str, Json]) -> dict[str, Json]:
    return {key: value for key, value in table.items() if value is not None}


def _read_kind(fields: Fields) -> Kind:
    text = fields.text("kind")
    for kind in KINDS:
        if kind == text:
            return kind
    fields.blame("kind", f"`kind` should be one of {', '.join(KINDS)}")
    return KINDS[0]
