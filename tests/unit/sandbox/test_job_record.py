"""Where each dialect puts what, as a client reads it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assetforge.sandbox.fault import Fault
from tests.unit.sandbox.bench import (
    FILM_SECONDS,
    ORIGIN,
    PICTURE_SECONDS,
    PROMPT,
    SETTINGS,
    TOKEN,
    Bench,
    inner,
    listed,
    older,
)

URL = "https://a.example/b.png"


def test_an_image_names_its_copies_once_it_is_ready() -> None:
    bench = Bench()
    id_ = bench.image(baseModel="flux2", webhookUrl=TOKEN)

    record = bench.show("/images", id_)

    assert record["imageVersions"] == {
        name: f"{ORIGIN}/results/{id_}/{name}.png" for name in ("original", "1920x1920", "640x640")
    }
    assert {name: record[name] for name in ("baseModel", "progress", "status", "webhookUrl")} == {
        "baseModel": "flux2", "progress": 100, "status": "ready", "webhookUrl": TOKEN,
    }  # fmt: skip
    assert "width" not in record
    assert "creditsUsed" not in record


def test_before_that_it_names_none() -> None:
    bench = Bench()
    id_ = bench.order("/images", prompt=PROMPT)["id"]

    assert bench.show("/images", id_)["imageVersions"] == {}


@pytest.mark.parametrize(
    ("settings", "route", "body", "word"),
    [
        (SETTINGS, "/images", {}, "generating"),
        (older(), "/images", {}, "in progress"),
        (older(), "/videos", {"imageUrl": URL}, "generating"),
    ],
)
def test_the_running_word_is_that_of_the_dialect(
    settings: object, route: str, body: dict[str, str], word: str
) -> None:
    bench = Bench(settings=settings)  # type: ignore[arg-type]  # one of two settings, above
    id_ = bench.order(route, prompt=PROMPT, **body)["id"]

    bench.wait(5)

    assert bench.show(route, id_)["status"] == word


def test_an_edit_holds_its_picture_inside() -> None:
    bench = Bench()
    id_ = bench.order(
        "/image-edits", mode="context", prompt=PROMPT, imageUrl=URL, imageCompletionsCount=1,
        webhookUrl=TOKEN,
    )["id"]  # fmt: skip
    bench.wait(2 * PICTURE_SECONDS)

    record = bench.show("/image-edits", id_)
    picture = inner(record, "generatedImageCompletion")

    assert str(inner(picture, "imageVersions")["original"]).startswith(f"{ORIGIN}/results/")
    assert (record["status"], record["webhookUrl"]) == ("ready", TOKEN)
    assert record["imageCompletionChoices"] == []
    assert not {"progress", "createdAt", "imageVersions"} & set(record)


@pytest.mark.parametrize(("settings", "kind"), [(SETTINGS, dict), (older(), str)])
def test_several_variations_are_objects_now_and_ids_before(settings: object, kind: type) -> None:
    bench = Bench(settings=settings)  # type: ignore[arg-type]  # one of two settings, above

    record = bench.order(
        "/image-edits", mode="context", prompt=PROMPT, imageUrl=URL, imageCompletionsCount=3
    )

    choices = listed(record["imageCompletionChoices"])
    assert [type(choice) for choice in choices] == [kind] * 3


def test_films_in_both_dialects() -> None:
    seen: list[dict[str, object]] = []
    for settings in (SETTINGS, older()):
        bench = Bench(settings=settings)
        id_ = bench.order("/videos", prompt=PROMPT, imageUrl=URL)["id"]
        bench.wait(FILM_SECONDS)
        seen.append(bench.show("/videos", id_))
    current, old = seen

    assert str(inner(current, "videoVersions")["original"]).endswith("/original.mp4")
    assert "videoPaths" not in current
    assert list(inner(old, "videoPaths")) == ["mp4"]
    assert old["videoVersions"] == [inner(old, "videoPaths")["mp4"]]


def test_an_upscale_tells_its_source() -> None:
    bench = Bench()
    source = bench.image()

    record = bench.order("/upscale", imageId=source, size=8, mode="nano-banana-2")

    assert {name: record[name] for name in ("imageCompletionId", "imageUrl", "mode", "size")} == {
        "imageCompletionId": source, "imageUrl": None, "mode": "nano-banana-2", "size": 8,
    }  # fmt: skip


def test_a_failure_is_told_where_clients_look_for_it() -> None:
    bench = Bench(faults=[Fault(kind="disallow", word="no weapons")])
    image = bench.show("/images", bench.image())

    assert (image["status"], image["statusDetail"]) == ("not_allowed", "no weapons")
    assert image["progressMessage"] == "no weapons"
    assert image["imageVersions"] == {}


def test_a_record_may_lack_the_word_and_the_token() -> None:
    faults = [Fault(kind="odd-word", word=""), Fault(kind="no-echo")]
    bench = Bench(faults=faults)

    record = bench.show("/images", bench.image(webhookUrl=TOKEN))

    assert not {"status", "webhookUrl"} & set(record)


def test_credits_are_told_only_when_asked_for() -> None:
    bench = Bench(settings=replace(SETTINGS, tells_credits=True))

    assert bench.order("/images", prompt=PROMPT, baseModel="flux2")["creditsUsed"] == 60
