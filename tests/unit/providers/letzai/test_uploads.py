from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.core.errors import MakingError, UnavailableError
from assetforge.core.media import AVIF, JPEG, Media
from assetforge.providers.instruction import Ask, Put
from assetforge.providers.letzai.uploads import shared
from tests.unit.providers.letzai.talking import answer, film, picture, play, settings

if TYPE_CHECKING:
    from assetforge.core.values import Table
    from assetforge.providers.instruction import Reply

SIGNED = "https://bucket.example/abc?signature=1"
PUBLIC = "https://uploads.letz.ai/abc.png"
SLOT: Table = {"id": "a", "uploadUrl": SIGNED, "imageUrl": PUBLIC}
NO_ROUTE = answer({"message": "Cannot POST"}, 404)
GONE = answer(None, 403)


def test_a_file_goes_up_in_three_steps() -> None:
    said, url = play(shared(picture(), 3, settings()), [answer(SLOT, 201), answer(None, 200)])

    first = said[0]
    assert isinstance(first, Ask)
    assert (first.call.method, first.call.path) == ("POST", "/user-assets")
    assert first.call.body == {"extension": "png", "mimeType": "image/png"}
    assert said[1] == Put(url=SIGNED, input=3, media_type="image/png")
    assert url == PUBLIC


def test_a_picture_goes_the_older_way_where_the_newer_is_not_there() -> None:
    jpeg = Media(type=JPEG, width=8, height=8)

    said, url = play(shared(jpeg, 0, settings()), [NO_ROUTE, answer(SLOT), answer(None, 204)])

    second = said[1]
    assert isinstance(second, Ask)
    assert (second.call.path, second.call.body) == ("/user-images", {"extension": "jpg"})
    assert url == PUBLIC


def test_a_film_has_no_older_way() -> None:
    with pytest.raises(UnavailableError, match="Cannot POST"):
        play(shared(film(), 0, settings()), [NO_ROUTE])


def test_a_place_that_is_gone_is_asked_for_anew_once() -> None:
    slots: list[Reply] = [answer(SLOT), GONE, answer(SLOT), answer(None, 200)]

    _, url = play(shared(picture(), 0, settings()), slots)

    assert url == PUBLIC


@pytest.mark.parametrize(
    "replies", [[answer(SLOT), GONE, answer(SLOT), GONE], [answer(SLOT), answer(None, 500)]]
)
def test_a_place_that_takes_nothing_ends_it(replies: list[Reply]) -> None:
    with pytest.raises(UnavailableError, match="answered"):
        play(shared(picture(), 0, settings()), replies)


@pytest.mark.parametrize(
    "slot",
    [
        {},
        {"uploadUrl": SIGNED},
        {"imageUrl": PUBLIC},
        {**SLOT, "uploadUrl": "http://bucket.example/abc"},
        {**SLOT, "imageUrl": "http://169.254.169.254/latest"},
        {**SLOT, "uploadUrl": None},
    ],
)
def test_a_place_that_cannot_be_used_ends_it(slot: Table) -> None:
    with pytest.raises(UnavailableError, match="no address that can be used"):
        play(shared(picture(), 0, settings()), [answer(slot)])


def test_on_a_loopback_origin_places_may_lie_on_it() -> None:
    home = "http://127.0.0.1:8123"
    slot: Table = {"uploadUrl": f"{home}/up", "imageUrl": f"{home}/a.png"}
    talk = shared(picture(), 0, settings(origin=home))

    _, url = play(talk, [answer(slot), answer(None, 200)])

    assert url == f"{home}/a.png"


def test_a_type_that_letzai_does_not_take_is_refused_before_anything_is_sent() -> None:
    with pytest.raises(MakingError, match="image/avif"):
        play(shared(Media(type=AVIF, width=8, height=8), 0, settings()), [])
