"""The key of an asset: what decides whether a result still is what is asked for.

    key = H(schema, kind, provider, model, every parameter after defaults, inputs in role order)
            and the place, where a sandbox on this machine stands in for the provider

An input counts by the content of a source or of a paid result, and by its own key when it is
local: rendered again by another version its bytes may differ, and nobody shall pay for that. Names
of inputs are not in the key, so an asset can be renamed. What a sandbox made never counts as what
the service itself makes, whatever port it had.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.digest import Digest, digest_value

if TYPE_CHECKING:
    from assetforge.core.values import Json, Table
    from assetforge.plan.model import Ask

KEY_SCHEMA: Final = 1


def key_of(ask: Ask) -> Digest | None:
    """Name what is asked for, or return None where an input is known only after the build."""
    document = key_document(ask)
    return None if document is None else digest_value(document)


def key_document(ask: Ask) -> Table | None:
    """Spell out everything the key is made of."""
    if ask.inputs is None:
        return None
    document: dict[str, Json] = {
        "schema": KEY_SCHEMA,
        "kind": ask.kind,
        "provider": ask.provider,
        "model": ask.model,
        "request": ask.request,
        "inputs": [[source.by, source.digest] for source in ask.inputs],
    }
    # Only then, so that the keys of all that was ever paid for stay what they are.
    return {**document, "place": ask.place} if ask.place else document


def transcode_key(result: Digest, media_type: str) -> Digest:
    """Name the conversion of a result to another format, so that its bytes are found again."""
    return digest_value({"schema": KEY_SCHEMA, "transcode": result, "to": media_type})
