from __future__ import annotations

import pytest

from assetforge.sandbox.fault import Fault
from assetforge.sandbox.refusal import RefusalError
from assetforge.sandbox.source import source_by_id, source_by_url
from tests.unit.sandbox.bench import FILM_SECONDS, ORIGIN, PROMPT, Bench, inner


def status_of(bench: Bench, url: str, *, is_film: bool = False) -> int:
    """Say how a URL is refused; 0 where it is taken."""
    try:
        source_by_url(bench.sandbox.premises, url, bench.now, is_film=is_film)
    except RefusalError as refusal:
        return refusal.status
    return 0


def test_a_picture_of_ours_is_a_source_once_it_is_ready() -> None:
    bench = Bench()
    id_ = str(bench.order("/images", prompt=PROMPT, width=800, height=600)["id"])

    with pytest.raises(RefusalError, match="not ready: new") as refused:
        source_by_id(bench.sandbox.premises, id_, bench.now)
    bench.wait(10)
    source = source_by_id(bench.sandbox.premises, id_, bench.now)

    assert refused.value.status == 400
    assert (source.media.width, source.media.height) == (800, 600)


def test_an_upscales_or_films_id_is_no_image_id() -> None:
    bench = Bench()
    upscale = bench.order("/upscale", imageId=bench.image())["id"]
    film = bench.order("/videos", prompt=PROMPT)["id"]
    bench.wait(FILM_SECONDS)

    for id_ in (upscale, film):
        with pytest.raises(RefusalError, match="not found"):
            source_by_id(bench.sandbox.premises, str(id_), bench.now)


def test_a_picture_that_was_refused_is_no_source() -> None:
    bench = Bench(faults=[Fault(kind="disallow")])

    with pytest.raises(RefusalError, match="not ready: not_allowed"):
        source_by_id(bench.sandbox.premises, bench.image(), bench.now)


def test_urls_of_ours_must_lead_somewhere() -> None:
    bench = Bench()
    ready = bench.show("/images", bench.image())
    upload = bench.upload(b"800x600")
    film = bench.upload(b"film", "mp4")

    urls = {
        str(inner(ready, "imageVersions")["original"]): 0,
        str(upload["imageUrl"]): 0,
        str(film["imageUrl"]): 400,
        f"{ORIGIN}/results/11111111-1111-4111-8111-111111111111/original.png": 400,
        f"{ORIGIN}/assets/11111111-1111-4111-8111-111111111111/original.png": 400,
        f"{ORIGIN}/": 400,
    }

    assert {url: status_of(bench, url) for url in urls} == urls


def test_a_film_is_asked_for_as_one() -> None:
    bench = Bench()
    film, picture = bench.upload(b"film", "mp4"), bench.upload(b"8x8")

    assert status_of(bench, str(film["imageUrl"]), is_film=True) == 0
    assert status_of(bench, str(picture["imageUrl"]), is_film=True) == 400


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("https://a.example/b.png", 0),
        ("https://93.184.216.34/b.png", 0),
        ("http://localhost/b.png", 400),
        ("http://127.0.0.1:1/b.png", 400),
        ("http://10.0.0.1/b.png", 400),
        ("http://[::1]/b.png", 400),
        ("http://169.254.169.254/latest/meta-data", 400),
    ],
)
def test_other_urls_are_taken_on_trust_unless_nobody_else_can_reach_them(
    url: str, status: int
) -> None:
    assert status_of(Bench(), url) == status
