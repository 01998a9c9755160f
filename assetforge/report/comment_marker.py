"""Markers: the hidden first line by which a comment of ours is known again.

    <!-- assetforge:comment tag=default plan=sha256:… valid-at=2026-11-20T12:00:00Z run=81.1 -->
                            │           │             │                             └ number, try
                            │           │             └ when the change that it speaks of came to CI
                            │           └ digest of the plan, for `build --approved`
                            └ which of several comments on one request

Words that are not known are passed over, so that a newer version may add some.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from assetforge.core.digest import Digest, is_digest

TAG_RULE: Final = r"[A-Za-z0-9][A-Za-z0-9_./-]{0,63}"
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_RUN: Final = re.compile(r"([0-9]{1,18})\.([0-9]{1,18})")
_LINE: Final = re.compile(r"<!-- assetforge:comment((?: [a-z-]+=[^\s<>]+)+) -->")
_LONGEST: Final = 400  # characters


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Validity:
    """Which run a comment is from; of two, the greater one knows more."""

    at: str  # in UTC, as `2026-11-20T12:00:00Z`, so that texts sort as times do
    run: int = 0  # a service numbers its runs in the order in which they began
    attempt: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """What the hidden line says."""

    tag: str
    plan: Digest
    validity: Validity


def encode_marker(marker: Marker) -> str:
    """Write the line."""
    known = marker.validity
    return (
        f"<!-- assetforge:comment tag={marker.tag} plan={marker.plan} valid-at={known.at} "
        f"run={known.run}.{known.attempt} -->"
    )


def decode_marker(body: str) -> Marker | None:
    """Read the first line of a comment; None where it is no marker of ours."""
    first = body[:_LONGEST].partition("\n")[0].strip()
    found = _LINE.fullmatch(first)
    if found is None:
        return None
    words = dict(word.split("=", 1) for word in found[1].split())
    tag, plan, at = words.get("tag", ""), words.get("plan"), words.get("valid-at", "")
    run = _RUN.fullmatch(words.get("run", "0.0"))
    if not is_tag(tag) or not is_digest(plan) or not is_date(at) or plan is None or run is None:
        return None
    validity = Validity(at=at, run=int(run[1]), attempt=int(run[2]))
    return Marker(tag=tag, plan=Digest(plan), validity=validity)


def is_tag(text: str) -> bool:
    """Say whether a text may stand as a tag in a marker."""
    return re.fullmatch(TAG_RULE, text) is not None and "--" not in text


def is_date(text: object) -> bool:
    """Say whether a text is a time in the one form that is compared."""
    return isinstance(text, str) and _DATE.fullmatch(text) is not None
