"""How a call ended, as bytes that lie in the spool until everything in them is kept.

    {"format": 1, "intent": …, "answer": {"status": …, "headers": {…}, "body": …, "text": …}}
    {"format": 1, "intent": …, "failure": {"sent": "no" | "maybe", "why": …, "again": …}}

Of the headers only those stay that somebody reads; cookies and the like reach no file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

from assetforge.adapters.known_keys import without_keys
from assetforge.execution.delivery import LostAnswerError, NotSentError
from assetforge.providers.instruction import Answer

if TYPE_CHECKING:
    from assetforge.core.values import Json

End: TypeAlias = Answer | NotSentError | LostAnswerError

MOST_BYTES: Final = 128 * 1024 * 1024  # an answer of 96 MiB, and what writing it anew may add
HEADERS: Final = frozenset({"content-type", "date", "retry-after", "x-request-id"})
_FORMAT: Final = 1


def encode_end(intent: str, end: End) -> bytes:
    """Write how a call ended. A body that no text can hold is left out: its status still counts."""
    try:
        data = _encoded({"format": _FORMAT, "intent": intent, **_end(end)})
    except (ValueError, RecursionError):  # endless numbers, or lists in lists without an end
        data = b""
    if data and len(data) <= MOST_BYTES:
        return data
    assert isinstance(end, Answer), "a failure is always short"
    without = Answer(status=end.status, headers=end.headers, text="(it cannot be kept)")
    return _encoded({"format": _FORMAT, "intent": intent, **_end(without)})


def decode_end(intent: str, data: bytes) -> End:
    """Read how a call ended; what cannot be read is an answer that was lost."""
    try:
        found: Json = json.loads(data.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        return _damaged()
    if not isinstance(found, Mapping) or found.get("format") != _FORMAT:
        return _damaged()
    if found.get("intent") != intent:
        return _damaged()
    answer = found.get("answer")
    return _failure(found.get("failure")) if answer is None else _answer(answer)


def _encoded(value: Json) -> bytes:
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return without_keys(text).encode("utf-8", "surrogatepass")


def _end(end: End) -> dict[str, Json]:
    if isinstance(end, Answer):
        headers = {name: text for name, text in end.headers.items() if name in HEADERS}
        return {
            "answer": {"status": end.status, "headers": headers, "body": end.body, "text": end.text}
        }
    is_unsent = isinstance(end, NotSentError)
    again = isinstance(end, NotSentError) and end.is_worth_repeating
    return {"failure": {"sent": "no" if is_unsent else "maybe", "why": end.why, "again": again}}


def _answer(kept: Json) -> End:
    if not isinstance(kept, Mapping):
        return _damaged()
    status, headers, text = kept.get("status"), kept.get("headers"), kept.get("text")
    if not isinstance(status, int) or not isinstance(text, str) or not isinstance(headers, Mapping):
        return _damaged()
    named = {name: line for name, line in headers.items() if isinstance(line, str)}
    return Answer(status=status, headers=named, text=text, body=kept.get("body"))


def _failure(failure: Json) -> End:
    if not isinstance(failure, Mapping) or not isinstance(why := failure.get("why"), str):
        return _damaged()
    if failure.get("sent") == "no":
        return NotSentError(why, is_worth_repeating=failure.get("again") is True)
    return LostAnswerError(why)


def _damaged() -> LostAnswerError:
    return LostAnswerError("the answer that was kept is damaged")
