r"""Answers: what a service sent back, read without trust.

    bytes ─▶ without our key ─▶ JSON ─┬─ plain values of bounded depth and size ─▶ Answer.body
                                      └─ anything else ─▶ its beginning, cleaned ─▶ Answer.text

No JSON for us are: NaN, infinities (1e999 is one), integers beyond 64 bits, more than 100 levels or
200,000 values, a name twice in one object, bytes that are not UTF-8. Half a surrogate pair, as
JavaScript leaves it where it cuts a text (`"\ud83d"`), becomes U+FFFD: an answer that was paid for
must stay readable.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Final, cast

from assetforge.core.redaction import hides, redacted
from assetforge.core.text import clean
from assetforge.providers.instruction import Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from assetforge.core.secret import Secret
    from assetforge.core.values import Json

MOST_TEXT: Final = 500  # characters of an answer that is not JSON
MOST_DEPTH: Final = 100  # levels
_NESTING: Final = frozenset({dict, list})
_MOST_INTEGER: Final = 2**63 - 1
MOST_VALUES: Final = 200_000  # a list of jobs has some ten thousand
_ESCAPE: Final = "\\u"  # how half a pair is written; in UTF-8 itself there is none
_UNKEPT: Final = frozenset({"set-cookie"})  # nobody needs it, and answers are written to the disk


def read_answer(
    status: int, headers: Sequence[tuple[str, str]], data: bytes, secrets: Sequence[Secret]
) -> Answer:
    """Make an answer of what came: its JSON, or its beginning as text; never both."""
    is_utf8, text = _decoded(data)
    text = redacted(text, secrets)
    body = _parsed(text, secrets) if is_utf8 else None
    shown = "" if body is not None or text.strip() == "null" else clean(text, limit=MOST_TEXT)
    return Answer(status=status, body=body, text=shown, headers=_kept(headers, secrets))


def unread_answer(
    status: int, headers: Sequence[tuple[str, str]], why: str, secrets: Sequence[Secret]
) -> Answer:
    """Make an answer of which only the status counts, since its body may not be read."""
    return Answer(status=status, text=why, headers=_kept(headers, secrets))


def _kept(headers: Sequence[tuple[str, str]], secrets: Sequence[Secret]) -> Mapping[str, str]:
    return {
        name.lower(): redacted(clean(value), secrets)
        for name, value in headers
        if name.lower() not in _UNKEPT
    }


def _decoded(data: bytes) -> tuple[bool, str]:
    try:
        return True, data.decode()
    except UnicodeDecodeError:
        return False, data[: 4 * MOST_TEXT].decode(errors="replace")


def _parsed(text: str, secrets: Sequence[Secret]) -> Json:
    try:
        _refuse_many(text)
        value = cast("Json", _DECODER.decode(text))
        _refuse_depth(value, MOST_DEPTH)
    except (ValueError, RecursionError):
        return None
    if hides(text):  # only what was decoded may read as our key
        return _mended(value, lambda each: redacted(_whole(each), secrets))
    return _mended(value, _whole) if _ESCAPE in text else value


def _refuse_many(text: str) -> None:
    """Raise ValueError for more values than any answer has: an empty list takes 28 times its text.

    What stands in texts counts as well: a bound need not be exact to hold.
    """
    if sum(map(text.count, "[{,")) > MOST_VALUES:
        raise ValueError(MOST_VALUES)


def _refuse(word: str) -> object:
    raise ValueError(word)


def _integer(digits: str) -> int:
    value = int(digits)
    if abs(value) > _MOST_INTEGER:
        raise ValueError
    return value


def _float(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise ValueError
    return value


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


_DECODER: Final = json.JSONDecoder(
    parse_int=_integer, parse_float=_float, parse_constant=_refuse, object_pairs_hook=_object
)


def _refuse_depth(value: Json, depth: int) -> None:
    """Raise ValueError where arrays and objects stand too deep in each other.

    Level by level, since a list of jobs holds thousands of values that are neither.
    """
    level = [value] if type(value) in _NESTING else []
    while level:
        if depth == 0:
            raise ValueError
        depth -= 1
        level = [each for outer in level for each in _held(outer) if type(each) in _NESTING]


def _held(value: Json) -> Iterable[Json]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _mended(value: Json, mend: Callable[[str], str]) -> Json:
    """Copy a value, with every text and every name mended."""
    if isinstance(value, str):
        return mend(value)
    if isinstance(value, dict):
        return {mend(name): _mended(each, mend) for name, each in value.items()}
    if isinstance(value, list):
        return [_mended(each, mend) for each in value]
    return value


def _whole(text: str) -> str:
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
