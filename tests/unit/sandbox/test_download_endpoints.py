from __future__ import annotations

import pytest

from assetforge.sandbox.fault import Fault
from tests.unit.sandbox.bench import FILM_SECONDS, PROMPT, Bench, inner, table


def url_of(bench: Bench, id_: object, name: str = "original") -> str:
    return str(inner(bench.show("/images", id_), "imageVersions")[name])


def test_a_result_is_served_without_a_key_and_a_key_there_is_counted() -> None:
    bench = Bench()
    url = url_of(bench, bench.image())

    plain = bench.download(url)
    keyed = bench.download(url, authorization="Bearer key")

    leaks = table(bench.get("/sandbox/ledger"))["leaks"]
    assert (plain.status, keyed.status) == (200, 200)
    assert plain.headers["content-type"] == "image/png"
    assert isinstance(leaks, dict)
    assert leaks["count"] == 1


def test_smaller_copies_are_other_bytes() -> None:
    bench = Bench()
    id_ = bench.image()

    bodies = {bench.download(url_of(bench, id_, name)).body
              for name in ("original", "1920x1920", "640x640")}  # fmt: skip

    assert len(bodies) == 3


@pytest.mark.parametrize("name", ["original.jpg", "96x96.png", "original", "original.png.png"])
def test_other_names_are_404(name: str) -> None:
    bench = Bench()
    url = url_of(bench, bench.image())

    assert bench.download(url.replace("original.png", name)).status == 404


def test_a_result_is_there_only_once_it_is_ready() -> None:
    bench = Bench()
    id_ = bench.order("/images", prompt=PROMPT)["id"]
    path = f"/results/{id_}/original.png"

    early = bench.ask("GET", path, key=None).status
    bench.wait(10)

    assert (early, bench.ask("GET", path, key=None).status) == (404, 200)


def test_a_part_of_a_result_can_be_asked_for() -> None:
    bench = Bench()
    url = url_of(bench, bench.image())
    whole = bench.download(url).body

    part = bench.download(url, range="bytes=6-")

    assert (part.status, part.body) == (206, whole[6:])


def test_an_expired_url_stays_expired_and_the_job_names_another() -> None:
    bench = Bench(faults=[Fault(kind="expire", times=1)])
    id_ = bench.image()
    first = url_of(bench, id_)

    statuses = [bench.download(first).status for _ in range(2)]
    second = url_of(bench, id_)

    assert statuses == [403, 403]
    assert second != first
    assert bench.download(second).status == 200


def test_a_film_is_a_film() -> None:
    bench = Bench()
    id_ = bench.order("/videos", prompt=PROMPT)["id"]
    bench.wait(FILM_SECONDS)

    answer = bench.download(inner(bench.show("/videos", id_), "videoVersions")["original"])

    assert (answer.status, answer.headers["content-type"]) == (200, "video/mp4")


@pytest.mark.parametrize(
    ("kind", "ending"), [("cut", "cut"), ("short", "overrun"), ("half", "whole")]
)
def test_downloads_go_wrong_in_every_way_of_the_faults(kind: str, ending: str) -> None:
    bench = Bench(faults=[Fault(kind=kind)])

    answer = bench.download(url_of(bench, bench.image()))

    assert answer.transfer.ending == ending
