from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.sandbox.refusal import RefusalError
from assetforge.sandbox.settings import ORGANIZATION
from assetforge.sandbox.wish_film import wish_of_video, wish_of_video_edit
from tests.unit.sandbox.bench import FILM_SECONDS, PROMPT, Bench, listed, older

if TYPE_CHECKING:
    from assetforge.core.values import Json, Table

URL = "https://a.example/b.png"
SHOTS: list[Json] = [{"prompt": "A", "duration": 3}, {"prompt": "B", "duration": 4}]


@pytest.mark.parametrize(
    ("settings", "seconds", "credits_"),
    [
        ({"mode": "video-kling3", "duration": 5}, 5, 750),
        ({"mode": "video-kling3", "duration": 99, "withSound": True}, 15, 4500),
        ({"mode": "video-kling3", "duration": 1}, 3, 450),
        ({"mode": "video-kling26", "duration": 6}, 5, 750),
        ({"mode": "video-kling26", "duration": 9, "highQuality": True}, 10, 3000),
        ({"mode": "video-veo31", "duration": 3}, 8, 1500),
        ({"mode": "video-seedance2", "duration": 4, "resolution": "720p"}, 4, 840),
        ({"mode": "video-seedance2", "duration": 4}, 4, 2000),
        ({"mode": "video-gemini-omni"}, 4, 400),
        ({}, 8, 1500),
    ],
)
def test_seconds_are_clamped_and_priced(settings: Table, seconds: int, credits_: int) -> None:
    bench = Bench()
    body: Table = {"prompt": PROMPT, "settings": settings}

    wish = wish_of_video(bench.sandbox.premises, body, bench.now)

    assert (wish.asked["duration"], int(wish.credits)) == (seconds, credits_)
    assert wish.take("1").media.seconds == pytest.approx(seconds)


def test_several_shots_last_as_long_as_all_of_them() -> None:
    current, old = Bench(), Bench(settings=older())
    body: Table = {"prompt": PROMPT, "prompts": SHOTS, "settings": {"mode": "video-kling3"}}
    inside: Table = {
        "prompt": PROMPT, "imageUrl": URL, "settings": {"mode": "kling30", "prompts": SHOTS},
    }  # fmt: skip

    wishes = [
        wish_of_video(current.sandbox.premises, body, current.now),
        wish_of_video(old.sandbox.premises, inside, old.now),
    ]

    assert [wish.asked["duration"] for wish in wishes] == [7, 7]


def test_a_film_takes_its_shape_from_its_frame_or_from_what_is_asked() -> None:
    bench = Bench()
    source = bench.image(width=800, height=800)
    body: Table = {"prompt": PROMPT, "originalImageCompletionId": source}

    square = wish_of_video(bench.sandbox.premises, body, bench.now).take("1").media
    asked: Table = {**body, "width": 640, "height": 360}
    small = wish_of_video(bench.sandbox.premises, asked, bench.now).take("1").media

    assert (square.width, square.height) == (1280, 1280)
    assert (small.width, small.height) == (640, 360)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"imageUrl": URL, "imageUrls": [URL]}, 400),
        ({"originalImageCompletionId": "11111111-1111-4111-8111-111111111111"}, 404),
        ({"settings": {"mode": "video-wan25"}}, 400),
        ({"settings": {"mode": "video-seedance2-enterprise"}}, 403),
        ({"prompts": SHOTS, "settings": {"mode": "video-veo31"}}, 400),
    ],
)
def test_what_a_film_cannot_be(body: Table, status: int) -> None:
    bench = Bench()

    with pytest.raises(RefusalError) as refused:
        wish_of_video(bench.sandbox.premises, {"prompt": PROMPT, **body}, bench.now)

    assert refused.value.status == status


def test_an_organization_may_have_what_others_may_not() -> None:
    bench = Bench()
    settings: Table = {"mode": "video-seedance2-enterprise", "duration": 4}
    body: Table = {"prompt": PROMPT, "organizationId": ORGANIZATION, "settings": settings}

    assert wish_of_video(bench.sandbox.premises, body, bench.now).credits == 2000


def test_older_films_need_a_source() -> None:
    bench = Bench(settings=older())

    with pytest.raises(RefusalError, match="a source image is needed"):
        wish_of_video(bench.sandbox.premises, {"prompt": PROMPT}, bench.now)


def test_a_film_is_edited_by_its_id_or_its_url() -> None:
    bench = Bench(settings=older())
    film = bench.order("/videos", prompt=PROMPT, imageUrl=URL, settings={"duration": 6})["id"]
    bench.wait(FILM_SECONDS)
    shown = listed(bench.show("/videos", film)["videoVersions"])

    bodies: list[Table] = [
        {"prompt": PROMPT, "originalVideoId": str(film)},
        {"prompt": PROMPT, "videoUrl": str(shown[0]), "settings": {"duration": 2}},
    ]
    wishes = [wish_of_video_edit(bench.sandbox.premises, body, bench.now) for body in bodies]

    assert [wish.take("1").media.seconds for wish in wishes] == [4, 2]
    assert wishes[0].sources[0].media.is_film


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"videoUrl": URL, "originalVideoId": "11111111-1111-4111-8111-111111111111"}, 400),
        ({"originalVideoId": "11111111-1111-4111-8111-111111111111"}, 404),
    ],
)
def test_a_film_to_edit_must_exist(body: Table, status: int) -> None:
    bench = Bench(settings=older())

    with pytest.raises(RefusalError) as refused:
        wish_of_video_edit(bench.sandbox.premises, {"prompt": PROMPT, **body}, bench.now)

    assert refused.value.status == status
