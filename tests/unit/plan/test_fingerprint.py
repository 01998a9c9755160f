from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.core.digest import digest_bytes
from assetforge.lock.model import InputRef
from assetforge.plan.fingerprint import key_document, key_of, transcode_key
from assetforge.plan.model import Ask

if TYPE_CHECKING:
    from assetforge.core.values import Table

LOGO = InputRef(name="logo", by="content", digest=digest_bytes(b"logo"))
HERO = InputRef(name="hero", by="content", digest=digest_bytes(b"hero"))
ASK = Ask(
    address="beach", kind="edit", provider="letzai", model="flux2",
    request={"prompt": "a beach", "watermark": False}, inputs=(HERO, LOGO),
)  # fmt: skip


def test_the_key_of_a_request_never_changes() -> None:
    """Paid results are found by it for good: a new text of it would be a new key schema."""
    assert key_of(ASK) == KEY


KEY = "sha256:bd17d9e9f3c00c28cda96b066dfcbbb63e26365f92be8e18d895fc283037e782"


@pytest.mark.parametrize(
    "other",
    [
        replace(ASK, kind="image"),
        replace(ASK, provider="letta"),
        replace(ASK, model="flux3"),
        replace(ASK, request={"prompt": "a beach"}),
        replace(ASK, request={"prompt": "a beach", "watermark": 0}),
        replace(ASK, inputs=(LOGO, HERO)),
        replace(ASK, inputs=(HERO,)),
        replace(ASK, inputs=(HERO, replace(LOGO, by="key"))),
    ],
)
def test_everything_that_decides_a_result_is_in_its_key(other: Ask) -> None:
    assert key_of(other) != key_of(ASK)


def test_names_are_in_no_key() -> None:
    renamed = replace(ASK, address="strand", inputs=(replace(HERO, name="held"), LOGO))

    assert key_of(renamed) == key_of(ASK)


def test_the_order_of_words_in_a_request_means_nothing() -> None:
    request: Table = dict(reversed(list(ASK.request.items())))

    assert key_of(replace(ASK, request=request)) == key_of(ASK)


def test_without_an_input_there_is_no_key_yet() -> None:
    assert key_of(replace(ASK, inputs=None)) is None
    assert key_document(replace(ASK, inputs=None)) is None


def test_each_conversion_has_a_key_of_its_own() -> None:
    result = digest_bytes(b"hero")

    keys = {transcode_key(result, "image/webp"), transcode_key(result, "image/png"), key_of(ASK)}

    assert len(keys) == 3


def test_a_result_of_a_sandbox_has_a_key_of_its_own() -> None:
    at_sandbox = replace(ASK, place="this machine")

    assert key_of(at_sandbox) != key_of(ASK)
    assert key_document(at_sandbox) == {**(key_document(ASK) or {}), "place": "this machine"}
    assert "place" not in (key_document(ASK) or {})
