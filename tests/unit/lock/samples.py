"""Locks and finished work to test with, as small as they come."""

from __future__ import annotations

from decimal import Decimal

from assetforge.core.credits import Credits
from assetforge.core.digest import digest_bytes
from assetforge.core.media import PNG, Blob, Media
from assetforge.lock.model import Entry, InputRef, Lock, Made

PICTURE = Media(type=PNG, width=1600, height=904)


def blob_of(data: bytes, media: Media = PICTURE) -> Blob:
    return Blob(digest=digest_bytes(data), size=len(data), media=media)


def made_of(name: str, data: bytes = b"bytes") -> Made:
    """A paid picture whose key follows from its name."""
    return Made(
        key=digest_bytes(name.encode()),
        key_schema=1,
        kind="image",
        provider="letzai",
        model="gemini-3-pro-image",
        request={"prompt": f"a photo of {name}", "resolution": "2k", "watermark": False},
        inputs=(InputRef(name="logo", by="content", digest=digest_bytes(b"logo")),),
        result=blob_of(data),
        job_id="job-1",
        result_id="result-1",
        url="https://cdn.example/1.png",
        url_expires="2026-12-01T00:00:00Z",
        estimated=Credits.exactly(560),
        charged=Decimal(540),
    )


def entry_of(name: str, data: bytes = b"bytes") -> Entry:
    return Entry(made=made_of(name, data), output=f"assets/{name}.png")


def lock_of(*names: str) -> Lock:
    return Lock(entries={name: entry_of(name) for name in names})
