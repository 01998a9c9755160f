from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.core.digest import digest_bytes
from assetforge.core.errors import UnavailableError
from assetforge.providers.instruction import Share
from assetforge.providers.letzai.commission import commissioned
from assetforge.providers.letzai.sources import FILMS, NOTHING, PICTURES, Sources, gathered
from assetforge.providers.protocol import Input, Origin
from tests.unit.providers.letzai.talking import (
    CAPABILITIES,
    UPLOADED,
    URL,
    local,
    made,
    picture,
    play,
    request,
    settings,
    shared,
    uuid,
)

if TYPE_CHECKING:
    from assetforge.core.names import Kind


def gather(given: Input, by_id: frozenset[Kind]) -> Sources:
    asked = request("upscale", None, {}, [given])
    talk = gathered(commissioned(asked, CAPABILITIES, settings()), by_id)
    try:
        assert next(talk) == Share(input=0)
        talk.send(shared())
    except StopIteration as end:
        found: Sources = end.value
        return found
    raise AssertionError


@pytest.mark.parametrize(
    ("given", "by_id", "expected"),
    [
        (made("image"), PICTURES, Sources(ids=(uuid(7),))),
        (made("edit"), PICTURES, Sources(ids=(uuid(7),))),
        (made("image", url=None), PICTURES, Sources(ids=(uuid(7),))),
        (made("upscale"), PICTURES, Sources(urls=(URL,))),
        (made("video"), PICTURES, Sources(urls=(URL,))),
        (made("video"), FILMS, Sources(ids=(uuid(7),))),
        (made("video-edit"), FILMS, Sources(urls=(URL,))),
        (made("image"), NOTHING, Sources(urls=(URL,))),
        (made("upscale", url=None), PICTURES, Sources(urls=(UPLOADED,))),
        (made("image", provider="letta"), PICTURES, Sources(urls=(UPLOADED,))),
        (local(), PICTURES, Sources(urls=(UPLOADED,))),
    ],
)
def test_how_an_input_is_handed_over(
    given: Input, by_id: frozenset[Kind], expected: Sources
) -> None:
    assert gather(given, by_id) == expected


@pytest.mark.parametrize("result_id", [None, "../users/me", "img_1"])
def test_an_id_that_is_none_is_not_passed(result_id: str | None) -> None:
    origin = Origin(provider="letzai", kind="image", result_id=result_id, url=URL)
    given = Input(name="hero", media=picture(), digest=digest_bytes(b"hero"), origin=origin)
    asked = request("upscale", None, {}, [given])

    _, sources = play(gathered(commissioned(asked, CAPABILITIES, settings()), PICTURES), [])

    assert sources == Sources(urls=(URL,))


def test_a_recorded_url_that_cannot_be_used_is_replaced_by_an_upload() -> None:
    given = made("upscale", url="http://169.254.169.254/latest")
    asked = request("upscale", None, {}, [given])
    talk = gathered(commissioned(asked, CAPABILITIES, settings()), PICTURES)

    said, sources = play(talk, [shared()])

    assert said == [Share(input=0)]
    assert sources == Sources(urls=(UPLOADED,))


def test_an_upload_at_an_address_of_no_use_is_an_error() -> None:
    asked = request("upscale", None, {}, [local()])
    talk = gathered(commissioned(asked, CAPABILITIES, settings()), PICTURES)

    with pytest.raises(UnavailableError, match="no address that can be used"):
        play(talk, [shared("http://10.0.0.1/a.png")])
