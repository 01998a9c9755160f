"""Attempts and dossiers to test with."""

from __future__ import annotations

from decimal import Decimal

from assetforge.core.credits import Credits
from assetforge.core.digest import digest_bytes
from assetforge.core.media import PNG, Media
from assetforge.execution.attempt import Attempt
from assetforge.execution.dossier import Dossier
from assetforge.lock.model import InputRef
from assetforge.providers.protocol import Input

LOGO = digest_bytes(b"logo")
KEY = digest_bytes(b"key")

ATTEMPT = Attempt(
    intent="a" * 26, key=KEY, project="0123456789ab", address="hero", run="run-1",
    provider="cloud", account="abcdef01", kind="image", model=None, route="/pictures",
    request="{}", token=None, reserved=Decimal(1600), intended_at=1000.0,
)  # fmt: skip
DOSSIER = Dossier(
    key=KEY, key_schema=1, kind="edit", provider="cloud", model="fine",
    params={"prompt": "hero", "size": [64, 48], "deep": {"is": True}},
    refs=(InputRef(name="logo", by="key", digest=digest_bytes(b"key of the logo")),),
    inputs=(Input(name="logo", media=Media(type=PNG, width=8, height=9), digest=LOGO),),
    estimated=Credits.between(40, 80),
)  # fmt: skip
