"""An errand: all that the owner of a call needs, as it goes to it through a pipe.

    first line    the folder that holds the package assetforge, for a Python that knows no other
    the rest      JSON: the call, the files that it has inline, where to, the key, the spool

It holds the key, so it is written nowhere: not to a file, an argument or the environment.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.providers.instruction import Call

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.core.values import Json, Table
    from assetforge.providers.instruction import Method

MOST_BYTES: Final = 16 * 1024 * 1024
_METHODS: Final[Mapping[str, Method]] = {
    "GET": "GET", "POST": "POST", "PUT": "PUT", "DELETE": "DELETE",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """One call to make, and where to leave its answer."""

    intent: str
    provider: str
    origin: str  # scheme, host and port
    call: Call
    files: tuple[str, ...]  # absolute paths of the inputs that the call has inline
    spool: str  # folder
    lock: int | None  # a descriptor that holds the call's lock; None: take the lock yourself
    seconds: float  # when to stop waiting for the answer


def encode_errand(errand: Errand, key: str) -> bytes:
    """Write an errand and its key for the pipe."""
    call = errand.call
    table: Json = {
        "intent": errand.intent, "provider": errand.provider, "origin": errand.origin, "key": key,
        "method": call.method, "path": call.path, "query": dict(call.query), "body": call.body,
        "inline": {name: list(places) for name, places in call.inline.items()},
        "files": list(errand.files), "spool": errand.spool, "lock": errand.lock,
        "seconds": errand.seconds,
    }  # fmt: skip
    return json.dumps(table, allow_nan=False).encode()


def decode_errand(data: bytes) -> tuple[Errand, str] | None:
    """Read an errand and its key; None where not all of it came, so that nothing may be sent.

    A sender that was killed leaves half a text, and no half of a table is a table.
    """
    try:
        found: Json = json.loads(data)
        return (_errand(found), _text(found["key"])) if isinstance(found, Mapping) else None
    except (KeyError, TypeError, ValueError, RecursionError):
        return None


def _errand(table: Table) -> Errand:
    lock, seconds = table["lock"], table["seconds"]
    if not isinstance(seconds, int | float):
        raise TypeError
    return Errand(
        intent=_text(table["intent"]), provider=_text(table["provider"]),
        origin=_text(table["origin"]), call=_call(table), spool=_text(table["spool"]),
        files=tuple(_text(each) for each in _list(table["files"])),
        lock=None if lock is None else _whole(lock), seconds=seconds,
    )  # fmt: skip


def _call(table: Table) -> Call:
    body, inline = table["body"], _table(table["inline"])
    return Call(
        method=_METHODS[_text(table["method"])],
        path=_text(table["path"]),
        query={name: _text(each) for name, each in _table(table["query"]).items()},
        body=None if body is None else _table(body),
        inline={name: tuple(map(_whole, _list(each))) for name, each in inline.items()},
    )


def _text(value: Json) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _whole(value: Json) -> int:
    if not isinstance(value, int):
        raise TypeError
    return value


def _list(value: Json) -> Sequence[Json]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _table(value: Json) -> Table:
    if not isinstance(value, Mapping):
        raise TypeError
    return value
