from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.manifest.model import Origin
from assetforge.manifest.unknown_key import meant_field, unknown_field, unknown_key

if TYPE_CHECKING:
    from assetforge.core.names import Kind


def origin(key: str) -> Origin:
    return Origin(file="assets.toml", path=("image", "hero", key))


@pytest.mark.parametrize(
    ("key", "kind", "meant"),
    [
        ("promt", "image", "prompt"),
        ("sources", "edit", "from"),
        ("sources", "image", ""),
        ("ratio", "image", "aspect_ratio"),
        ("width", "image", ""),
        ("zzz", "image", ""),
    ],
)
def test_a_key_may_stand_for_another_one_of_the_kind(key: str, kind: Kind, meant: str) -> None:
    assert meant_field(key, kind) == meant


@pytest.mark.parametrize(
    ("key", "kind", "hint"),
    [
        ("promt", "image", "did you mean `prompt`?"),
        ("duration", "image", "take it out, or make this asset one of another kind"),
        ("height", "upscale", 'write both sides as `size = "1600x900"`'),
        ("height", "source", "take it out, or make this asset one of another kind"),
        ("token", "image", "set it in your own config file or in the environment"),
        ("Api_Key", "image", "set it in your own config file or in the environment"),
    ],
)
def test_the_hint_is_the_best_there_is(key: str, kind: Kind, hint: str) -> None:
    found = unknown_field(origin(key), kind)

    assert (found.code, found.on, found.hint) == ("unknown-key", "key", hint)


def test_a_key_that_nothing_is_like_is_answered_with_what_there_is() -> None:
    found = unknown_key(origin("zzz"), "`[project]`", ("name", "output"))

    assert found.detail == "`zzz` is not a key of `[project]`"
    assert found.hint == "take it out; known here: name, output"
