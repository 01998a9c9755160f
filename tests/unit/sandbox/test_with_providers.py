"""The real providers talk with the sandbox: every order is taken, made and charged as estimated."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest

from assetforge.core.digest import digest_bytes
from assetforge.core.media import MP4, PNG, Media
from assetforge.providers.catalogue_dialect import in_dialect
from assetforge.providers.instruction import (
    Accepted,
    Answer,
    Ask,
    Await,
    Call,
    Fetch,
    JobState,
    Piece,
    Put,
    Share,
    Shared,
    Submit,
    Write,
)
from assetforge.providers.letta.provider import Letta
from assetforge.providers.letzai.provider import LetzAI
from assetforge.providers.protocol import Input, Order, Request
from assetforge.providers.settings import ServiceSettings
from assetforge.sandbox.fault import Fault
from assetforge.sandbox.settings import ORGANIZATION
from tests.unit.sandbox.bench import ORIGIN, SETTINGS, TOKEN, Bench, older

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence
    from typing import TypeVar

    from assetforge.core.names import Kind
    from assetforge.core.values import Table
    from assetforge.providers.instruction import Instruction, Job, Reply
    from assetforge.providers.protocol import Result
    from assetforge.providers.service import Service
    from assetforge.providers.settings import Dialect
    from assetforge.sandbox.message import HttpAnswer

    T = TypeVar("T")

PICTURE: Final = Media(type=PNG, width=800, height=600)
FILM: Final = Media(type=MP4, width=640, height=360, seconds=4)
BYTES: Final = {PNG: b"800x600", MP4: b"film"}
PROMPT: Final[Table] = {"prompt": "A lamp"}


def letzai(dialect: Dialect = "current") -> LetzAI:
    settings = ServiceSettings(
        provider="letzai", origin=ORIGIN, key_variable="K", dialect=dialect,
        organization=ORGANIZATION,
    )  # fmt: skip
    return LetzAI(in_dialect(SETTINGS.catalogue["letzai"], dialect), settings)


def letta() -> Letta:
    settings = ServiceSettings(provider="letta", origin=ORIGIN, key_variable="K")
    return Letta(SETTINGS.catalogue["letta"], settings)


def order(kind: Kind, model: str | None, params: Table) -> Order:
    return Order(address="lamp", kind=kind, model=model, params=params)


def request_for(service: Service, wanted: Order, inputs: Sequence[Media]) -> Request:
    given = tuple(
        Input(name=f"in{place}", media=media, digest=digest_bytes(BYTES[media.type]))
        for place, media in enumerate(inputs)
    )
    return Request(
        address=wanted.address, kind=wanted.kind, model=wanted.model,
        params=service.resolve(wanted), inputs=given,
    )  # fmt: skip


class Player:
    """Plays a provider's conversation with a sandbox, as an executor without any care would."""

    def __init__(self, bench: Bench, service: Service, inputs: Sequence[Media]) -> None:
        self.bench = bench
        self.service = service
        self.inputs = inputs

    def play(self, talk: Generator[Instruction, Reply, T]) -> T:
        instruction = next(talk)
        while True:
            try:
                instruction = talk.send(self._reply(instruction))
            except StopIteration as end:
                result: T = end.value
                return result

    def _reply(self, instruction: Instruction) -> Reply:
        match instruction:
            case Submit():
                return self._submit(instruction)
            case Await(job=job):
                return self._wait(job)
            case Ask(call=call):
                return self._call(call)
            case Share(input=place):
                return Shared(url=self.play(self.service.share(self.inputs[place], place)))
            case _:
                return self._bytes(instruction)

    def _submit(self, order: Submit) -> Accepted:
        token = {} if order.token_field is None else {order.token_field: TOKEN}
        answer = self._call(order.call, token)
        accepted = self.service.accepted(order, answer)
        assert accepted is not None, answer
        return accepted

    def _wait(self, job: Job) -> JobState:
        for _ in range(100):
            self.bench.wait(5)
            states = self.service.read([job], self._call(self.service.look([job]).call))
            if job.id in states and states[job.id].phase != "running":
                return states[job.id]
        pytest.fail("the job never ends")

    def _bytes(self, instruction: Instruction) -> Reply:
        match instruction:
            case Put(url=url, input=place, media_type=media_type):
                target, body = url.removeprefix(ORIGIN), BYTES[self.inputs[place].type]
                headers = {"content-type": media_type}
                return _answer(self.bench.ask("PUT", target, body, key=None, headers=headers))
            case Fetch(url=url, is_film=is_film):
                assert self.bench.download(url).status == 200
                return Piece(path="fetched", media=FILM if is_film else PICTURE)
            case Write():
                return Piece(path="written", media=PICTURE)
            case _:
                pytest.fail(f"{instruction} is nobody's to play here")

    def _call(self, call: Call, more: Mapping[str, str] | None = None) -> Answer:
        query = "&".join(f"{name}={value}" for name, value in call.query.items())
        body = None if call.body is None else {**call.body, **(more or {})}
        for name, places in call.inline.items():
            assert body is not None
            body[name] = [self._data_url(place) for place in places]
        return _answer(self.bench.ask(call.method, f"{call.path}?{query}", body))

    def _data_url(self, place: int) -> str:
        media = self.inputs[place]
        return f"data:{media.type};base64,{base64.b64encode(BYTES[media.type]).decode()}"


def _answer(answer: HttpAnswer) -> Answer:
    is_json = answer.headers.get("content-type", "").startswith("application/json")
    body = json.loads(answer.body) if is_json else None
    return Answer(status=answer.status, body=body, headers=answer.headers)


def bought(bench: Bench, service: Service, wanted: Order, *inputs: Media) -> Result:
    request = request_for(service, wanted, inputs)
    return Player(bench, service, inputs).play(service.start(request))


CURRENT: Final[Sequence[tuple[Kind, str | None, Table, tuple[Media, ...]]]] = (
    ("image", None, {}, ()),
    ("image", "flux2", {"resolution": "2k", "size": "1600x904"}, ()),
    ("image", "gpt-image-2", {"resolution": "4k", "watermark": True}, ()),
    ("image", "wan-2-7-image-pro", {"aspect_ratio": "16:9"}, ()),
    ("edit", None, {}, (PICTURE,)),
    ("edit", "gemini-3-pro-image", {"resolution": "4k", "aspect_ratio": "1:1"}, (PICTURE,) * 9),
    ("edit", "nano-banana-2-lite", {}, (PICTURE,)),
    ("upscale", None, {}, (PICTURE,)),
    ("upscale", "nano-banana-2", {"resolution": "2k", "strength": 3}, (PICTURE,)),
    ("upscale", "pruna", {"resolution": "4k"}, (PICTURE,)),
    ("video", "video-veo31", {"sound": True}, (PICTURE,)),
    ("video", "video-kling3", {"duration": 5}, (PICTURE, PICTURE)),
    ("video", "video-kling26", {"duration": 10, "high_quality": True}, ()),
    ("video", "video-wan25", {"duration": 5}, (PICTURE,)),
    ("video", "video-seedance2", {"duration": 4, "resolution": "720p"}, ()),
    ("video", "video-seedance2-enterprise", {"duration": 4, "resolution": "480p"}, ()),
    ("video", "video-gemini-omni", {"duration": 3}, ()),
)
OLDER: Final[Sequence[tuple[Kind, str | None, Table, tuple[Media, ...]]]] = (
    ("image", None, {}, ()),
    ("image", "gemini-3-pro-image", {"resolution": "2k"}, ()),
    ("edit", None, {}, (PICTURE,)),
    ("upscale", None, {}, (PICTURE,)),
    ("upscale", "nano-banana-pro", {"resolution": "2k"}, (PICTURE,)),
    ("video", "video-kling3", {"duration": 5}, (PICTURE,)),
    ("video", "video-kling26", {"duration": 5}, (PICTURE,)),
)


@pytest.mark.parametrize(("kind", "model", "params", "inputs"), CURRENT)
def test_every_kind_is_made_and_costs_the_top_of_its_estimate(
    kind: Kind, model: str | None, params: Table, inputs: tuple[Media, ...]
) -> None:
    bench, service = Bench(settings=replace(SETTINGS, tells_credits=True)), letzai()
    wanted = order(kind, model, {**PROMPT, **params} if kind != "upscale" else params)

    result = bought(bench, service, wanted, *inputs)

    (charge,) = bench.charges
    assert result.charged == charge.credits == service.quote(wanted).high
    assert charge.token == TOKEN
    assert result.job_id == charge.id


@pytest.mark.parametrize(("kind", "model", "params", "inputs"), OLDER)
def test_the_older_dialect_is_spoken_as_well(
    kind: Kind, model: str | None, params: Table, inputs: tuple[Media, ...]
) -> None:
    bench, service = Bench(settings=older()), letzai("older")
    wanted = order(kind, model, {**PROMPT, **params} if kind != "upscale" else params)

    result = bought(bench, service, wanted, *inputs)

    (charge,) = bench.charges
    assert charge.credits == service.quote(wanted).high
    assert result.job_id == charge.id


def test_skin_repair_and_film_edits_have_no_price_and_are_made() -> None:
    current, old = Bench(), Bench(settings=older())

    bought(current, letzai(), order("edit", "skin", {"skin": {"eyes": True}}), PICTURE)
    bought(old, letzai("older"), order("video-edit", "veo31", PROMPT), FILM)

    assert [bench.charges[0].route for bench in (current, old)] == ["/image-edits", "/video-edits"]


@pytest.mark.parametrize(
    ("kind", "model", "inputs"),
    [
        ("image", "flux-2-pro", ()),
        ("image", "gpt-image-2", ()),
        ("edit", "gemini-3-pro-image", (PICTURE, PICTURE)),
    ],
)
def test_letta_is_spoken_to_and_says_what_it_took(
    kind: Kind, model: str, inputs: tuple[Media, ...]
) -> None:
    bench = Bench()

    result = bought(bench, letta(), order(kind, model, PROMPT), *inputs)

    assert result.charged == bench.charges[0].credits == 12


@pytest.mark.parametrize("kind", ["odd-word", "full-progress", "no-url", "know-late"])
def test_a_job_that_looks_strange_for_a_while_is_made_in_the_end(kind: str) -> None:
    word = "archived" if kind == "odd-word" else None
    bench = Bench(faults=[Fault(kind=kind, seconds=20, word=word)])

    result = bought(bench, letzai(), order("image", "flux2", PROMPT))

    assert result.job_id == bench.charges[0].id
