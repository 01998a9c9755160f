"""Ranges: parts of a file, as a download that was cut short asks for the rest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from assetforge.core.digest import digest_bytes
from assetforge.sandbox.message import HttpAnswer

if TYPE_CHECKING:
    from assetforge.sandbox.message import HttpRequest

_RANGE: Final = re.compile(r"bytes=(\d{0,12})-(\d{0,12})")


def ranged(data: bytes, media_type: str, request: HttpRequest) -> HttpAnswer:
    """Answer with bytes, or with the one range of them that is asked for."""
    tag = f'"{digest_bytes(data)[7:39]}"'
    headers = {"content-type": media_type, "accept-ranges": "bytes", "etag": tag}
    match = _RANGE.fullmatch(request.headers.get("range", ""))
    if match is None or request.headers.get("if-range", tag) != tag or not any(match.groups()):
        return HttpAnswer(status=200, headers=headers, body=data)
    start, end = _span(match[1], match[2], len(data))
    if start > end:
        return HttpAnswer(status=416, headers={"content-range": f"bytes */{len(data)}"})
    headers["content-range"] = f"bytes {start}-{end}/{len(data)}"
    return HttpAnswer(status=206, headers=headers, body=data[start : end + 1])


def _span(first: str, last: str, length: int) -> tuple[int, int]:
    """Read `5-9`, `5-` and `-5`, the last five; an empty span ends before it starts."""
    if not first:
        return max(0, length - int(last)), length - 1 if int(last) else -1
    return int(first), min(length - 1, int(last) if last else length - 1)
