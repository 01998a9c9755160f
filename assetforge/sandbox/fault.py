"""Faults: what goes wrong on request, when, and on which way.

before    the request is not looked at        close reset error page limit redirect-call
job       what becomes of a job               failed not-allowed odd-word …
answer    the work is done, the answer not    lose-answer error-after cut-answer no-id …
download  what comes instead of a result      cut short html expire drip bomb …
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Phase: TypeAlias = Literal["before", "job", "answer", "download"]
Detail: TypeAlias = Literal["bytes", "retry_after", "seconds", "status", "to", "word"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultKind:
    """What a word in the file means."""

    phase: Phase
    takes: frozenset[Detail] = frozenset()
    needs: frozenset[Detail] = frozenset()


def _kind(phase: Phase, *takes: Detail, needs: tuple[Detail, ...] = ()) -> FaultKind:
    return FaultKind(phase=phase, takes=frozenset(takes + needs), needs=frozenset(needs))


FAULT_KINDS: Final[Mapping[str, FaultKind]] = {
    "close": _kind("before"),  # closed without an answer
    "reset": _kind("before"),  # the same, as a reset
    "error": _kind("before", "status"),  # 500 and JSON
    "page": _kind("before", "status"),  # 502 and a gateway's HTML
    "limit": _kind("before", "retry_after"),  # 429
    "redirect-call": _kind("before", "status", needs=("to",)),  # an API call led elsewhere
    "slow": _kind("answer", needs=("seconds",)),  # answered later
    "lose-answer": _kind("answer"),  # done, then closed without an answer
    "reset-answer": _kind("answer"),  # done, then reset
    "error-after": _kind("answer", "status"),  # done, and 500
    "page-after": _kind("answer", "status"),  # done, and 502 with HTML
    "cut-answer": _kind("answer"),  # half of the body, then closed
    "torn-answer": _kind("answer"),  # half of the body, announced as all of it
    "drip-answer": _kind("answer", needs=("seconds",)),  # in small pieces over so long
    "bomb-answer": _kind("answer"),  # Content-Encoding: gzip; 64 MiB of zeros
    "large-answer": _kind("answer", needs=("bytes",)),  # followed by so many zero bytes
    "redirect-after": _kind("answer", "status", needs=("to",)),  # done, and led elsewhere
    "no-json": _kind("answer"),  # a good status and a text that is not JSON
    "no-id": _kind("answer"),  # a good status and JSON without an id
    "accept-late": _kind("job", needs=("seconds",)),  # answer lost, accepted so much later
    "fail": _kind("job", "word"),  # ends as failed; word: why
    "disallow": _kind("job", "word"),  # ends as not_allowed
    "odd-word": _kind("job", "seconds", needs=("word",)),  # said instead of ready; "" for none
    "full-progress": _kind("job", needs=("seconds",)),  # 100 per cent, and not ready so long
    "no-url": _kind("job", needs=("seconds",)),  # ready without a URL so long
    "endless": _kind("job"),  # never done
    "list-late": _kind("job", needs=("seconds",)),  # in no list so long
    "know-late": _kind("job", needs=("seconds",)),  # 404 by its id, and in no list, so long
    "no-echo": _kind("job"),  # its record shows no webhookUrl
    "cut": _kind("download"),  # closed in the middle
    "short": _kind("download"),  # Content-Length says less than what comes
    "half": _kind("download"),  # half a picture, as if it were whole
    "expire": _kind("download"),  # 403 until the job is asked for a new URL
    "wrong-type": _kind("download", "word"),  # HTML or JSON instead; word: the type
    "drip": _kind("download", needs=("seconds",)),  # in small pieces over so long
    "redirect": _kind("download", "status", needs=("to",)),
    "gzip-bomb": _kind("download"),  # Content-Encoding: gzip; 64 MiB of zeros
    "picture-bomb": _kind("download"),  # a PNG that claims 30000 x 30000 pixels
    "small": _kind("download"),  # a picture of 400 x 400 pixels, whatever was ordered
    "large": _kind("download", needs=("bytes",)),  # the result, followed by so many zero bytes
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault: what, on which routes and how often. Without chance and nth: every time."""

    kind: str
    route: str | None = None  # "POST /images", with * for anything; None: where the kind belongs
    chance: float | None = None  # from 0 to 1
    nth: frozenset[int] = field(default_factory=frozenset[int])  # from 1, as it would strike
    times: int | None = None  # at most
    seconds: float = 0
    status: int | None = None
    word: str | None = None
    to: str = ""
    retry_after: str | None = None  # as it stands in the header; None: no such header
    bytes: int = 0

    @property
    def phase(self) -> Phase:
        """When it strikes."""
        return FAULT_KINDS[self.kind].phase
