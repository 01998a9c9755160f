from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.core.errors import MakingError
from assetforge.providers.instruction import (
    Accepted,
    Ask,
    Await,
    Call,
    Fetch,
    Job,
    Share,
    Submit,
)
from assetforge.providers.letzai.routes import KIND_OF
from assetforge.providers.service import Claimed, Trace
from tests.unit.providers.letzai.listings import item, lost, token
from tests.unit.providers.letzai.orders import CASES, Case
from tests.unit.providers.letzai.talking import (
    ORGANIZATION,
    UPLOADED,
    URL,
    accepted,
    answer,
    film,
    letzai,
    local,
    made,
    picture,
    piece,
    play,
    request,
    shared,
    state,
    uuid,
)

if TYPE_CHECKING:
    from assetforge.core.names import Kind
    from assetforge.core.values import Json, Table
    from assetforge.providers.instruction import Answer, Reply
    from assetforge.providers.service import Service
    from assetforge.providers.settings import Dialect

FILMS = frozenset({"/videos", "/video-edits"})
READY: Table = {
    "status": "ready", "imageVersions": {"original": URL}, "videoVersions": {"original": URL},
    "generatedImageCompletion": {"id": uuid(2), "imageVersions": {"original": URL}},
}  # fmt: skip
ORDER = Submit(call=Call(method="POST", path="/upscale", body={}))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_order_ends_in_its_result(case: Case) -> None:
    service: Service = letzai(case.dialect, organization=case.organization)
    asked = request(case.kind, case.model, case.params, case.inputs)
    shares = sum(each.origin is None or each.origin.provider != "letzai" for each in case.inputs)
    route = next(route for route, kind in KIND_OF.items() if kind == case.kind)
    is_film = case.kind in {"video", "video-edit"}
    came = piece(film() if is_film else picture())
    replies: list[Reply] = [
        *[shared()] * shares, accepted(route), state(route, READY), came,
    ]  # fmt: skip

    said, result = play(service.start(asked), replies)

    assert [type(instruction) for instruction in said] == [
        *[Share] * shares, Submit, Await, Fetch,
    ]  # fmt: skip
    assert said[-1] == Fetch(url=URL, is_film=is_film)
    assert (result.piece, result.job_id, result.url) == (came, uuid(1), URL)
    assert result.result_id == (uuid(2) if case.kind == "edit" else uuid(1))


def test_a_job_is_taken_up_again_without_an_order() -> None:
    asked = request("image", "flux2", {"prompt": "x"})
    replies: list[Reply] = [state("/images", READY), piece()]

    said, result = play(letzai().resume(asked, accepted("/images")), replies)

    assert not any(isinstance(instruction, Submit) for instruction in said)
    assert result.job_id == uuid(1)


def test_a_job_of_a_model_that_is_no_longer_known_is_taken_up_all_the_same() -> None:
    asked = request("image", "long-gone", {"prompt": "x"})

    _, result = play(
        letzai().resume(asked, accepted("/images")), [state("/images", READY), piece()]
    )

    assert result.url == URL


@pytest.mark.parametrize(
    ("status", "body", "is_accepted"),
    [
        (200, {"id": uuid(1)}, True),
        (201, {"id": uuid(1), "status": "new"}, True),
        (202, {"id": uuid(1)}, True),
        (201, {"id": "img_abc123xyz"}, False),
        (201, {"id": "../users/me"}, False),
        (201, {}, False),
        (201, [{"id": uuid(1)}], False),
        (201, None, False),
        (301, {"id": uuid(1)}, False),
        (500, {"id": uuid(1)}, False),
    ],
)
def test_an_order_is_accepted_by_an_id_and_nothing_less(
    status: int, body: Json, is_accepted: bool
) -> None:
    came = answer(body, status)

    taken = letzai().accepted(ORDER, came)

    job = Job(id=uuid(1), route="/upscale")
    assert taken == (Accepted(job=job, answer=came) if is_accepted else None)


def test_one_job_is_asked_for_by_its_id() -> None:
    job = Job(id=uuid(0), route="/videos")

    assert letzai().look([job]).call == Call(method="GET", path=f"/videos/{uuid(0)}")


@pytest.mark.parametrize(
    ("count", "waiting", "size"),
    [(2, 2, "10"), (2, 8, "16"), (8, 0, "16"), (3, 40, "50")],
)
def test_several_jobs_are_asked_for_by_one_list_with_room_for_others(
    count: int, waiting: int, size: str
) -> None:
    jobs = [Job(id=uuid(number), route="/videos") for number in range(count)]

    call = letzai().look(jobs, waiting).call

    assert (call.path, call.query["page"], call.query["limit"]) == ("/videos", "1", size)


@pytest.mark.parametrize(
    "body",
    [
        [{**item(1), **READY}, item(2)],
        {"data": [{**item(1), **READY}, item(2), item(9)], "pagination": {"total": 3}},
    ],
)
def test_a_list_tells_of_many_jobs_and_leaves_out_what_it_does_not_show(body: Json) -> None:
    jobs = [Job(id=uuid(number), route="/images") for number in (1, 2, 3)]

    states = letzai().read(jobs, answer(body))

    assert {id_: found.phase for id_, found in states.items()} == {
        uuid(1): "done", uuid(2): "running",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("reply", "count"),
    [
        (answer(item(1)), 1),
        (answer({"status": "new"}), 1),
        (answer({"event": "x", "data": item(1)}), 1),
        (answer(item(2)), 0),
        (answer({}), 0),
        (answer(None), 0),
        (answer(item(1), 404), 0),
        (answer([]), 0),
    ],
)
def test_what_is_asked_for_by_id_may_come_without_one_but_not_with_another(
    reply: Answer, count: int
) -> None:
    assert len(letzai().read([Job(id=uuid(1), route="/images")], reply)) == count


@pytest.mark.parametrize(
    ("route", "dialect", "can_stop"),
    [
        ("/images", "current", True),
        ("/image-edits", "current", False),
        ("/upscale", "current", False),
        ("/videos", "current", False),
        ("/images", "older", True),
        ("/upscales", "older", False),
        ("/videos", "older", True),
        ("/video-edits", "older", True),
    ],
)
def test_what_can_be_stopped(route: str, dialect: Dialect, can_stop: bool) -> None:
    question = letzai(dialect).stop(Job(id=uuid(1), route=route))

    expected = Ask(
        call=Call(method="PUT", path=f"{route}/{uuid(1)}/interruption"),
        takes=frozenset({400, 404, 405}),
    )
    assert question == (expected if can_stop else None)


def test_the_absence_of_a_film_proves_nothing() -> None:
    service = letzai()

    assert {route for route in KIND_OF if not service.absence_proves(route)} == FILMS
    assert not service.absence_proves("/v1/images/generations")
    assert all(service.can_find(route) for route in KIND_OF)
    assert not service.can_find("/users")


def test_a_lost_order_is_looked_for() -> None:
    talk = letzai().find([lost("aaaa")], Claimed())

    _, sighting = play(talk, [answer([item(1, webhookUrl=token("aaaa"))], x_total_pages="1")])

    assert sighting.jobs == {"aaaa": Job(id=uuid(1), route="/images")}


def test_a_result_is_fetched_once_more() -> None:
    trace = Trace(kind="image", media=picture(), job_id=uuid(1))
    service = letzai()

    assert service.can_refetch(trace)
    assert play(service.refetch(trace), [answer(READY), piece()])[1].url == URL


def test_an_input_is_uploaded_to_be_seen_by_everybody() -> None:
    service = letzai()
    slot = answer({"uploadUrl": "https://bucket.example/a", "imageUrl": UPLOADED})

    assert service.publishes_inputs
    assert play(service.share(picture(), 0), [slot, answer(None, 200)])[1] == UPLOADED


def test_a_complaint_knows_of_the_organization() -> None:
    said = letzai(organization=ORGANIZATION).complaint(answer({"message": "no"}, 401))

    assert said.startswith("no (")


def test_trained_models_are_listed() -> None:
    told = answer([{"id": uuid(1), "name": "anna"}], x_total_pages="1")

    assert [model.name for model in play(letzai().trained_models(), [told])[1]] == ["anna"]


@pytest.mark.parametrize(("kind", "deadline"), [("image", 600), ("upscale", 900), ("video", 2700)])
def test_every_kind_has_its_rhythm(kind: Kind, deadline: float) -> None:
    assert letzai().rhythm(kind).deadline == deadline


def test_an_order_that_cannot_be_said_is_refused_before_anything_is_uploaded() -> None:
    asked = request("video-edit", "veo31", {"prompt": "x"}, [made("video"), local()])

    with pytest.raises(MakingError, match="documents no route"):
        next(letzai().start(asked))
