from __future__ import annotations

import pytest

from assetforge.sandbox.fault import Fault
from assetforge.sandbox.premises import USERNAME
from tests.unit.sandbox.bench import (
    PICTURE_SECONDS,
    PROMPT,
    Bench,
    inner,
    message,
    older,
    rows,
)

UNKNOWN = "11111111-1111-4111-8111-111111111111"


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", f"/images/{UNKNOWN}", None, 404),
        ("GET", "/images/img_abc123xyz", None, 400),
        ("GET", f"/videos/{UNKNOWN}", None, 404),
        ("GET", f"/upscales/{UNKNOWN}", None, 404),
        ("GET", f"/upscale/{UNKNOWN}", None, 404),
        ("DELETE", f"/upscale/{UNKNOWN}", None, 404),
        ("PUT", f"/images/{UNKNOWN}/interruption", None, 404),
        ("PUT", f"/images/{UNKNOWN}/privacy", {"privacy": "public"}, 404),
        ("PUT", f"/images/{UNKNOWN}/prompt-privacy", {"hidePrompt": True}, 404),
        ("PUT", f"/videos/{UNKNOWN}/interruption", None, 404),
    ],
)
def test_unknown_and_malformed_ids(method: str, path: str, body: object, status: int) -> None:
    assert Bench().ask(method, path, body).status == status


def test_the_picture_of_an_edit_is_an_image_too() -> None:
    bench = Bench()
    source = bench.image()
    edit = bench.order(
        "/image-edits", mode="context", prompt=PROMPT, originalImageCompletionId=source,
        imageCompletionsCount=1,
    )  # fmt: skip
    bench.wait(2 * PICTURE_SECONDS)
    picture = inner(bench.show("/image-edits", edit["id"]), "generatedImageCompletion")

    image = bench.show("/images", picture["id"])

    assert image["imageVersions"] == picture["imageVersions"]
    assert image["status"] == "ready"


def test_an_edit_itself_is_no_image() -> None:
    bench = Bench()
    edit = bench.order(
        "/image-edits", mode="context", prompt=PROMPT, imageUrl="https://a.example/b.png"
    )

    assert bench.get(f"/images/{edit['id']}").status == 404


def test_without_a_filter_the_feed_shows_other_people_too() -> None:
    bench = Bench()
    own = bench.image()

    everybody = rows(bench.get("/images"))
    mine = rows(bench.get(f"/images?username={USERNAME}&includeNsfw=true"))

    assert len(everybody) == 4
    assert [record["id"] for record in mine] == [own]


def test_the_user_id_of_a_record_filters_its_list() -> None:
    bench = Bench()
    record = bench.order("/images", prompt=PROMPT)
    user = inner(record, "user")["id"]

    found = rows(bench.get(f"/images?userId={user}&sortBy=createdAt&sortOrder=DESC&limit=50"))

    assert [item["id"] for item in found] == [record["id"]]
    assert rows(bench.get(f"/images?userId={UNKNOWN}")) == []
    assert rows(bench.get(f"/images?userId={user}&username=somebody_else")) == []


def test_other_peoples_pictures_are_shown_and_not_touched() -> None:
    bench = Bench()
    other = rows(bench.get("/images"))[0]["id"]

    statuses = [
        bench.get(f"/images/{other}").status,
        bench.ask("PUT", f"/images/{other}/privacy", {"privacy": "private"}).status,
    ]

    assert statuses == [200, 404]


def test_a_job_can_be_stopped_only_while_it_is_generating() -> None:
    bench = Bench()
    id_ = bench.order("/images", prompt=PROMPT)["id"]
    path = f"/images/{id_}/interruption"

    early = bench.ask("PUT", path).status
    bench.wait(5)
    stopped = bench.ask("PUT", path).status
    again = bench.ask("PUT", path).status

    assert (early, stopped, again) == (400, 204, 400)
    bench.wait(99)
    assert bench.show("/images", id_)["status"] == "interrupted"


def test_the_older_dialect_stops_videos() -> None:
    bench = Bench(settings=older())
    id_ = bench.order("/videos", prompt=PROMPT, imageUrl="https://a.example/b.png")["id"]
    bench.wait(20)

    assert bench.ask("PUT", f"/videos/{id_}/interruption").status == 204


@pytest.mark.parametrize("route", ["/images", "/videos"])
def test_privacy_of_what_is_ready(route: str) -> None:
    bench = Bench()
    id_ = bench.order(route, prompt=PROMPT)["id"]
    path, body = f"{route}/{id_}/privacy", {"privacy": "public"}

    early = bench.ask("PUT", path, body)
    bench.wait(99)
    late = bench.ask("PUT", path, body)
    wrong = bench.ask("PUT", path, {"privacy": "not_listed"})

    assert (early.status, late.status, wrong.status) == (400, 204, 400)
    assert bench.show(route, id_)["privacy"] == "public"


@pytest.mark.parametrize("route", ["/images", "/videos"])
def test_a_prompt_can_be_hidden(route: str) -> None:
    bench = Bench()
    id_ = bench.order(route, prompt=PROMPT)["id"]

    answer = bench.ask("PUT", f"{route}/{id_}/prompt-privacy", {"hidePrompt": True})

    assert answer.status == 204
    assert bench.show(route, id_)["hidePrompt"] is True


def test_a_deleted_upscale_is_gone() -> None:
    bench = Bench()
    id_ = bench.order("/upscale", imageId=bench.image())["id"]

    statuses = [bench.ask("DELETE", f"/upscale/{id_}").status for _ in range(2)]

    assert statuses == [204, 404]
    assert rows(bench.get("/upscale")) == []


def test_a_job_that_shows_late_in_lists_is_found_by_its_id_at_once() -> None:
    bench = Bench(faults=[Fault(kind="list-late", seconds=30)])
    id_ = bench.order("/videos", prompt=PROMPT)["id"]

    by_id, listed = bench.get(f"/videos/{id_}").status, rows(bench.get("/videos"))
    bench.wait(30)

    assert (by_id, listed) == (200, [])
    assert [record["id"] for record in rows(bench.get("/videos"))] == [id_]


def test_a_job_that_is_known_late_answers_404_first() -> None:
    bench = Bench(faults=[Fault(kind="know-late", seconds=30)])
    id_ = bench.order("/images", prompt=PROMPT)["id"]

    first = bench.get(f"/images/{id_}")
    bench.wait(30)

    assert (first.status, "not found" in message(first)) == (404, True)
    assert bench.get(f"/images/{id_}").status == 200
