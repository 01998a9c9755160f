"""Spoilt answers: what a fault makes of an answer. The work behind it is done, or is not."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from email.utils import formatdate
from functools import cache
from typing import TYPE_CHECKING, Final

from assetforge.core.values import is_table
from assetforge.sandbox.message import HttpAnswer, Transfer
from assetforge.sandbox.plain_picture import picture_bomb, plain_picture
from assetforge.sandbox.refusal import RefusalError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assetforge.sandbox.fault import Fault

_BOMB: Final = 64 * 1024 * 1024  # bytes, once it is unpacked
_PAGE: Final = b"<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"


def refused_by(fault: Fault, now: float) -> HttpAnswer:
    """Make the answer to a request that a fault keeps from being looked at."""
    if fault.kind == "limit":
        return _limited(fault, now)
    return REFUSING[fault.kind](fault)


def spoilt(answer: HttpAnswer, fault: Fault) -> HttpAnswer:
    """Make what a fault leaves of an answer."""
    return SPOILING[fault.kind](answer, fault)


def _limited(fault: Fault, now: float) -> HttpAnswer:
    answer = RefusalError(429, "Too many requests").answer()
    if fault.retry_after is None:
        return answer
    said = fault.retry_after
    if said.startswith("date"):
        said = formatdate(now + float(said.removeprefix("date") or 5), usegmt=True)
    return replace(answer, headers={**answer.headers, "retry-after": said})


def _error(fault: Fault) -> HttpAnswer:
    return RefusalError(fault.status or 500, "Internal server error").answer()


def _page(fault: Fault) -> HttpAnswer:
    return HttpAnswer(status=fault.status or 502, headers={"content-type": "text/html"}, body=_PAGE)


def _redirect(fault: Fault) -> HttpAnswer:
    return HttpAnswer(status=fault.status or 302, headers={"location": fault.to})


def _slow(answer: HttpAnswer, fault: Fault) -> HttpAnswer:
    delay = answer.transfer.delay + fault.seconds
    return replace(answer, transfer=replace(answer.transfer, delay=delay))


def _cut(answer: HttpAnswer, _fault: Fault) -> HttpAnswer:
    half = Transfer(ending="cut", bytes=len(answer.body) // 2)
    return replace(answer, transfer=replace(half, delay=answer.transfer.delay))


def _half(answer: HttpAnswer, _fault: Fault) -> HttpAnswer:
    return replace(answer, body=answer.body[: len(answer.body) // 2])


def _without_id(answer: HttpAnswer, _fault: Fault) -> HttpAnswer:
    try:
        found: object = json.loads(answer.body)
    except ValueError:
        return answer  # another fault struck it before, and left nothing to read
    kept = {name: found[name] for name in found if name != "id"} if is_table(found) else found
    return replace(answer, body=json.dumps(kept).encode())


def _short(answer: HttpAnswer, _fault: Fault) -> HttpAnswer:
    overrun = Transfer(ending="overrun", bytes=len(answer.body) // 2)
    return replace(answer, transfer=replace(overrun, delay=answer.transfer.delay))


def _wrong_type(answer: HttpAnswer, fault: Fault) -> HttpAnswer:
    kind = fault.word or "text/html"
    body = b'{"message": "not found"}' if "json" in kind else _PAGE
    return replace(answer, headers={"content-type": kind}, body=body)


def _drip(answer: HttpAnswer, fault: Fault) -> HttpAnswer:
    return replace(answer, transfer=replace(answer.transfer, spread=fault.seconds))


def _gzip_bomb(answer: HttpAnswer, _fault: Fault) -> HttpAnswer:
    headers = {**answer.headers, "content-encoding": "gzip"}
    return replace(answer, headers=headers, body=_bomb())


@cache
def _bomb() -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    piece = bytes(1024 * 1024)
    packed = [packer.compress(piece) for _ in range(_BOMB // len(piece))]
    return b"".join(packed) + packer.flush()


def _large(answer: HttpAnswer, fault: Fault) -> HttpAnswer:
    if answer.status != 200:  # noqa: PLR2004 - a part of a file has no end to add to
        return answer
    if answer.headers.get("content-type") != "video/mp4":
        return replace(answer, padding=fault.bytes)
    free = (fault.bytes + 16).to_bytes(8, "big")  # a box that players skip, of 64-bit length
    return replace(answer, body=answer.body + b"\0\0\0\1free" + free, padding=fault.bytes)


SPOILING: Final[Mapping[str, Callable[[HttpAnswer, Fault], HttpAnswer]]] = {
    "slow": _slow,
    "lose-answer": lambda answer, _: replace(answer, transfer=Transfer(ending="none")),
    "reset-answer": lambda answer, _: replace(answer, transfer=Transfer(ending="reset")),
    "error-after": lambda _, fault: _error(fault),
    "page-after": lambda _, fault: _page(fault),
    "cut-answer": _cut,
    "torn-answer": _half,
    "drip-answer": _drip,
    "bomb-answer": _gzip_bomb,
    "large-answer": lambda answer, fault: replace(answer, padding=fault.bytes),
    "redirect-after": lambda _, fault: _redirect(fault),
    "no-json": lambda answer, _: replace(answer, body=b"OK, it is accepted"),
    "no-id": _without_id,
    "cut": _cut,
    "short": _short,
    "half": _half,
    "expire": lambda _answer, _fault: RefusalError(403, "the URL has expired").answer(),
    "wrong-type": _wrong_type,
    "drip": _drip,
    "redirect": lambda _, fault: _redirect(fault),
    "gzip-bomb": _gzip_bomb,
    "picture-bomb": lambda answer, _: replace(answer, body=picture_bomb()),
    "small": lambda answer, _: replace(answer, body=plain_picture(400, 400, b"\x80\x80\x80")),
    "large": _large,
}
REFUSING: Final[Mapping[str, Callable[[Fault], HttpAnswer]]] = {
    "close": lambda _: HttpAnswer(status=0, transfer=Transfer(ending="none")),
    "reset": lambda _: HttpAnswer(status=0, transfer=Transfer(ending="reset")),
    "error": _error,
    "page": _page,
    "redirect-call": _redirect,
}
