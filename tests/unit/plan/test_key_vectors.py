"""Keys of a handful of asks, frozen: a changed key would make people pay for the same work again.

Where a test here fails, the key schema changed. Do not write the new digests down: undo the change,
or give the schema a new version under which every older key stays an alias of the new one.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from assetforge.core.digest import Digest
from assetforge.lock.model import InputRef
from assetforge.plan.facts import PLAYGROUND
from assetforge.plan.fingerprint import KEY_SCHEMA, key_of, transcode_key
from assetforge.plan.model import Ask

LOGO = InputRef(
    name="logo", by="content",
    digest=Digest("sha256:7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069"),
)  # fmt: skip
HERO = InputRef(
    name="hero", by="key",
    digest=Digest("sha256:b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c"),
)  # fmt: skip
IMAGE = Ask(
    address="hero", kind="image", provider="letzai", model="gemini-3-pro-image",
    request={
        "prompt": "Studio photo of a café on wet marble, „Morgenlicht“\n東京 \U0001f37e",
        "resolution": "2k", "size": "1600x900", "watermark": False, "seed": 7,
    },
    inputs=(),
)  # fmt: skip
EDIT = Ask(
    address="hero-beach", kind="edit", provider="letzai", model="flux2",
    request={"prompt": "Put the logo on the towel", "aspect_ratio": "16:9", "creativity": 0.35},
    inputs=(HERO, LOGO),
)  # fmt: skip
UPSCALE = Ask(
    address="hero-4k", kind="upscale", provider="letzai", model=None,
    request={"resolution": "4k", "strength": 1.0}, inputs=(HERO,),
)  # fmt: skip
VIDEO = Ask(
    address="hero-clip", kind="video", provider="letta", model="veo31",
    request={
        "duration": 8, "sound": True,
        "shots": [{"prompt": "Dolly in", "duration": 5}, {"prompt": "Tilt up", "duration": 3}],
        "skin": {"face": 0.5, "eyes": None},
    },
    inputs=(HERO,),
)  # fmt: skip
DERIVE = Ask(
    address="hero-thumb", kind="derive", provider="local", model=None,
    request={"width": 640, "format": "webp"}, inputs=(HERO,),
)  # fmt: skip

FROZEN = [
    (IMAGE, "sha256:3f06483975082f753f7f21e0c573336256c770d39fa42a52fd1f5b583f6162b4"),
    (EDIT, "sha256:8daec01d2d5067a6ab1c0e656b893b853acfd632821e0bda5add5d8dae37ccb5"),
    (UPSCALE, "sha256:47ce94833fba3e937d0f6ee2ff53428c328b1ff5e60b59d4564d1047ffd2bbce"),
    (VIDEO, "sha256:c43a072a2b484240a77f19d0f2627ed263a36e96b980a4fd42542fe942497224"),
    (DERIVE, "sha256:b3a58b5f82949707d211e9d9f25f754f2819e6434a4d7162a47797c7134f3226"),
]

SANDBOX_KEY = "sha256:329b1e3290bbcf7ca462abccc575e35597c599e3a9816bb092d12b77d9a4db43"


@pytest.mark.parametrize(("ask", "key"), FROZEN, ids=lambda value: getattr(value, "kind", ""))
def test_a_key_never_changes(ask: Ask, key: str) -> None:
    assert key_of(ask) == key


def test_the_schema_of_these_keys_is_the_first() -> None:
    assert KEY_SCHEMA == 1


def test_what_is_hashed_is_this_text_and_nothing_else() -> None:
    text = (
        f'{{"inputs":[["key","{HERO.digest}"]],'
        '"kind":"derive","model":null,"provider":"local",'
        '"request":{"format":"webp","width":640},"schema":1}'
    )

    assert key_of(DERIVE) == "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def test_the_key_of_a_conversion_never_changes() -> None:
    assert (
        transcode_key(LOGO.digest, "image/webp")
        == "sha256:521b9b6078710cbb89b13168c8023119b8e6aa1507f0bd52ce46a446ae94e8d6"
    )


def test_the_key_of_what_a_sandbox_made_never_changes() -> None:
    """It stays apart from every key that was paid for, or play would stand in for the real."""
    at_sandbox = replace(IMAGE, place=PLAYGROUND)

    assert key_of(at_sandbox) == SANDBOX_KEY
    assert SANDBOX_KEY not in {key for _, key in FROZEN}
