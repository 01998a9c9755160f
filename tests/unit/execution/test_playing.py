from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.core.digest import digest_bytes
from assetforge.core.errors import DamagedError, MakingError
from assetforge.core.media import PNG, Media
from assetforge.execution.counter import open_counter
from assetforge.execution.gate import Gate
from assetforge.execution.playing import JobFailedError, Player
from assetforge.execution.purchase import Given
from assetforge.providers.drawing import Caption, Poster
from assetforge.providers.instruction import (
    Answer,
    Ask,
    Await,
    Call,
    Expired,
    Fetch,
    Job,
    JobState,
    Piece,
    Put,
    Render,
    Share,
    Shared,
    Submit,
    Write,
)
from assetforge.providers.protocol import Input
from tests.fakes.disk import picture
from tests.fakes.virtual_time import run
from tests.fakes.workplace import Workplace
from tests.unit.execution.test_shop import shop_of

if TYPE_CHECKING:
    from assetforge.providers.instruction import Instruction, Reply

LOGO = picture("logo")
MEDIA = Media(type=PNG, width=64, height=48)
GIVEN = Given(
    inputs=(Input(name="logo", media=MEDIA, digest=digest_bytes(LOGO)),),
    paths=("source:brand/logo.png",),
    public=frozenset({"logo"}),
)
ORDER = Call(method="POST", path="/pictures", body={"prompt": "hero", "sources": []})


@pytest.fixture
def workplace() -> Workplace:
    workplace = Workplace.with_cloud()
    workplace.source("logo")
    return workplace


def played(workplace: Workplace, *instructions: Instruction) -> list[Reply]:
    """Play instructions one after another, for one conversation."""

    async def play() -> list[Reply]:
        shop = shop_of(workplace, Gate())
        client = open_counter(workplace.service, shop).client
        player = Player(client, shop, ("image", None), GIVEN)
        return [await player.play(instruction) for instruction in instructions]

    return run(play())


def job_of(workplace: Workplace) -> Job:
    """Have a job at the service, which nobody here ordered."""

    async def order() -> Answer:
        return workplace.cloud.answer(ORDER, is_paid=True)

    assert run(order()).is_good
    return Job(id="job-1", route="/pictures")


def test_a_question_is_answered(workplace: Workplace) -> None:
    (answer,) = played(workplace, Ask(call=Call(method="GET", path="/pictures")))

    assert isinstance(answer, Answer)
    assert answer.body == []


def test_a_job_is_waited_for(workplace: Workplace) -> None:
    (state,) = played(workplace, Await(job=job_of(workplace)))

    assert isinstance(state, JobState)
    assert (state.phase, state.word) == ("done", "ready")


def test_a_job_that_fails_says_why(workplace: Workplace) -> None:
    workplace.cloud.words.append("refused")
    job = job_of(workplace)

    with pytest.raises(JobFailedError) as caught:
        played(workplace, Await(job=job))

    assert caught.value.why == "refused: the prompt was refused"


def test_an_input_is_shared_once(workplace: Workplace) -> None:
    replies = played(workplace, Share(input=0), Share(input=0))

    assert replies == [Shared(url="https://files.example/1")] * 2
    uploads = workplace.open_bureau.downloads.uploads
    assert uploads == {"https://files.example/1": (PNG, LOGO)}


def test_an_input_is_shared_once_for_conversations_side_by_side(workplace: Workplace) -> None:
    async def both() -> list[Reply]:
        shop = shop_of(workplace, Gate())
        client = open_counter(workplace.service, shop).client
        players = [Player(client, shop, ("image", None), GIVEN) for _ in range(3)]
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(player.play(Share(input=0))) for player in players]
        return [task.result() for task in tasks]

    assert run(both()) == [Shared(url="https://files.example/1")] * 3


def test_an_input_is_not_shared_where_the_plan_did_not_say_so(workplace: Workplace) -> None:
    async def play() -> None:
        shop = shop_of(workplace, Gate())
        client = open_counter(workplace.service, shop).client
        await Player(client, shop, ("image", None), private).play(Share(input=0))

    private = replace(GIVEN, public=frozenset())

    with pytest.raises(MakingError, match="`logo` would become publicly reachable"):
        run(play())
    assert workplace.open_bureau.downloads.uploads == {}
    assert workplace.cloud.requests.total() == 0


def test_an_input_goes_to_a_signed_url(workplace: Workplace) -> None:
    put = Put(url="https://files.example/x", input=0, media_type=PNG)

    assert played(workplace, put) == [Answer(status=200)]


def test_a_result_is_downloaded_into_the_staging_area(workplace: Workplace) -> None:
    downloads = workplace.open_bureau.downloads
    downloads.web["https://results.example/1"] = LOGO

    (piece,) = played(workplace, Fetch(url="https://results.example/1", is_film=False))

    assert isinstance(piece, Piece)
    assert piece.media == MEDIA
    assert workplace.disk.staged[piece.path] == LOGO


def test_a_url_that_leads_nowhere_is_a_reply(workplace: Workplace) -> None:
    fetch = Fetch(url="https://results.example/gone", is_film=False)

    assert played(workplace, fetch) == [Expired(status=404)]


def test_bytes_that_came_inside_are_written_and_examined(workplace: Workplace) -> None:
    (piece,) = played(workplace, Write(data=LOGO))

    assert isinstance(piece, Piece)
    assert piece.media == MEDIA


def test_bytes_that_came_inside_and_are_no_picture_are_refused(workplace: Workplace) -> None:
    with pytest.raises(DamagedError, match="no picture"):
        played(workplace, Write(data=b"no"))


def test_local_work_goes_to_the_workshop(workplace: Workplace) -> None:
    caption = Caption(title="", prompt="", details=())
    poster = Poster(width=8, height=8, seed="red", caption=caption)

    (piece,) = played(workplace, Render(drawing=poster))

    assert isinstance(piece, Piece)
    assert (piece.media.width, piece.media.height) == (8, 8)


def test_a_player_without_leave_to_order_spends_nothing(workplace: Workplace) -> None:
    with pytest.raises(AssertionError, match="free of charge"):
        played(workplace, Submit(call=ORDER))

    assert workplace.cloud.posts == []


def test_a_question_that_a_result_does_not_depend_on_may_go_wrong(workplace: Workplace) -> None:
    workplace.cloud.fails_lists = True
    question = Ask(call=Call(method="GET", path="/pictures"), is_optional=True)

    (answer,) = played(workplace, question)

    assert isinstance(answer, Answer)
    assert answer.status == 0
    assert "no lists for you" in answer.text


def test_wrong_bytes_are_asked_for_once_more(workplace: Workplace) -> None:
    url = "https://results.example/1"
    downloads = workplace.open_bureau.downloads
    downloads.web[url] = b"<html>"

    with pytest.raises(DamagedError, match="got something else"):
        played(workplace, Fetch(url=url, is_film=False))

    assert len([effect for effect in workplace.disk.effects if url in effect]) == 2


def test_wrong_bytes_of_a_job_are_asked_for_by_a_fresh_url_once(workplace: Workplace) -> None:
    workplace.open_bureau.downloads.web["https://results.example/1"] = b"<html>"
    fetch = Fetch(url="https://results.example/1", is_film=False)
    wait = Await(job=job_of(workplace))

    assert played(workplace, wait, fetch)[1:] == [Expired(status=0)]
    with pytest.raises(DamagedError, match="got something else"):
        played(workplace, wait, fetch, wait, fetch)
